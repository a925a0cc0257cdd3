"""Every kind of trouble that a request can meet, and where answers to interactions go."""

from typing import Any

TROUBLES: dict[str, dict[str, Any]] = {
    "500": {"kind": "status", "status": 500},
    "502": {"kind": "status", "status": 502},
    "503": {"kind": "status", "status": 503},
    "504": {"kind": "status", "status": 504},
    "429": {"kind": "rate_limit", "retry_after": 0.2},
    "global 429": {"kind": "rate_limit", "retry_after": 0.2, "whole_bot": True},
    "reset": {"kind": "reset"},
    "lost answer": {"kind": "lost_answer"},
}
CALLBACK = {"method": "POST", "path": "/interactions/*/callback"}

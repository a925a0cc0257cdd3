"""AutoMod rules as tests make them, by the bot or by a person."""

from typing import Any

from tests.wire.puppet import Puppet

GUILD = 804_000_000_000_000_000
REGULAR_ROLE = GUILD + 2
LOG_CHANNEL = GUILD + 23
RULES = f"/guilds/{GUILD}/auto-moderation/rules"
CONFIGURATION, EXECUTION = 1 << 20, 1 << 21
BLOCK, ALERT, TIME_OUT = 1, 2, 3

BLOCKING: dict[str, Any] = {"type": BLOCK, "metadata": {"custom_message": "Not in this channel."}}


def keywords(*words: str, **more: Any) -> dict[str, Any]:
    """The body of a rule that looks for these."""
    trigger = {"keyword_filter": list(words)} | more.pop("trigger_metadata", {})
    return {
        "name": "No promotion",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": trigger,
        "actions": [BLOCKING],
        "enabled": True,
    } | more


async def made(puppet: Puppet, body: dict[str, Any]) -> dict[str, Any]:
    """The rule, made by the bot."""
    answer = await puppet.request("POST", RULES, body)
    assert answer.status == 200, answer
    return answer.body

"""Cases as cards and letters are given them."""

from datetime import UTC, datetime
from typing import Any

from bot.content import Content
from bot.moderation import judge, said
from bot.store import Case, CaseMessage, GuildSettings, KeptPart, KeptSignal
from cogs.moderation.note import Matter

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PITCH = "Mixing, $50 a song. DM me for rates"


def posted(content: Content, text: str = PITCH, number: int = 1, **more: Any) -> CaseMessage:
    decision = judge(said(text), content.moderation)
    values: dict[str, Any] = {
        "message_id": 5000 + number,
        "channel_id": 200,
        "posted_at": NOW,
        "action": "remove",
        "rule": "promotion",
        "score": decision.score,
        "rules_version": "v1",
        "signals": tuple(
            KeptSignal(one.name, one.part, "content", one.span, one.weight)
            for one in decision.signals
        ),
        "digest": "d",
        "parts": (KeptPart("content", text),),
        "deleted_at": None,
    }
    return CaseMessage(**values | more)


def case(*messages: CaseMessage, **more: Any) -> Case:
    values: dict[str, Any] = {
        "id": 12,
        "guild_id": 100,
        "channel_id": 200,
        "author_id": 300,
        "origin": "judged",
        "action": "remove",
        "rule": "promotion",
        "score": 105,
        "rules_version": "v1",
        "state": "open",
        "decision": None,
        "decided_at": None,
        "opened_at": NOW,
        "revision": 3,
        "card": None,
        "messages": messages,
        "reports": (),
        "decisions": (),
    }
    return Case(**values | more)


def matter(content: Content, shown: Case, **more: Any) -> Matter:
    values: dict[str, Any] = {
        "settings": GuildSettings(shown.guild_id),
        "posts": (),
        "steps": (),
        "strike": None,
        "appeal": None,
    }
    return Matter(content=content, case=shown, **values | more)

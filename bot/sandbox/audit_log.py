"""What the sandbox remembers of a guild's audit log.

https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.sandbox.json import JsonObjects


class AuditAction(IntEnum):
    """The actions that leave an entry here."""

    MEMBER_KICK = 20
    MEMBER_UPDATE = 24
    MESSAGE_DELETE = 72
    MESSAGE_BULK_DELETE = 73
    MESSAGE_PIN = 74
    MESSAGE_UNPIN = 75
    THREAD_DELETE = 112
    AUTO_MODERATION_RULE_CREATE = 140
    AUTO_MODERATION_RULE_UPDATE = 141
    AUTO_MODERATION_RULE_DELETE = 142
    AUTO_MODERATION_BLOCK_MESSAGE = 143
    AUTO_MODERATION_FLAG_TO_CHANNEL = 144
    AUTO_MODERATION_USER_COMMUNICATION_DISABLED = 145


@dataclass(frozen=True)
class Actor:
    """Who does something, and the reason they gave."""

    user_id: int
    reason: str | None = None


@dataclass
class AuditEntry:
    """Who did what to whom; ``target_id`` is a user's, channel's or rule's id.

    ``changes`` are as Discord writes them. ``count`` is how many messages one entry stands for.
    """

    id: int
    made_at: datetime
    user_id: int
    action: AuditAction
    target_id: int
    reason: str | None = None
    changes: JsonObjects = field(default_factory=list)
    options: Mapping[str, str] = field(default_factory=dict)
    count: int | None = None

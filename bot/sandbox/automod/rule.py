"""What the sandbox remembers of an AutoMod rule."""

from dataclasses import dataclass
from enum import IntEnum


class EventKind(IntEnum):
    """When a rule is held against something."""

    MESSAGE_SEND = 1
    MEMBER_UPDATE = 2


class TriggerKind(IntEnum):
    """What a rule looks for."""

    KEYWORD = 1
    SPAM = 3
    KEYWORD_PRESET = 4
    MENTION_SPAM = 5
    MEMBER_PROFILE = 6


class ActionKind(IntEnum):
    """What follows when it finds it."""

    BLOCK_MESSAGE = 1
    SEND_ALERT_MESSAGE = 2
    TIMEOUT = 3
    BLOCK_MEMBER_INTERACTION = 4


@dataclass(frozen=True)
class Trigger:
    """The particulars of what a rule looks for; each kind uses some of them."""

    keywords: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    presets: tuple[int, ...] = ()
    most_mentions: int = 0
    against_raids: bool = False


@dataclass(frozen=True)
class Action:
    """One consequence; each kind uses one of the particulars, or none."""

    kind: ActionKind
    custom_message: str | None = None
    channel_id: int = 0
    seconds: int = 0


@dataclass
class Rule:
    """One rule of a guild."""

    id: int
    guild_id: int
    creator_id: int
    name: str
    event: EventKind
    kind: TriggerKind
    trigger: Trigger
    actions: tuple[Action, ...]
    enabled: bool = False
    exempt_roles: tuple[int, ...] = ()
    exempt_channels: tuple[int, ...] = ()

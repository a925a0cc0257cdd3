"""What somebody may do where: roles first, then overwrites, as Discord adds them up.

https://discord.com/developers/docs/topics/permissions#permission-hierarchy
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag


class Permission(IntFlag):
    """The permissions that the sandbox knows the effect of."""

    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    CHANGE_NICKNAME = 1 << 26
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51


EVERYTHING = (1 << 53) - 1
IN_A_DM = int(
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_POLLS
    | Permission.USE_EXTERNAL_APPS
    | Permission.PIN_MESSAGES
)
WHILE_TIMED_OUT = int(Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY)
NEEDS_SENDING = int(Permission.MENTION_EVERYONE | Permission.ATTACH_FILES | Permission.EMBED_LINKS)


@dataclass(frozen=True)
class Overwrite:
    """A channel's exception for one role or one member."""

    id: int
    for_member: bool
    allow: int = 0
    deny: int = 0


def in_guild(everyone: int, role_permissions: list[int], *, owner: bool) -> int:
    """What the roles give before any channel is looked at."""
    total = everyone
    for permissions in role_permissions:
        total |= permissions
    return EVERYTHING if owner or total & Permission.ADMINISTRATOR else total


def in_channel(  # noqa: PLR0913 - who it is takes three
    base: int,
    overwrites: Mapping[int, Overwrite],
    *,
    everyone_id: int,
    role_ids: set[int],
    member_id: int,
    sending: Permission = Permission.SEND_MESSAGES,
) -> int:
    """``base`` after the channel's overwrites: @everyone's, the roles' together, the member's.

    ``sending`` is what it takes to write here; some permissions mean nothing without it.
    """
    if base & Permission.ADMINISTRATOR:
        return EVERYTHING
    total = base
    if everyone_id in overwrites:
        total = total & ~overwrites[everyone_id].deny | overwrites[everyone_id].allow
    of_roles = [overwrites[role_id] for role_id in role_ids if role_id in overwrites]
    for overwrite in of_roles:
        total &= ~overwrite.deny
    for overwrite in of_roles:
        total |= overwrite.allow
    if member_id in overwrites:
        total = total & ~overwrites[member_id].deny | overwrites[member_id].allow
    return _drop_what_depends(total, sending)


def _drop_what_depends(total: int, sending: Permission) -> int:
    if not total & Permission.VIEW_CHANNEL:
        return 0
    if not total & sending:
        return total & ~NEEDS_SENDING
    return total

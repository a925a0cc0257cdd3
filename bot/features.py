"""What the bot can do, feature by feature, and what each feature needs of Discord.

The invite address, the gateway intents, the extensions that are loaded and the tools that a
card of advice offers all follow from this one table, so that a server is never asked for a
permission that nothing uses, and nobody is sent to a command that is not there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import discord


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: the extension that brings it and what it needs.

    `permissions` and `intents` hold names as `discord.Permissions` and `discord.Intents` spell
    them. Permissions are those the bot itself needs in the channels it is used in. `tools` are
    what an entry's `leads_to` can name, each with the command that it stands for: `/evaluate`.
    `builds_on` is another feature that has to be on as well. One that is not on `by_default` has
    to be named in the settings.
    """

    extension: str
    permissions: frozenset[str] = frozenset()
    intents: frozenset[str] = frozenset()
    tools: Mapping[str, str] = field(default_factory=dict)
    builds_on: str | None = None
    by_default: bool = True


# A guild's channels and roles arrive by this intent; nothing works without it.
_BASE_INTENTS = frozenset({"guilds"})

ALWAYS_ON = {
    "server": Feature("cogs.server", permissions=frozenset({"view_channel"})),
    "privacy": Feature("cogs.privacy"),
}
OPTIONAL = {
    "advice": Feature(
        "cogs.advice",
        permissions=frozenset(
            {"view_channel", "send_messages", "send_messages_in_threads", "read_message_history"}
        ),
    ),
    "evaluate": Feature(
        "cogs.evaluate",
        permissions=frozenset(
            {
                "view_channel",
                "send_messages_in_threads",
                "create_private_threads",
                "create_public_threads",
                "read_message_history",
            }
        ),
        tools={"evaluate": "/evaluate"},
    ),
    "moderation": Feature(
        "cogs.moderation",
        permissions=frozenset(
            {
                "view_channel",
                "send_messages",
                "read_message_history",
                "manage_messages",
                "manage_threads",
                "moderate_members",
                "create_private_threads",
                "send_messages_in_threads",
                "attach_files",
                "view_audit_log",
            }
        ),
        intents=frozenset({"guild_messages", "message_content", "moderation"}),
    ),
    # Not by default: no server should be asked for Manage Server that does not use this.
    "native": Feature(
        "cogs.moderation.native",
        permissions=frozenset({"manage_guild"}),
        intents=frozenset({"auto_moderation_configuration", "auto_moderation_execution"}),
        builds_on="moderation",
        by_default=False,
    ),
    "planning": Feature(
        "cogs.planning",
        tools={
            "streams": "/streams",
            "audience-check": "/audience-check",
            "session-check": "/session-check before",
            "micronetwork": "/micronetwork start",
            "met": "/met add",
            "outreach": "/outreach",
        },
    ),
    "tips": Feature(
        "cogs.tips",
        permissions=frozenset(
            {
                "view_channel",
                "send_messages",
                "read_message_history",
                "pin_messages",
                "create_public_threads",
            }
        ),
    ),
}

BY_DEFAULT = frozenset(name for name, feature in OPTIONAL.items() if feature.by_default)


def _chosen(features: Iterable[str]) -> list[Feature]:
    return [*ALWAYS_ON.values(), *(OPTIONAL[name] for name in sorted(features))]


def extensions_for(features: Iterable[str]) -> list[str]:
    """Name the extensions to load, the always-on ones first."""
    return [feature.extension for feature in _chosen(features)]


def intents_for(features: Iterable[str]) -> discord.Intents:
    """Collect the gateway intents of `features`."""
    names = _BASE_INTENTS.union(*(feature.intents for feature in _chosen(features)))
    return discord.Intents(**dict.fromkeys(names, True))


def permissions_for(features: Iterable[str]) -> discord.Permissions:
    """Collect the guild permissions of `features`; `.value` is the integer of an invite."""
    names = frozenset[str]().union(*(feature.permissions for feature in _chosen(features)))
    return discord.Permissions(**dict.fromkeys(names, True))


def answering_permissions(features: Iterable[str]) -> discord.Permissions:
    """Of the permissions of `features`, those without which an answer in a channel may fail."""
    answering = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        read_message_history=True,
        create_public_threads=True,
        create_private_threads=True,
    )
    return permissions_for(features) & answering


def tools_for(features: Iterable[str]) -> dict[str, str]:
    """Collect the tools of `features`, each with the command that a card may offer."""
    return {tool: name for feature in _chosen(features) for tool, name in feature.tools.items()}


def invite_url(application_id: int, features: Iterable[str]) -> str:
    """Build the address with which somebody who manages a server adds the bot to it."""
    return discord.utils.oauth_url(
        application_id,
        permissions=permissions_for(features),
        scopes=("bot", "applications.commands"),
    )

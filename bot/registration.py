"""Keeping Discord's list of our commands equal to ours, with as few requests as possible.

Discord allows 200 command creations a day and guild, so the list is only sent when our commands
changed or when Discord's list is no longer the one we left there.
https://docs.discord.com/developers/interactions/application-commands#registering-a-command
"""

import hashlib
import json
import logging
from typing import Any, Protocol

import discord
from discord import app_commands

_log = logging.getLogger(__name__)

_GLOBAL = "global"


class Recorded(Protocol):
    """What was recorded of the last sync."""

    @property
    def payload_hash(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...


class Records(Protocol):
    """Where the last sync is remembered (`bot.store`)."""

    async def get(self, application_id: int, scope: str) -> Recorded | None: ...

    async def record(
        self, application_id: int, scope: str, payload_hash: str, fingerprint: str
    ) -> Recorded: ...


async def register(
    tree: app_commands.CommandTree[Any], application_id: int, records: Records
) -> bool:
    """Send our global commands to Discord if need be; return whether they were sent.

    If Discord refuses the list or asks to slow down, this is logged and the old commands stay:
    a bot with yesterday's commands is better than none.
    """
    if await is_in_step(tree, application_id, records):
        return False
    try:
        await tree.sync()
    except (app_commands.CommandSyncFailure, discord.RateLimited):
        _log.exception("The commands could not be sent to Discord; it keeps the ones it has.")
        return False
    fingerprint = await _fingerprint(tree.client.http, application_id)
    await records.record(application_id, _GLOBAL, payload_hash(tree), fingerprint)
    _log.info("Sent the commands to Discord, because they had changed.")
    return True


async def is_in_step(
    tree: app_commands.CommandTree[Any], application_id: int, records: Records
) -> bool:
    """Whether Discord has our commands as they are now; asks it only if ours did not change."""
    before = await records.get(application_id, _GLOBAL)
    return (
        before is not None
        and before.payload_hash == payload_hash(tree)
        and before.fingerprint == await _fingerprint(tree.client.http, application_id)
    )


async def is_as_left(http: discord.http.HTTPClient, application_id: int, records: Records) -> bool:
    """Whether Discord has the commands that were last sent, whatever ours are now."""
    before = await records.get(application_id, _GLOBAL)
    return before is not None and before.fingerprint == await _fingerprint(http, application_id)


def payload_hash(tree: app_commands.CommandTree[Any]) -> str:
    """Digest what a sync would send, in an order that does not depend on loading."""
    commands = [command.to_dict(tree) for command in tree.get_commands()]
    commands.sort(key=lambda command: (command["type"], command["name"]))
    return _digest(commands)


async def _fingerprint(http: discord.http.HTTPClient, application_id: int) -> str:
    """Digest ids and versions of what Discord has; `AppCommand` leaves the version out."""
    commands = await http.get_global_commands(application_id)
    return _digest(sorted((command["id"], command["version"]) for command in commands))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()

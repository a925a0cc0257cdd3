"""The whole examination of a server, by a bot that runs."""

import asyncio
import logging
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import aiohttp
import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.discord_automod import DiscordAutoMod
from bot.doctor.application import commands_in_step, intents_granted, token_accepted
from bot.doctor.automod import Standing, standing
from bot.doctor.checkup import on_this_server
from bot.doctor.clock_difference import clock_difference, measure
from bot.doctor.database import database_written
from bot.doctor.finding import Finding, Report
from bot.doctor.machine import look_at_machine
from bot.doctor.needs import NATIVE
from bot.doctor.server import Chosen, server_of
from bot.interactions.host import Host
from bot.registration import is_in_step
from bot.workflows.port import PortError

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

_PATIENCE = 10.0  # seconds for whatever Discord or the database is asked

_UNANSWERED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError, PortError)


@dataclass(frozen=True, slots=True)
class _Told:
    """What Discord told; None is what it did not tell."""

    about: discord.AppInfo | None
    are_commands_in_step: bool | None
    clock_ahead: timedelta | None
    rule: Standing | None


async def examine(host: Host, guild: discord.Guild) -> Report:
    """Look at everything that a server needs of the bot, and the bot of its machine.

    Nothing is changed. It takes a second, and some ten if Discord does not answer.
    """
    chosen = await _chosen(host, guild.id)
    server = server_of(guild, guild.me, guild.channels, chosen)
    told, on_machine, unwritten = await asyncio.gather(
        _ask(host, guild.id, chosen),
        asyncio.to_thread(look_at_machine, host.settings, host.clock.now(), thoroughly=False),
        _try_to_write(host),
    )
    return Report.of(
        (
            *on_this_server(server, chosen, host.settings.features, told.rule),
            *_of_application(host, told),
            clock_difference(told.clock_ahead),
            *([unwritten] if unwritten is not None else []),
            *on_machine,
        )
    )


async def _chosen(host: Host, guild_id: int) -> Chosen:
    store = host.store
    return Chosen(
        await store.guild_settings.get(guild_id),
        await store.tip_schedules.get(guild_id),
        await store.native_rules.get(guild_id),
    )


async def _ask(host: Host, guild_id: int, chosen: Chosen) -> _Told:
    """Ask Discord for everything at once."""
    about, in_step, ahead, rule = await asyncio.gather(
        _answer(host.application_info()),
        _answer(is_in_step(host.tree, host.application_id or 0, host.store.command_sync)),
        measure(host.clock, host.http.user_agent),
        _answer(_rule(host, guild_id, chosen)),
    )
    return _Told(about, in_step, ahead, rule)


async def _rule(host: Host, guild_id: int, chosen: Chosen) -> Standing | None:
    state = chosen.native
    if NATIVE not in host.settings.features or state is None or state.written is None:
        return None
    return standing(state, await DiscordAutoMod(host).automod_rules(guild_id))


def _of_application(host: Host, told: _Told) -> Iterator[Finding]:
    yield commands_in_step(told.are_commands_in_step)
    yield token_accepted("" if host.user is None else host.user.name)
    flags = None if told.about is None else told.about.flags
    yield from intents_granted(host.intents, flags)


async def _try_to_write(host: Host) -> Finding | None:
    """Begin and end a transaction that writes nothing: it takes the database's one writer."""
    try:
        async with asyncio.timeout(_PATIENCE), host.store.together():
            pass
    except (SQLAlchemyError, TimeoutError) as failure:
        _log.warning("The database cannot be written: %s", failure)
        return database_written(type(failure).__name__)
    return database_written(None)


async def _answer(asked: Awaitable[_T]) -> _T | None:
    """Return what was answered within some seconds; None if nothing was."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await asked
    except _UNANSWERED as trouble:
        _log.warning("The doctor did not get an answer: %s", trouble)
        return None

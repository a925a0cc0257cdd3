"""The examination without the bot: from its settings, its files, and what REST tells.

The bot may be running meanwhile: its database is only read, and no second session is opened.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

import aiohttp
import discord

from bot import features, gateway
from bot.clock import Clock
from bot.doctor.application import (
    commands_in_step,
    intents_granted,
    token_accepted,
    token_missing,
    token_refused,
    token_untried,
)
from bot.doctor.checkup import on_this_server
from bot.doctor.clock_difference import clock_difference, measure
from bot.doctor.finding import Finding, Report
from bot.doctor.machine import look_at_machine
from bot.doctor.server import Chosen, server_of
from bot.registration import is_as_left
from bot.settings import Settings
from bot.store import GuildSettings
from bot.store.read_only import NotReadable, open_read_only

_UNANSWERED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)
_START = "What the rest needs, /doctor on the server says once the bot runs."


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the examination, with what it is of: the machine, Discord, or a server."""

    title: str
    report: Report


async def examine_from_outside(settings: Settings, clock: Clock) -> AsyncIterator[Part]:
    """Look at the machine, at Discord, and at each server, as far as REST tells.

    It points discord.py at the address of the settings, for this whole process.
    """
    now = clock.now()
    machine = await asyncio.to_thread(look_at_machine, settings, now, thoroughly=True)
    yield Part("This machine", Report.of((_settings(settings), *machine)))
    gateway.redirect(settings.api_url, settings.gateway_url)
    client = discord.Client(intents=features.intents_for(settings.features))
    async with client:
        token = await _log_in(client, settings)
        findings = [token, clock_difference(await measure(clock, client.http.user_agent))]
        if token.state == "good":
            findings += await _application(client, settings, clock)
        yield Part("Discord", Report.of(findings))
        if token.state == "good":
            async for part in _servers(client, settings, clock):
                yield part


def _settings(settings: Settings) -> Finding:
    on = ", ".join(sorted(settings.features)) or "nothing"
    found = f"Switched on: {on}. The database is {settings.database}."
    return Finding("settings", "Settings", "good", found)


async def _log_in(client: discord.Client, settings: Settings) -> Finding:
    if settings.token is None:
        return token_missing()
    try:
        await client.login(settings.token.get_secret_value())
    except discord.LoginFailure:
        return token_refused()
    except _UNANSWERED as trouble:
        return token_untried(type(trouble).__name__)
    return token_accepted("" if client.user is None else client.user.name)


async def _application(client: discord.Client, settings: Settings, clock: Clock) -> list[Finding]:
    try:
        about = await client.application_info()
    except _UNANSWERED:
        return [*intents_granted(client.intents, None), commands_in_step(None)]
    return [
        *intents_granted(client.intents, about.flags),
        commands_in_step(await _are_as_left(client, about.id, settings, clock)),
    ]


async def _are_as_left(
    client: discord.Client, application_id: int, settings: Settings, clock: Clock
) -> bool | None:
    """Whether Discord has the commands that the bot sent it last; None if that cannot be told."""
    if not settings.database.is_file():
        return None
    try:
        async with open_read_only(settings.database, clock) as store:
            return await is_as_left(client.http, application_id, store.command_sync)
    except (NotReadable, *_UNANSWERED):
        return None


async def _servers(client: discord.Client, settings: Settings, clock: Clock) -> AsyncIterator[Part]:
    try:
        guilds = [one async for one in client.fetch_guilds(limit=None)]
        chosen = await _chosen(settings, clock, [one.id for one in guilds])
    except (NotReadable, *_UNANSWERED) as trouble:
        found = f"What is on servers could not be looked at ({type(trouble).__name__})."
        yield Part("Servers", Report.of([Finding("servers", "Servers", "note", found, _START)]))
        return
    if not guilds:
        found, mend = "I am on none yet.", "biztalk invite prints the address that adds me to one."
        yield Part("Servers", Report.of([Finding("servers", "Servers", "note", found, mend)]))
    for guild in guilds:
        yield Part(
            f"Server {guild.name}", await _server(client, guild.id, chosen[guild.id], settings)
        )


async def _chosen(settings: Settings, clock: Clock, guild_ids: Iterable[int]) -> dict[int, Chosen]:
    """Read what the servers' moderators chose; without a database they chose nothing yet.

    Raises `NotReadable` for a database of another version.
    """
    if not settings.database.is_file():
        return {one: Chosen(GuildSettings(one)) for one in guild_ids}
    async with open_read_only(settings.database, clock) as store:
        return {
            one: Chosen(
                await store.guild_settings.get(one),
                await store.tip_schedules.get(one),
                await store.native_rules.get(one),
            )
            for one in guild_ids
        }


async def _server(
    client: discord.Client, guild_id: int, chosen: Chosen, settings: Settings
) -> Report:
    try:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        channels = await guild.fetch_channels()
        me = await guild.fetch_member(client.user.id if client.user else 0)
    except _UNANSWERED as trouble:
        found = f"Discord does not tell what is there ({type(trouble).__name__})."
        return Report.of([Finding(f"server:{guild_id}", "Server", "note", found, _START)])
    server = server_of(guild, me, channels, chosen)
    return Report.of(on_this_server(server, chosen, settings.features))

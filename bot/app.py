"""The bot put together: wiring and lifecycle. This is the one place that knows every room."""

import asyncio
import logging
import random
import re
import secrets
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import clock as clocks
from bot import features, gateway, health, retrying
from bot.clock import Clock
from bot.content import ContentError, Shelf
from bot.errors import CannotStart
from bot.interactions.errors import Answering, Refusal, count
from bot.interactions.forms import answer_form
from bot.interactions.host import Host, Interaction
from bot.interactions.tree import Tree
from bot.jobs import Runner, backups, housekeeping
from bot.meter import Meter, Unmetered
from bot.registration import register
from bot.settings import Settings
from bot.store import Store
from bot.supervision import Supervisor

_log = logging.getLogger(__name__)

_LONGEST_END = 10.0  # seconds that ending may take in all
_LONGEST_WORK = 6.0  # of these, seconds for answers and jobs that are under way
_LONGEST_REST = 1.0  # and for what the last of these have begun
_LONGEST_RATE_LIMIT = 30.0  # seconds to wait for Discord before a request fails
_OUTDATED = "That button is from an older version of me; please start again with the command."


class BizTalkBot(Host):
    """The Discord client with the rooms it needs and the extensions of its features."""

    def __init__(  # noqa: PLR0913 - the rooms; each is needed
        self,
        settings: Settings,
        clock: Clock,
        store: Store,
        shelf: Shelf,
        runner: Runner,
        *,
        meter: Meter | None = None,
    ) -> None:
        """Take opened rooms; whoever opened them closes them."""
        super().__init__(
            commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=features.intents_for(settings.features),
            shard_id=settings.shard_id,
            shard_count=settings.shard_count,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_RATE_LIMIT,
        )
        self.settings = settings
        self.clock, self.store, self.shelf = clock, store, shelf
        self.meter = meter or Unmetered()
        self.do_jobs = runner.handle
        self.supervisor = Supervisor(self.meter, jitter=random.random)
        self.keep = self.supervisor.keep
        self.answering = Answering(
            new_reference=lambda: secrets.token_hex(4),
            needed=features.answering_permissions(settings.features),
        )
        self.tools = features.tools_for(settings.features)
        self.malformed_events = gateway.guard_parsers(self, self.tell_raw)
        retrying.begin(self, self.meter.retried, jitter=random.random)
        self._extensions_wanted = features.extensions_for(settings.features)
        self._templates: list[re.Pattern[str]] = []

    async def setup_hook(self) -> None:
        """Load the features and bring Discord's command list up to date.

        It runs again when a login has to be repeated.
        """
        for extension in self._extensions_wanted:
            if extension not in self.extensions:
                await self.load_extension(extension)
        if self.application_id is None:
            raise RuntimeError("discord.py calls this after it has learnt the application's id")
        await register(self.tree, self.application_id, self.store.command_sync)

    def add_dynamic_items(self, *items: type[discord.ui.DynamicItem[discord.ui.Item[Any]]]) -> None:
        """Answer these buttons and menus, and know them from outdated ones."""
        super().add_dynamic_items(*items)
        self._templates += (item.__discord_ui_compiled_template__ for item in items)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer forms, and whatever nothing here knows any more: Discord would show a failure."""
        if interaction.type is discord.InteractionType.modal_submit:
            known = await answer_form(interaction, self.forms)
        elif interaction.type is discord.InteractionType.component:
            custom_id = interaction.custom_id or ""
            known = any(template.fullmatch(custom_id) for template in self._templates)
        else:
            return
        if not known:
            await self.answering.answer(interaction, Refusal(_OUTDATED))

    def tell_raw(self, event: str, payload: Mapping[str, object]) -> None:
        """Count an event, and tell whoever asked to hear of it."""
        self.meter.heard(event)
        super().tell_raw(event, payload)

    async def on_app_command_completion(
        self, interaction: Interaction, _command: object, /
    ) -> None:
        """Count a command that did what it promises."""
        count(interaction, "answered")

    async def on_ready(self) -> None:
        """Log where the bot is."""
        _log.info("Connected and ready as %s; servers: %d.", self.user, len(self.guilds))

    async def on_message(self, _message: discord.Message, /) -> None:
        """Do nothing: there are no text commands, which discord.py would look for here."""


async def run(settings: Settings) -> None:
    """Run the bot until SIGINT or SIGTERM, then end cleanly within 10 seconds.

    Raises `CannotStart` with one sentence for what a person has to mend first.
    """
    if settings.token is None:
        raise CannotStart(
            "There is no token: put the bot's token into DISCORD_TOKEN, in the environment or "
            "in .env (or try everything without one: biztalk demo)."
        )
    clock = clocks.choose(settings.clock_file)
    shelf = _fill_shelf(settings, clock)
    gateway.redirect(settings.api_url, settings.gateway_url)
    # The bot never speaks; discord.py would warn that it cannot.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    metrics = health.metrics(settings)
    async with Store.open(settings.database, settings.migrations, clock, metrics) as store:
        runner = Runner(store.jobs, clock)
        await _begin_rounds(settings, clock, store, runner)
        bot = BizTalkBot(settings, clock, store, shelf, runner, meter=metrics)
        async with health.serving(settings, bot, metrics, bot.malformed_events):
            await _serve(bot, runner, settings.token.get_secret_value())


async def _begin_rounds(settings: Settings, clock: Clock, store: Store, runner: Runner) -> None:
    housekeeper = housekeeping.Housekeeping(store, clock)
    runner.handle(housekeeping.KIND, housekeeper.do)
    await housekeeper.plan()
    nightly = backups.Backups(
        store.jobs, clock, settings.database, settings.backups, settings.backups_kept
    )
    runner.handle(backups.KIND, nightly.do)
    await nightly.begin()


def _fill_shelf(settings: Settings, clock: Clock) -> Shelf:
    try:
        return Shelf(settings.content, clock)
    except ContentError as error:
        msg = f"{error} To see every problem, run: biztalk content check."
        raise CannotStart(msg) from error


async def _serve(bot: BizTalkBot, runner: Runner, token: str) -> None:
    stay = partial(gateway.stay_connected, bot, token, jitter=random.random)
    connection = asyncio.create_task(
        bot.supervisor.keep("gateway", stay, final=(CannotStart, commands.ExtensionError)),
        name="gateway",
    )
    jobs = asyncio.create_task(runner.run(bot.keep), name="jobs")
    stop = asyncio.Event()
    stopped = asyncio.create_task(stop.wait(), name="stop")
    with _on_signals(stop):
        try:
            await asyncio.wait({connection, jobs, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            failed = [task for task in (connection, jobs) if task.done()]
            stopped.cancel()
            await _end(bot, runner, connection, jobs)
    for task in failed:
        task.result()


async def _end(
    bot: BizTalkBot, runner: Runner, connection: asyncio.Task[None], jobs: asyncio.Task[None]
) -> None:
    """Take nothing new, let what is under way come to its end, then leave Discord."""
    _log.info("Ending.")
    try:
        async with asyncio.timeout(_LONGEST_END):
            runner.stop()
            await asyncio.gather(
                bot.finish_work(_LONGEST_WORK), asyncio.wait({jobs}, timeout=_LONGEST_WORK)
            )
            await bot.finish_work(_LONGEST_REST)
            await bot.close()
    except TimeoutError:
        _log.warning("Not everything came to its end within %.0f s.", _LONGEST_END)
    connection.cancel()
    jobs.cancel()
    await asyncio.gather(connection, jobs, return_exceptions=True)


@contextmanager
def _on_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)

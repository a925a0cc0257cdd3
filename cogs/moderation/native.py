"""`/moderation native`: whether Discord itself blocks obvious promotion, and what it blocked.

An extension of its own, as only this needs Manage Server.
"""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Coroutine, Mapping
from functools import partial
from typing import Any, TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_automod import DiscordAutoMod
from bot.discord_port import DiscordPort
from bot.interactions.cards import Card
from bot.interactions.host import LOG_CHOSEN, PASSED_OVER, Host, Interaction
from bot.store.engine import NoAnswer
from bot.workflows.blocked import Blocked
from bot.workflows.native import KEEP, ROUND, NativeKeeping, Said
from bot.workflows.native_notices import NativeNotices
from cogs.moderation.access import ruled_by, watching_of
from cogs.moderation.native_cards import KeepingRules, NativeButton, draw_notice, show_status

_log = logging.getLogger(__name__)

_EVENTS = (
    "AUTO_MODERATION_ACTION_EXECUTION",
    "AUTO_MODERATION_RULE_UPDATE",
    "AUTO_MODERATION_RULE_DELETE",
)
_MOST_WAITING = 1_000  # events; Discord blocks all the same, only cases of a flood would be lost
_KEY_BYTES = 32

_CHANGING = ("moderation allow ", "moderation exempt ", "config ")
"""How the commands begin that change what the rule passes over."""

Payload = Mapping[str, object]
# Any: the commands of every cog end here.
_AnyCommand: TypeAlias = "app_commands.Command[Any, ..., Any] | app_commands.ContextMenu"


class NativeRule(KeepingRules):
    """Keeps the rule, and takes in what Discord tells of it."""

    def __init__(self, host: Host) -> None:
        store, clock, ruled = host.store, host.clock, partial(ruled_by, host)
        self._host = host
        self._watching = watching_of(host)
        super().__init__(
            NativeKeeping(
                store,
                clock,
                DiscordAutoMod(host),
                NativeNotices(store, DiscordPort(host), partial(draw_notice, host)),
                self._said,
            )
        )
        self._blocked = Blocked(
            store, clock, self._watching.judging, ruled, lambda: secrets.token_bytes(_KEY_BYTES)
        )
        self._waiting: deque[tuple[str, Payload]] = deque()
        self._work: asyncio.Task[None] | None = None
        host.hear_raw(self.hear, *_EVENTS)
        host.do_jobs(KEEP, self.keeping.take_up)
        host.do_jobs(ROUND, self.keeping.make_round)

    async def cog_load(self) -> None:
        """Plan the rounds."""
        await self.keeping.begin()

    async def cog_unload(self) -> None:
        """Come to an end."""
        if self._work is not None:
            await self._work

    def hear(self, event: str, payload: Payload) -> None:
        """Take an event of the gateway, which does not wait for what comes of it."""
        if self._host.is_ending:
            return
        if len(self._waiting) < _MOST_WAITING:
            self._waiting.append((event, payload))
        else:
            _log.warning("Too much came at once; an event is left out: %s", event)
        if self._work is None or self._work.done():
            work = self._host.keep("native", self._work_off)
            self._work = self._host.loop.create_task(work, name="native")

    @commands.Cog.listener("on_guild_available")
    @commands.Cog.listener("on_guild_join")
    async def look_again(self, guild: discord.Guild) -> None:
        """Look at a server's rule once the server is known."""
        await self.keeping.check(guild.id)

    @commands.Cog.listener(f"on_{PASSED_OVER}")
    @commands.Cog.listener(f"on_{LOG_CHOSEN}")
    async def look_once_more(self, guild_id: int) -> None:
        """Look at a server's rule when what it passes over has changed, or its log was chosen."""
        await self.keeping.check(guild_id)

    @commands.Cog.listener("on_app_command_completion")
    async def follow(self, interaction: Interaction, command: _AnyCommand) -> None:
        """Look at rules again after a command that changes what they are made of."""
        if command.qualified_name == "content reload":
            await self.keeping.check_all()
        elif command.qualified_name.startswith(_CHANGING) and interaction.guild_id is not None:
            await self.keeping.check(interaction.guild_id)

    def _said(self) -> Said:
        content = self._host.shelf.content
        return Said(content.moderation, content.wording.native_blocked, content.version)

    async def _work_off(self) -> None:
        self._host.take_up()
        while self._waiting:
            event, payload = self._waiting[0]
            await self._safely(event, self._take(event, payload))
            self._waiting.popleft()

    async def _take(self, event: str, payload: Payload) -> None:
        if event == "AUTO_MODERATION_ACTION_EXECUTION":
            case = await self._blocked.take(payload)
            if case is not None:
                await self._watching.cards.show(case.guild_id, case.id)
        else:
            guild_id = int(str(payload.get("guild_id") or 0))
            await self.keeping.hear(guild_id, payload, deleted=event.endswith("_DELETE"))

    async def _safely(self, what: str, doing: Coroutine[object, object, None]) -> None:
        """Await what may fail without ending the others; raises what the store fails with."""
        try:
            await doing
        except NoAnswer:
            raise
        except Exception:  # noqa: BLE001 - nothing that Discord tells may end the watch
            _log.exception("%s could not be taken in, reference %s", what, secrets.token_hex(4))


@app_commands.guild_only()
class NativeCommands(app_commands.Group):
    """Switches it on and off."""

    def __init__(self, keeping: NativeKeeping[Card]) -> None:
        super().__init__(name="native", description="Whether Discord itself blocks promotion.")
        self._keeping = keeping

    @app_commands.command(name="on", description="Let Discord block obvious promotion.")
    async def switch_on(self, interaction: Interaction) -> None:
        """Have the rule, or say what it takes."""
        await self._switch(interaction, wanted=True)

    @app_commands.command(name="off", description="Let Discord block nothing on my account.")
    async def switch_off(self, interaction: Interaction) -> None:
        """Take the rule away."""
        await self._switch(interaction, wanted=False)

    @app_commands.command(name="status", description="Show whether Discord blocks, and what not.")
    async def status(self, interaction: Interaction) -> None:
        """Show how the rule stands."""
        await show_status(interaction, self._keeping)

    async def _switch(self, interaction: Interaction, *, wanted: bool) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._keeping.switch(interaction.guild_id or 0, wanted=wanted)
        await show_status(interaction, self._keeping)


async def setup(bot: Host) -> None:
    """Keep the rules of all servers, and add the commands to the others of moderation."""
    moderation = bot.tree.get_command("moderation")
    if not isinstance(moderation, app_commands.Group):
        raise TypeError("moderation is loaded before this")
    cog = NativeRule(bot)
    bot.add_dynamic_items(NativeButton)
    moderation.add_command(NativeCommands(cog.keeping))
    await bot.add_cog(cog)

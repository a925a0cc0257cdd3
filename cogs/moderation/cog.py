"""The watch over what is posted: it judges, acts where it may, and shows moderators its cases."""

import secrets
from functools import partial

from discord.ext import commands

from bot.discord_port import DiscordPort
from bot.interactions.cards import Card
from bot.interactions.host import LOG_CHOSEN, Host
from bot.workflows.appealing import BRING_UP, BringingUp
from bot.workflows.by_hand import WHO_DELETED, ByHand
from bot.workflows.case_cards import DRAW, ROUND, CaseCards
from bot.workflows.enforcing import CARRY_OUT, Enforcing
from bot.workflows.judging import Judging
from bot.workflows.letters import Letters
from cogs.moderation.access import Watching, ruled_by
from cogs.moderation.cards import draw
from cogs.moderation.catching_up import KIND, CatchingUp
from cogs.moderation.intake import EVENTS, Intake
from cogs.moderation.letters import draw_letter
from cogs.moderation.showing import Showing

_KEY_BYTES = 32


class Moderation(Watching):
    """Judges every message of the servers it is on."""

    def __init__(self, host: Host) -> None:
        port = DiscordPort(host)
        self._host = host
        cards: CaseCards[Card] = CaseCards(host.store, host.clock, port, partial(draw, host))
        enforcing: Enforcing[Card] = Enforcing(
            host.store,
            host.clock,
            port,
            Letters(host.store, port, partial(draw_letter, host)),
            ladder=lambda: host.shelf.content.moderation.ladder,
            show=cards.show,
        )
        super().__init__(
            Judging(
                host.store,
                host.clock,
                port,
                partial(ruled_by, host),
                lambda: secrets.token_bytes(_KEY_BYTES),
                meter=host.meter,
            ),
            cards,
            enforcing,
        )
        showing = Showing(host, enforcing.carry_out, _new_reference)
        catching_up = CatchingUp(host.store, host.clock, port, self.judging, showing.show)
        by_hand = ByHand(host.store, host.clock, port, cards.show)
        self._intake = Intake(
            host, self.judging, showing, catching_up, by_hand, new_reference=_new_reference
        )
        host.hear_raw(self._intake.hear, *EVENTS)
        host.do_jobs(DRAW, self.cards.take_up)
        host.do_jobs(ROUND, self.cards.make_round)
        host.do_jobs(KIND, catching_up.read)
        host.do_jobs(CARRY_OUT, enforcing.take_up)
        host.do_jobs(WHO_DELETED, by_hand.find_out)
        host.do_jobs(BRING_UP, BringingUp(host.store, host.clock, enforcing).take_up)

    async def cog_load(self) -> None:
        """Show what a bot that was killed could not, and plan the rounds."""
        await self.cards.begin()

    @commands.Cog.listener(f"on_{LOG_CHOSEN}")
    async def show_waiting(self, guild_id: int) -> None:
        """Show the cases that have waited for a channel where moderators read."""
        self._host.take_up()
        await self.cards.show_behind(guild_id)

    async def cog_unload(self) -> None:
        """Come to an end."""
        await self._intake.finish()


def _new_reference() -> str:
    return secrets.token_hex(4)

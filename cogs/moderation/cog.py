"""The watch over what is posted: it judges, and moderators see the cases that come of it.

Nothing is deleted and nobody is told anything.
"""

import secrets
from functools import partial

from bot.discord_port import DiscordPort
from bot.interactions.host import Host
from bot.workflows.case_cards import DRAW, ROUND, CaseCards
from bot.workflows.judging import Judging
from cogs.moderation.access import Watching, ruled_by
from cogs.moderation.cards import draw
from cogs.moderation.catching_up import KIND, CatchingUp
from cogs.moderation.intake import EVENTS, Intake
from cogs.moderation.showing import Showing

_KEY_BYTES = 32


class Moderation(Watching):
    """Judges every message of the servers it is on."""

    def __init__(self, host: Host) -> None:
        port = DiscordPort(host)
        super().__init__(
            Judging(
                host.store, port, partial(ruled_by, host), lambda: secrets.token_bytes(_KEY_BYTES)
            ),
            CaseCards(host.store, host.clock, port, partial(draw, host)),
        )
        showing = Showing(host, self.cards, _new_reference)
        catching_up = CatchingUp(host.store, host.clock, port, self.judging, showing.show)
        self._intake = Intake(host, self.judging, showing, catching_up, _new_reference)
        host.hear_raw(self._intake.hear, *EVENTS)
        host.do_jobs(DRAW, self.cards.take_up)
        host.do_jobs(ROUND, self.cards.make_round)
        host.do_jobs(KIND, catching_up.read)

    async def cog_load(self) -> None:
        """Show what a bot that was killed could not, and plan the rounds."""
        await self.cards.begin()

    async def cog_unload(self) -> None:
        """Come to an end."""
        await self._intake.finish()


def _new_reference() -> str:
    return secrets.token_hex(4)

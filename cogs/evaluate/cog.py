"""The `/evaluate` command."""

from functools import partial
from typing import Literal

from discord import app_commands

from bot import limits
from bot.discord_port import DiscordPort
from bot.gigs import currencies, suggest_currencies
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.workflows import evaluation as places
from bot.workflows import follow_up
from cogs.evaluate.access import Placed, wording_of
from cogs.evaluate.draw import draw
from cogs.evaluate.follow_up_cards import question_card
from cogs.evaluate.start import OfferForm, open_card

_LONGEST_CURRENCY = 60


class Evaluate(Placed):
    """Weighs up an offer with the member, in a thread or in direct messages."""

    def __init__(self, host: Host) -> None:
        port = DiscordPort(host)
        super().__init__(places.Places(host.store, host.clock, port, partial(draw, host)))
        host.do_jobs(places.KIND, self.places.take_up)
        follow_ups = follow_up.FollowUps(
            host.store,
            host.clock,
            port,
            lambda evaluation, asked: question_card(host.shelf.content, evaluation, asked),
        )
        host.do_jobs(follow_up.KIND, follow_ups.ask)

    @app_commands.command(
        description="Weigh up a gig offer, from its numbers to a verdict.",
        extras=open_to(Who.ANYBODY),
    )
    @app_commands.describe(
        thread="Who sees it: you alone, or everybody (percentages only). Private if you leave it.",
        currency="The currency of your amounts; I remember it",
    )
    async def evaluate(
        self,
        interaction: Interaction,
        thread: Literal["private", "public"] = "private",
        currency: app_commands.Range[str, 1, _LONGEST_CURRENCY] | None = None,
    ) -> None:
        """Ask for the offer, or offer the one that is still on its way."""
        code = _currency(interaction, currency) if currency else "-"
        store = interaction.client.store
        waiting = await store.evaluations.open_of(interaction.user.id, interaction.guild_id)
        if waiting is None:
            await OfferForm(thread, code).open(interaction)
        else:
            card = open_card(interaction, waiting, thread, code)
            await interaction.response.send_message(view=card, ephemeral=True)

    @evaluate.autocomplete("currency")
    async def _complete_currency(
        self, _interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        found = suggest_currencies(typed, limits.CHOICES)
        return [app_commands.Choice(name=label, value=code) for code, label in found]


def _currency(interaction: Interaction, typed: str) -> str:
    """Return the ISO code that was chosen, or typed without choosing."""
    code = typed.strip().upper()
    if code in currencies():
        return code
    near = suggest_currencies(typed, 1)
    if len(near) == 1 and len(suggest_currencies(typed, 2)) == 1:
        return near[0][0]
    raise Refusal(wording_of(interaction).gig_currency)

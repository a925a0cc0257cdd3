"""What leads on from a verdict, for the member and for whoever reads along."""

from collections.abc import Sequence

from bot.content import Content
from bot.gigs import Weighed, what_it_takes
from bot.guidance import Entry
from bot.interactions import quoting
from bot.interactions.buttons import LastingMenu
from bot.interactions.cards import Card, option, text
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store.evaluations import Evaluation
from cogs.evaluate.access import ACCENT, find_own, wording_of
from cogs.evaluate.controls import ON_CARD, BackButton, CardButton
from cogs.evaluate.reckoning import Money, own_figures, weighed_of


class ChangeAnswersButton(BackButton, template=ON_CARD + ":back"):
    """The way back as a verdict calls it; `BackButton` answers the press."""

    caption = "Change answers"


class OwnFiguresButton(CardButton, template=ON_CARD + ":figures"):
    """Shows the member all the figures, where the card may not."""

    what, caption = "figures", "My numbers"

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        content = interaction.client.shelf.content
        weighed = weighed_of(content, evaluation)
        if weighed is None:
            raise Refusal(wording_of(interaction).gig_other_questions)
        card = figures_card(content, evaluation, weighed)
        await interaction.response.send_message(view=card, ephemeral=True)


def figures_card(content: Content, evaluation: Evaluation, weighed: Weighed) -> Card:
    """Make the private card with every figure and what it takes."""
    money = Money(evaluation)
    takes = what_it_takes(weighed, content.framework, money)
    return Card(
        text("### Your numbers", own_figures(weighed, content.framework, money), *takes),
        accent=ACCENT,
    )


class ReadMenu(LastingMenu, template=r"gig:(?P<evaluation_id>\d{1,18}):read", open_to=Who.ANYBODY):
    """Opens an entry that the verdict quotes, to whoever chooses it."""

    def __init__(self, evaluation_id: str, entries: Sequence[Entry] = ()) -> None:
        options = [option(entry.title, entry.id) for entry in entries]
        super().__init__("Read more", f"gig:{evaluation_id}:read", options)

    async def press(self, interaction: Interaction) -> None:
        content = interaction.client.shelf.content
        entry = content.guidance.entries.get(self.chosen)
        if entry is None:
            raise Refusal(content.wording.entry_gone)
        card = quoting.entry_card(content.guidance, entry)
        await interaction.response.send_message(view=card, ephemeral=True)


ITEMS = (OwnFiguresButton, ReadMenu)

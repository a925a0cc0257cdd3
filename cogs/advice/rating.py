"""Helpful or not: what a person says about a card, counted without the person."""

from bot.interactions.buttons import LastingButton
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from cogs.advice.cards import ENTRY_ID
from cogs.advice.library import find_entry

_LABELS = {"helpful": "Helpful", "unhelpful": "Not helpful"}
_THANKS = {"helpful": "Thank you: helpful", "unhelpful": "Thank you: not helpful"}


class RatingButton(
    LastingButton,
    template=rf"advice:(?P<answer>helpful|unhelpful):(?P<entry_id>{ENTRY_ID})",
    open_to=Who.ANYBODY,
):
    """Counts one answer for the entry on this card; then both buttons are used up.

    The answer is counted before the card says so. Of two presses at once the first counts, and
    the card shows that one, whichever press draws it.
    """

    def __init__(self, entry_id: str, answer: str) -> None:
        self.entry_id, self.answer = entry_id, answer
        super().__init__(_LABELS[answer], _custom_id(entry_id, answer))

    async def press(self, interaction: Interaction) -> None:
        entry = find_entry(interaction, self.entry_id)
        card = interaction.message.id if interaction.message else interaction.id
        helped = await interaction.client.store.ratings.rate(
            card, interaction.guild_id, entry.id, helpful=self.answer == "helpful"
        )
        counted = "helpful" if helped else "unhelpful"
        labels = _LABELS | {counted: _THANKS[counted]}
        view = self.spent({_custom_id(entry.id, one): label for one, label in labels.items()})
        await interaction.response.edit_message(view=view)


def rating_buttons(entry_id: str) -> list[RatingButton]:
    """Make the two buttons for an entry's card."""
    return [RatingButton(entry_id, answer) for answer in _LABELS]


def _custom_id(entry_id: str, answer: str) -> str:
    return f"advice:{answer}:{entry_id}"

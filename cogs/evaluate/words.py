"""The member's own words where others read along: shown only once they have seen and agreed."""

from dataclasses import replace

import discord

from bot.content import Content
from bot.gigs import Framework
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store.evaluations import Changes, Evaluation
from cogs.evaluate.access import ACCENT, find_own, places_of, wording_of
from cogs.evaluate.controls import ON_CARD, CardButton, ChangeButton
from cogs.evaluate.reckoning import names
from cogs.evaluate.saying import heading


def has_words(evaluation: Evaluation, framework: Framework) -> bool:
    """Whether there are words that a card could show."""
    return bool(evaluation.known.job or names(evaluation, framework))


def preview_card(content: Content, evaluation: Evaluation, note: str) -> Card:
    """Show the member alone what others would see, and ask; `note` stands above it."""
    shown = replace(evaluation, words_shown=True)
    words = names(shown, content.framework)
    one, revision = str(evaluation.id), str(evaluation.revision)
    return Card(
        text(note),
        text(heading(shown), words),
        row(AgreeButton(one, revision), KeepHiddenButton(one)),
        accent=ACCENT,
    )


class ShowWordsButton(CardButton, template=ON_CARD + ":words"):
    """Shows the member what others would see of their words."""

    what, caption = "words", "Show my words"

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        content = interaction.client.shelf.content
        card = preview_card(content, evaluation, content.wording.gig_words)
        await interaction.response.send_message(view=card, ephemeral=True)


class HideWordsButton(ChangeButton, template=ON_CARD + ":hide-words"):
    """Takes the words off the card again."""

    what, caption = "hide-words", "Hide my words"

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        return {"words_shown": False}


class AgreeButton(
    LastingButton,
    template=r"evaluate:words:(?P<evaluation_id>\d{1,18}):(?P<revision>\d{1,18})",
    open_to=Who.ITS_PERSON,
):
    """Agrees to what the preview shows: to the answers at that revision, and no others."""

    def __init__(self, evaluation_id: str, revision: str) -> None:
        self.evaluation_id, self.revision = evaluation_id, revision
        custom_id = f"evaluate:words:{evaluation_id}:{revision}"
        super().__init__("Show this", custom_id, style=discord.ButtonStyle.primary)

    async def press(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        places, content = places_of(interaction), interaction.client.shelf.content
        async with places.alone_with(int(self.evaluation_id)):
            evaluation = await find_own(interaction, self.evaluation_id)
            agreed = await interaction.client.store.evaluations.change(
                evaluation.id,
                evaluation.user_id,
                revision=int(self.revision),
                words_shown=True,
            )
            if agreed is not None:
                await places.show(agreed)
        if agreed is None:
            card = preview_card(content, evaluation, content.wording.gig_words_changed)
        else:
            card = Card(text(content.wording.gig_words_shown), accent=ACCENT)
        await interaction.edit_original_response(view=card)


class KeepHiddenButton(
    LastingButton,
    template=r"evaluate:words:(?P<evaluation_id>\d{1,18}):hidden",
    open_to=Who.ITS_PERSON,
):
    """Leaves the words hidden."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        super().__init__("Leave it hidden", f"evaluate:words:{evaluation_id}:hidden")

    async def press(self, interaction: Interaction) -> None:
        await find_own(interaction, self.evaluation_id)
        card = Card(text(wording_of(interaction).gig_words_hidden), accent=ACCENT)
        await interaction.response.edit_message(view=card)


ITEMS = (ShowWordsButton, HideWordsButton, AgreeButton, KeepHiddenButton)

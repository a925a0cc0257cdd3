"""The menus and buttons of a card while questions are open.

Each carries the evaluation's id and the revision that its card shows, so a press on an older card
changes nothing that was answered since.
"""

from dataclasses import replace
from typing import ClassVar, Self

import discord

from bot.gigs import Asked, Framework, Question, Step, step_of, steps, with_answer
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, option, text
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store.evaluations import Changes, Evaluation
from cogs.evaluate.access import ACCENT, find_own, framework_of
from cogs.evaluate.changing import change
from cogs.evaluate.floor import kept_floor
from cogs.evaluate.forms import DetailsForm, EvaluationForm, NamesForm, NumbersForm
from cogs.evaluate.saying import amounts

ON_CARD = r"gig:(?P<evaluation_id>\d{1,18}):(?P<revision>\d{1,18})"
"""How the custom_ids on an evaluation's own card begin."""

_NOTHING = r"(?!)"


class AnswerMenu(
    LastingMenu, template=ON_CARD + r":answer:(?P<question>[a-z]+)", open_to=Who.ITS_PERSON
):
    """Answers a closed question."""

    def __init__(
        self,
        evaluation_id: str,
        revision: str,
        question: str,
        asked: Asked | None = None,
        given: str | None = None,
    ) -> None:
        """Make it for `asked`, with what was `given` before; without them to be pressed."""
        self.evaluation_id, self.revision, self.question = evaluation_id, revision, question
        options = (
            [option(one.label, one.value, one.about) for one in asked.options] if asked else []
        )
        for one in options:
            one.default = one.value == given
        custom_id = f"gig:{evaluation_id}:{revision}:answer:{question}"
        super().__init__("Choose an answer", custom_id, options)

    @classmethod
    def of(
        cls, evaluation: Evaluation, question: Question, asked: Asked, given: str | None
    ) -> Self:
        """Make the menu for a card that shows the evaluation as it stands."""
        return cls(str(evaluation.id), str(evaluation.revision), question.value, asked, given)

    async def press(self, interaction: Interaction) -> None:
        question, value = Question(self.question), self.chosen

        def answered(evaluation: Evaluation) -> Changes:
            return {"known": with_answer(evaluation.known, question, value)}

        await change(
            interaction,
            self.evaluation_id,
            self.revision,
            answered,
            unless_answered=question,
        )


class CardButton(LastingButton, template=_NOTHING, open_to=Who.ITS_PERSON):
    """A button on an evaluation's own card; `what` is the end of its custom_id."""

    what: ClassVar[str]
    caption: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, evaluation_id: str, revision: str) -> None:
        self.evaluation_id, self.revision = evaluation_id, revision
        custom_id = f"gig:{evaluation_id}:{revision}:{self.what}"
        super().__init__(self.caption, custom_id, style=self.style)

    @classmethod
    def of(cls, evaluation: Evaluation) -> Self:
        """Make the button for a card that shows the evaluation as it stands."""
        return cls(str(evaluation.id), str(evaluation.revision))


class ChangeButton(CardButton, template=_NOTHING):
    """A button that changes the evaluation."""

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        """Say what a press changes."""
        raise NotImplementedError

    async def press(self, interaction: Interaction) -> None:
        framework = framework_of(interaction.client)
        await change(
            interaction,
            self.evaluation_id,
            self.revision,
            lambda evaluation: self.changes(evaluation, framework),
        )


class NextButton(ChangeButton, template=ON_CARD + ":next"):
    """Leads on from a step that was gone back to."""

    what, caption, style = "next", "Next", discord.ButtonStyle.primary

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        needed = steps(evaluation.known, framework)
        at = next((step for step in needed if step.value == evaluation.back_to), Step.NUMBERS)
        following = needed[needed.index(at) + 1]
        open_step = step_of(evaluation.known, framework)
        reached = needed.index(following) >= needed.index(open_step)
        return {"back_to": None if reached else following.value}


class BackButton(ChangeButton, template=ON_CARD + ":back"):
    """Leads back to the step before."""

    what, caption = "back", "Back"

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        needed = steps(evaluation.known, framework)
        at = evaluation.back_to or step_of(evaluation.known, framework).value
        before = next((step for step in needed[1:] if step.value == at), needed[1])
        return {"back_to": needed[max(1, needed.index(before) - 1)].value, "state": "asking"}


class UnnamedButton(ChangeButton, template=ON_CARD + ":unnamed"):
    """Leaves specific reasons without a name; they count as maybe."""

    what, caption = "unnamed", "Count them as maybe"

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        return {"known": replace(evaluation.known, named=""), "back_to": None}


class LeaveOutButton(ChangeButton, template=ON_CARD + ":leave-out"):
    """Lets go of what was typed and could not be read."""

    what, caption = "leave-out", "Leave it out"

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        return {"typed": {}}


class CancelButton(ChangeButton, template=ON_CARD + ":cancel"):
    """Puts the evaluation aside."""

    what, caption = "cancel", "Cancel"

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        return {"state": "cancelled"}


class AgainButton(ChangeButton, template=ON_CARD + ":again"):
    """Takes up what was put aside."""

    what, caption = "again", "Take it up again"

    def changes(self, evaluation: Evaluation, framework: Framework) -> Changes:
        return {"state": "asking"}


class FormButton(CardButton, template=_NOTHING):
    """A button that opens a form."""

    form: ClassVar[type[EvaluationForm]]

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        await self.form.of(evaluation).open(interaction)


class NumbersButton(FormButton, template=ON_CARD + ":numbers"):
    what, caption, form = "numbers", "Change the offer", NumbersForm


class DetailsButton(FormButton, template=ON_CARD + ":details"):
    what, caption, form = "details", "Add details", DetailsForm

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        form = DetailsForm.of(evaluation)
        form.about_floor = await kept_floor(interaction, evaluation)
        await form.open(interaction)


class NamesButton(FormButton, template=ON_CARD + ":names"):
    what, caption, form = "names", "Name them", NamesForm
    style = discord.ButtonStyle.primary


class OwnNumbersButton(CardButton, template=ON_CARD + ":amounts"):
    """Shows the member their own numbers, where the card may not."""

    what, caption = "amounts", "My numbers"

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        card = Card(text(" · ".join(amounts(evaluation))), accent=ACCENT)
        await interaction.response.send_message(view=card, ephemeral=True)


ITEMS = (
    AnswerMenu,
    NextButton,
    BackButton,
    UnnamedButton,
    LeaveOutButton,
    CancelButton,
    AgainButton,
    NumbersButton,
    DetailsButton,
    NamesButton,
    OwnNumbersButton,
)

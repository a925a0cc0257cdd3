"""The forms of an evaluation's card: numbers and words, never a choice among a few."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Self

from discord import ui

from bot.gigs import DETAIL_FIELDS, OFFER_FIELDS, prefill
from bot.interactions.forms import LastingForm
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.store.evaluations import Changes, Evaluation
from cogs.evaluate.access import framework_of
from cogs.evaluate.changing import change, take_numbers
from cogs.evaluate.fields import detail_fields, names_field, offer_fields

_OF_CARD = r"gig:(?P<evaluation_id>\d{1,18}):(?P<revision>\d{1,18})"


class EvaluationForm(LastingForm, template=r"(?!)", open_to=Who.ITS_PERSON):
    """A form that changes an evaluation, if nothing else has changed it meanwhile."""

    what: ClassVar[str]
    heading: ClassVar[str]

    def __init__(
        self, evaluation_id: str, revision: str, evaluation: Evaluation | None = None
    ) -> None:
        """Make it for `evaluation`, or without it to take what was typed."""
        self.evaluation_id, self.revision, self.evaluation = evaluation_id, revision, evaluation
        super().__init__(self.heading, f"gig:{evaluation_id}:{revision}:{self.what}")

    @classmethod
    def of(cls, evaluation: Evaluation) -> Self:
        """Make the form for the evaluation as it stands."""
        return cls(str(evaluation.id), str(evaluation.revision), evaluation)

    def typed_before(self, names: Sequence[str]) -> Mapping[str, str]:
        """Return what stands in these fields already."""
        if self.evaluation is None:
            return {}
        return prefill(self.evaluation.known, self.evaluation.typed, names)


class NumbersForm(EvaluationForm, template=_OF_CARD + ":numbers"):
    """The offer once more."""

    what, heading = "numbers", "The offer"

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        return offer_fields(framework_of(host), self.typed_before(OFFER_FIELDS))

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        await take_numbers(interaction, self.evaluation_id, self.revision, typed)


class DetailsForm(EvaluationForm, template=_OF_CARD + ":details"):
    """What not everybody has an answer to."""

    what, heading = "details", "Details, all optional"

    about_floor: str | None = None
    """Reminds the member of a floor they worked out; it is never filled in for them."""

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        typed = self.typed_before(DETAIL_FIELDS)
        return detail_fields(framework_of(host), typed, self.about_floor)

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        await take_numbers(interaction, self.evaluation_id, self.revision, typed)


class NamesForm(EvaluationForm, template=_OF_CARD + ":names"):
    """One box that names the specific reasons."""

    what, heading = "names", "The specific reasons"

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        named = None if self.evaluation is None else self.evaluation.known.named
        return [names_field(framework_of(host), named)]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        named = " ".join(typed.get("named", "").split())

        def changes(evaluation: Evaluation) -> Changes:
            return {"known": replace(evaluation.known, named=named), "back_to": None}

        await change(interaction, self.evaluation_id, self.revision, changes, typed=named)


FORMS = (NumbersForm, DetailsForm, NamesForm)

"""The card that asks what became of a job, in direct messages or from the list of evaluations.

What is answered is kept at once and shown in the card; answers can be changed as long as nobody
said stop. The menus and buttons carry the id of the follow-up.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Unpack

import discord
from discord import ui

from bot.content import Content, Wording
from bot.gigs import show_hours, show_money
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, text
from bot.interactions.errors import Refusal, tell
from bot.interactions.forms import LastingForm, field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.store.evaluations import TAKEN, Evaluation
from bot.store.follow_ups import FollowUp, Reported
from bot.workflows.follow_up import end, keep, stop
from cogs.evaluate.access import ACCENT, find_own, wording_of
from cogs.evaluate.reported import (
    FIELDS,
    Brought,
    actual_hourly,
    expected_hourly,
    read_numbers,
    typed_before,
)
from cogs.evaluate.saying import amounts

_ON_CARD = r"gigask:(?P<follow_up_id>\d{1,18})"

_QUESTIONS = {
    "more_work": "Did it lead to more work?",
    "statement": "Has a statement for your points come?",
    "again": "Would you take it again?",
}
_ANSWERS: Mapping[str, Mapping[str, Reported]] = {
    "more_work": {
        "Nothing yet": Reported(more_work="none"),
        "The same client again": Reported(more_work="same"),
        "Someone new": Reported(more_work="new"),
    },
    "statement": {"Yes": Reported(statement=True), "Not yet": Reported(statement=False)},
    "again": {
        "Yes": Reported(again="yes"),
        "Perhaps": Reported(again="maybe"),
        "No": Reported(again="no"),
    },
}
_BOXES = {
    "real_hours": ("Hours it really took", "With revisions, email and travel", "22"),
    "received": ("Money received so far", "Before costs; 0 for nothing yet", "650"),
    "leads": ("New leads so far", "People who asked you for work because of it", "2"),
}


def question_card(content: Content, evaluation: Evaluation, follow_up: FollowUp) -> Card:
    """Make the card for its member alone: it shows amounts and their own words."""
    wording = content.wording
    if follow_up.state == "stopped":
        on = row(AskOnButton(str(follow_up.id)))
        return Card(text(_heading(evaluation), wording.gig_asking_stopped), on, accent=ACCENT)
    if evaluation.outcome not in TAKEN:
        return Card(text(_heading(evaluation), wording.gig_ask_over), accent=ACCENT)
    return Card(
        text(_heading(evaluation), _asking(wording, evaluation), _expected(evaluation)),
        *_menus(evaluation, follow_up),
        *_told(wording, evaluation, follow_up),
        row(*_ways(follow_up)),
        accent=ACCENT,
    )


def _heading(evaluation: Evaluation) -> str:
    job = evaluation.known.job
    return f"### {plain(job, 80)}" if job else "### A gig offer"


def _asking(wording: Wording, evaluation: Evaluation) -> str:
    taken = evaluation.outcome_at or evaluation.changed_at
    return wording.gig_ask.format(when=discord.utils.format_dt(taken, "D"))


def _expected(evaluation: Evaluation) -> str:
    hourly = expected_hourly(evaluation)
    said = [] if hourly is None else [f"{show_money(hourly, evaluation.currency)} an hour expected"]
    return " · ".join([*amounts(evaluation), *said])


def _menus(evaluation: Evaluation, follow_up: FollowUp) -> Iterator[CardItem]:
    for question, asked in _QUESTIONS.items():
        if question != "statement" or evaluation.known.points:
            yield text(f"**{asked}**")
            yield row(ReportMenu(str(follow_up.id), question, follow_up))


def _told(wording: Wording, evaluation: Evaluation, follow_up: FollowUp) -> Iterator[CardItem]:
    """Yield what the numbers so far say, and thanks at the end."""
    actual, expected = actual_hourly(evaluation, follow_up), expected_hourly(evaluation)
    compared = None
    if actual is not None and expected is not None:
        compared = wording.gig_actual.format(
            actual=show_money(actual, evaluation.currency),
            expected=show_money(expected, evaluation.currency),
        )
    thanks = wording.gig_ask_thanks if follow_up.state == "answered" else None
    told = [" · ".join(_numbers(evaluation, follow_up)), compared, thanks]
    if any(told):
        yield text(*told)


def _numbers(evaluation: Evaluation, follow_up: FollowUp) -> Iterator[str]:
    if follow_up.real_hours is not None:
        yield f"{show_hours(follow_up.real_hours)} hours"
    if follow_up.received is not None:
        yield f"{show_money(follow_up.received, evaluation.currency)} received"
    if follow_up.leads is not None:
        yield f"{follow_up.leads} lead{'' if follow_up.leads == 1 else 's'}"


def _ways(follow_up: FollowUp) -> Iterator[CardItem]:
    one = str(follow_up.id)
    yield NumbersButton(one)
    answers = [getattr(follow_up, name) for name in Reported.__annotations__]
    if follow_up.state != "answered" and any(answer is not None for answer in answers):
        yield EnoughButton(one)
    yield StopButton(one)


async def _find(interaction: Interaction, follow_up_id: str) -> tuple[Evaluation, FollowUp]:
    """Return the follow-up to the member whose it is; raises `Refusal` to others, or if gone."""
    follow_up = await interaction.client.store.follow_ups.get(int(follow_up_id))
    if follow_up is None:
        raise Refusal(wording_of(interaction).gig_gone)
    return await find_own(interaction, str(follow_up.evaluation_id)), follow_up


async def _show(interaction: Interaction, evaluation: Evaluation, follow_up_id: str) -> FollowUp:
    """Show the follow-up as it stands in the card from which this interaction came."""
    follow_up = await interaction.client.store.follow_ups.get(int(follow_up_id))
    if follow_up is None:
        raise Refusal(wording_of(interaction).gig_gone)
    card = question_card(interaction.client.shelf.content, evaluation, follow_up)
    await interaction.response.edit_message(view=card)
    return follow_up


async def _take(interaction: Interaction, follow_up_id: str, **values: Unpack[Reported]) -> None:
    """Keep what was answered, and show it; a stopped question, or one of no use now, says so."""
    store = interaction.client.store
    evaluation, follow_up = await _find(interaction, follow_up_id)
    kept = None
    if evaluation.outcome in TAKEN:
        kept = await keep(store, evaluation, follow_up.id, **values)
    await _show(interaction, evaluation, follow_up_id)
    if kept is None:
        await tell(interaction, wording_of(interaction).gig_ask_over)


class ReportMenu(
    LastingMenu,
    template=_ON_CARD + r":(?P<question>" + "|".join(_QUESTIONS) + r")",
    open_to=Who.ITS_PERSON,
):
    """Answers a closed question about a job that was taken."""

    def __init__(self, follow_up_id: str, question: str, follow_up: FollowUp | None = None) -> None:
        """Make it with the answer of `follow_up`; without one to be pressed."""
        self.follow_up_id, self.question = follow_up_id, question
        given = None if follow_up is None else getattr(follow_up, question)
        options = []
        for number, (label, answer) in enumerate(_ANSWERS[question].items()):
            one = option(label, str(number))
            one.default = given is not None and given in answer.values()
            options.append(one)
        super().__init__("Choose an answer", f"gigask:{follow_up_id}:{question}", options)

    async def press(self, interaction: Interaction) -> None:
        answer = list(_ANSWERS[self.question].values())[int(self.chosen)]
        await _take(interaction, self.follow_up_id, **answer)


class _AskButton(LastingButton, template=r"(?!)", open_to=Who.ITS_PERSON):
    """A button on the card; `what` is the end of its custom_id."""

    what: ClassVar[str]
    caption: ClassVar[str]

    def __init__(self, follow_up_id: str) -> None:
        self.follow_up_id = follow_up_id
        super().__init__(self.caption, f"gigask:{follow_up_id}:{self.what}")


class NumbersButton(_AskButton, template=_ON_CARD + ":numbers"):
    """Opens the form for hours, money and leads."""

    what, caption = "numbers", "Hours, money, leads"

    async def press(self, interaction: Interaction) -> None:
        evaluation, follow_up = await _find(interaction, self.follow_up_id)
        if follow_up.state == "stopped" or evaluation.outcome not in TAKEN:
            await _take(interaction, self.follow_up_id)
        else:
            await NumbersForm(self.follow_up_id, follow_up).open(interaction)


class EnoughButton(_AskButton, template=_ON_CARD + ":enough"):
    """Ends the asking with what was answered so far."""

    what, caption = "enough", "That is all"

    async def press(self, interaction: Interaction) -> None:
        evaluation, follow_up = await _find(interaction, self.follow_up_id)
        ended = await end(interaction.client.store, evaluation, follow_up.id)
        await _show(interaction, evaluation, self.follow_up_id)
        if ended is None:
            await tell(interaction, wording_of(interaction).gig_ask_over)


class StopButton(_AskButton, template=_ON_CARD + ":stop"):
    """Ends all asking, about every job."""

    what, caption = "stop", "Stop asking me"

    async def press(self, interaction: Interaction) -> None:
        evaluation, _ = await _find(interaction, self.follow_up_id)
        await stop(interaction.client.store, evaluation.user_id)
        shown = await _show(interaction, evaluation, self.follow_up_id)
        if shown.state != "stopped":
            await tell(interaction, wording_of(interaction).gig_asking_stopped)


class AskOnButton(_AskButton, template=_ON_CARD + ":on"):
    """Takes a "stop asking" back."""

    what, caption = "on", "You may ask again"

    async def press(self, interaction: Interaction) -> None:
        evaluation, _ = await _find(interaction, self.follow_up_id)
        await interaction.client.store.members.ask_again(evaluation.user_id)
        await tell(interaction, wording_of(interaction).gig_asking_on)


class AgainButton(_AskButton, template=_ON_CARD + ":again-numbers"):
    """Opens the form once more, beside the question what was unclear in it."""

    what, caption = "again-numbers", "Write it again"

    async def press(self, interaction: Interaction) -> None:
        _, follow_up = await _find(interaction, self.follow_up_id)
        await NumbersForm(self.follow_up_id, follow_up).open(interaction)


class NumbersForm(LastingForm, template=_ON_CARD + ":numbers", open_to=Who.ITS_PERSON):
    """Hours, money and leads, each of them optional."""

    def __init__(self, follow_up_id: str, follow_up: FollowUp | None = None) -> None:
        """Make it for `follow_up` as it stands, or without it to take what was typed."""
        self.follow_up_id, self.follow_up = follow_up_id, follow_up
        super().__init__("What came of it", f"gigask:{follow_up_id}:numbers")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        before = {} if self.follow_up is None else typed_before(self.follow_up)
        return [
            field(name, label, about=about, example=example, typed=before.get(name), needed=False)
            for name, (label, about, example) in _BOXES.items()
        ]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        evaluation, _ = await _find(interaction, self.follow_up_id)
        given = {name: typed[name] for name in FIELDS if name in typed}
        brought = read_numbers(given, evaluation.currency)
        await _take(interaction, self.follow_up_id, **brought.values)
        if brought.unclear:
            card = _unclear_card(wording_of(interaction), self.follow_up_id, given, brought)
            await interaction.followup.send(view=card, ephemeral=True)


def _unclear_card(
    wording: Wording, follow_up_id: str, typed: Mapping[str, str], brought: Brought
) -> Card:
    """Say back what could not be read for certain, with what is expected instead."""
    asked = [
        f"{_BOXES[name][0]}, **{plain(typed[name], 60)}**: {sentence}"
        for name, sentence in brought.unclear.items()
    ]
    again = row(AgainButton(follow_up_id))
    return Card(text(wording.gig_unclear, "\n".join(asked)), again, accent=ACCENT)


ITEMS = (ReportMenu, NumbersButton, EnoughButton, StopButton, AskOnButton, AgainButton)
FORMS = (NumbersForm,)

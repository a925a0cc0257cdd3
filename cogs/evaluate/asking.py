"""The card while questions are open: what is known, what is left, and the menus to answer with."""

from collections.abc import Iterator

from bot.content import Content
from bot.gigs import (
    Framework,
    Known,
    Question,
    Step,
    answer_to,
    asked_in,
    step_of,
    steps,
)
from bot.interactions.cards import Card, CardItem, row, text
from bot.store.evaluation_table import ABANDONED_DAYS
from bot.store.evaluations import Evaluation
from cogs.evaluate.access import ACCENT, is_public
from cogs.evaluate.controls import (
    AgainButton,
    AnswerMenu,
    BackButton,
    CancelButton,
    DetailsButton,
    LeaveOutButton,
    NamesButton,
    NextButton,
    NumbersButton,
    OwnNumbersButton,
    UnnamedButton,
)
from cogs.evaluate.fields import NEEDED
from cogs.evaluate.saying import asked_back, heading, numbers


def step_shown(evaluation: Evaluation, framework: Framework) -> Step:
    """Return the step that the card is at: the one gone back to, else the first open one."""
    needed = steps(evaluation.known, framework)
    gone_back = next((step for step in needed if step.value == evaluation.back_to), None)
    return gone_back or step_of(evaluation.known, framework)


def asking_card(content: Content, evaluation: Evaluation) -> Card:
    """Make the card of an evaluation that has no verdict at present."""
    if evaluation.state == "cancelled":
        again = AgainButton.of(evaluation)
        wording = content.wording
        forgotten = wording.gig_cancelled.format(days=ABANDONED_DAYS)
        said = forgotten if evaluation.weighed_at is None else wording.gig_aside
        return Card(text(heading(evaluation), said), row(again), accent=ACCENT)
    framework = content.framework
    step = step_shown(evaluation, framework)
    parts = _unclear(content, evaluation) if evaluation.typed else _step(content, evaluation, step)
    return Card(
        text(heading(evaluation), numbers(evaluation)),
        *parts,
        row(*_ways(evaluation, framework, step)),
        text(f"-# {_left(evaluation.known, framework)}"),
        accent=ACCENT,
    )


def _step(content: Content, evaluation: Evaluation, step: Step) -> Iterator[CardItem]:
    framework, known = content.framework, evaluation.known
    match step:
        case Step.REASONS:
            yield text(content.wording.gig_reasons)
        case Step.NAMES:
            yield text(content.wording.gig_names)
            yield row(NamesButton.of(evaluation), UnnamedButton.of(evaluation))
    for question in asked_in(step, known, framework):
        asked = framework.question(question)
        yield text(f"**{asked.text}**")
        yield row(AnswerMenu.of(evaluation, question, asked, answer_to(question, known)))


def _unclear(content: Content, evaluation: Evaluation) -> Iterator[CardItem]:
    # Words and amounts stay hidden where others read along.
    shown = () if is_public(evaluation) else asked_back(content.framework, evaluation)
    yield text(content.wording.gig_unclear, "\n".join(shown))
    if not NEEDED & evaluation.typed.keys():
        yield row(LeaveOutButton.of(evaluation))


def _ways(evaluation: Evaluation, framework: Framework, step: Step) -> Iterator[CardItem]:
    """Yield the buttons that lead on, back, to the forms and out."""
    if evaluation.typed:
        yield NumbersButton.of(evaluation)
        yield DetailsButton.of(evaluation)
        yield CancelButton.of(evaluation)
        return
    needed = steps(evaluation.known, framework)
    if evaluation.back_to is not None:
        yield NextButton.of(evaluation)
    yield BackButton.of(evaluation) if needed.index(step) > 1 else NumbersButton.of(evaluation)
    yield DetailsButton.of(evaluation)
    if is_public(evaluation):
        yield OwnNumbersButton.of(evaluation)
    yield CancelButton.of(evaluation)


def _left(known: Known, framework: Framework) -> str:
    """Say what is still to be answered."""
    needed = steps(known, framework)
    questions: list[Question] = [one for step in needed for one in asked_in(step, known, framework)]
    open_ones = [one for one in questions if answer_to(one, known) is None]
    names = [framework.question(one).name.lower() for one in open_ones]
    if not names:
        return "All questions are answered; what you gave can still be changed."
    return f"Still to answer: {', '.join(names)}."

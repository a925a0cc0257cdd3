"""`checks.yaml`: the form of each of its parts, what is wrong with them, and what they make."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Annotated, TypeVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from bot.content.framework import (
    FieldPart,
    Name,
    NumberPart,
    Part,
    Sentence,
    StrayPart,
    TextPart,
    exact,
    part_id,
)
from bot.content.sentences import check_text
from bot.gigs import Typed, half_up
from bot.guidance import Fault, Place, closest
from bot.planning.audience import Point
from bot.planning.checks import FIELDS, GUESS, Asked, Checklist, Checks, Step, Words
from bot.planning.declared import MOST, NAMES
from bot.planning.floor import MOST_HOURS, MOST_WEEKS, Guesses
from bot.planning.sessions import Question

PartT = TypeVar("PartT", bound="Part")


class TablePart(Part):
    """Numbers of plays, worked out side by side."""

    plays: Annotated[
        tuple[Annotated[int, Field(ge=1, le=10**9)], ...], Field(min_length=1, max_length=10)
    ]


class PointPart(Part):
    """A question about the audience, and what to do about a no."""

    name: Name
    text: Sentence
    step: Annotated[str, Field(min_length=1, max_length=300)]
    entry: str | None = None


class StepPart(Part):
    """What to do next."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    entry: str | None = None


class ChecklistPart(Part):
    """Lines to read through."""

    lines: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=12)]
    entry: str | None = None


class QuestionPart(Part):
    """A question about a session, and what to read where the answer was not a yes."""

    name: Annotated[str, Field(min_length=1, max_length=12)]
    text: Sentence
    entry: str | None = None


GUESSES = {"floor-weeks": MOST_WEEKS, "floor-hours": MOST_HOURS}
"""The numbers that stand in for what is left empty, each with the most it can be."""

TABLE = "streams-table-plays"
ALL_THERE, LIST = "audience-all-there", "session-list"
POINTS = {f"audience-{point}": point for point in Point}
QUESTIONS = {f"session-{question}": question for question in Question}
TYPED = {f"field-{name}": name for name in FIELDS}
WORDS = {part_id(one.name): one for one in fields(Words)}
_GUESSED = frozenset(f"field-{name}" for name in ("streams-rate", "floor-weeks", "floor-hours"))

FORMS: Mapping[str, type[Part]] = {
    **dict.fromkeys(GUESSES, NumberPart),
    TABLE: TablePart,
    **dict.fromkeys(TYPED, FieldPart),
    **dict.fromkeys(POINTS, PointPart),
    ALL_THERE: StepPart,
    LIST: ChecklistPart,
    **dict.fromkeys(QUESTIONS, QuestionPart),
    **dict.fromkeys(WORDS, TextPart),
}
"""Every part there has to be, by its id, with its form."""


def form_of(item: object) -> type[Part]:
    """The form that an item should have, by its id."""
    name = item.get("id") if isinstance(item, Mapping) else None
    return FORMS.get(name, StrayPart) if isinstance(name, str) else Part


def missing(ids: Collection[str]) -> list[str]:
    """Return the ids of the parts that are not among these."""
    return [name for name in FORMS if name not in ids]


def check(
    parts: Sequence[Mapping[str, object]], entries: Collection[str] | None
) -> Iterator[Fault]:
    """Return every fault that the form of a part cannot see, but for repeated and missing ones.

    `entries` are the ids of the guidance; None if they cannot be known, then none is checked.
    """
    for number, part in enumerate(parts):
        name, text = part.get("id"), part.get("text")
        if not isinstance(name, str):
            continue
        if name not in FORMS:
            near = closest(name, FORMS)
            mend = f"did you mean '{near}'?" if near else "take it out"
            yield Fault(number, ("id",), f"nothing is called '{name}'", mend)
        elif name in WORDS and isinstance(text, str):
            declared = WORDS[name].metadata
            yield from check_text(number, ("text",), text, declared[MOST], declared[NAMES])
        elif name in TYPED and isinstance(about := part.get("about"), str):
            names = {GUESS} if name in _GUESSED else set()
            yield from check_text(number, ("about",), about, len(about), names)
        elif name in GUESSES:
            yield from _guess(number, part, GUESSES[name])
        elif name == TABLE:
            yield from _order(number, part)
        yield from _entry(number, part, entries)


def checks(parts: Sequence[Part]) -> Checks:
    """Make what the tools say of checked parts."""
    guesses = {part.id: half_up(part.value) for part in _of(parts, NumberPart)}
    [table], [listed] = _of(parts, TablePart), _of(parts, ChecklistPart)
    [all_there] = _of(parts, StepPart)
    words = {part.id: part.text for part in _of(parts, TextPart)}
    points = {POINTS[part.id]: part for part in _of(parts, PointPart)}
    questions = {QUESTIONS[part.id]: part for part in _of(parts, QuestionPart)}
    return Checks(
        guesses=Guesses(*(guesses[name] for name in GUESSES)),
        table=table.plays,
        words=Words(**{one.name: words[name] for name, one in WORDS.items()}),
        fields={TYPED[part.id]: Typed(part.label, part.about) for part in _of(parts, FieldPart)},
        audience={point: Asked(points[point].name, points[point].text) for point in Point},
        steps={point: Step(points[point].step, points[point].entry) for point in Point},
        all_there=Step(all_there.text, all_there.entry),
        before=Checklist(listed.lines, listed.entry),
        after={one: Asked(questions[one].name, questions[one].text) for one in Question},
        to_read={one: questions[one].entry for one in Question},
    )


def _of(parts: Sequence[Part], form: type[PartT]) -> list[PartT]:
    return [part for part in parts if isinstance(part, form)]


def _guess(number: int, part: Mapping[str, object], most: int) -> Iterator[Fault]:
    try:
        value = exact(part.get("value"))
    except PydanticCustomError:
        return  # told by its form
    if not 0 < value <= most or (value * 100).denominator != 1:
        mend = f"write one above 0 and at most {most}, with two decimals at most"
        yield Fault(number, ("value",), "this number cannot be", mend)


def _order(number: int, part: Mapping[str, object]) -> Iterator[Fault]:
    plays = part.get("plays")
    counts = plays if isinstance(plays, list) and all(type(one) is int for one in plays) else []
    for index, (lower, higher) in enumerate(pairwise(counts), 1):
        if higher <= lower:
            place: Place = ("plays", index)
            yield Fault(number, place, f"{higher} does not follow {lower}", "write them rising")


def _entry(
    number: int, part: Mapping[str, object], entries: Collection[str] | None
) -> Iterator[Fault]:
    named = part.get("entry")
    if entries is None or not isinstance(named, str) or named in entries:
        return
    near = closest(named, entries)
    mend = f"did you mean '{near}'?" if near else "name another, or add that entry"
    yield Fault(number, ("entry",), f"there is no entry '{named}'", mend)

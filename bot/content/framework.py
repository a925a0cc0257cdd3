"""`framework.yaml`: the form of each of its parts, and the framework that they make together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from bot import limits
from bot.gigs import (
    FIELDS,
    VALUES,
    Asked,
    Ceiling,
    Framework,
    Limit,
    Numbers,
    Option,
    Outcome,
    Question,
    Typed,
    Verdict,
    Words,
)

TERMS = "terms-to-agree"

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12}|/[1-9][0-9]{0,11})?")

PartT = TypeVar("PartT", bound="Part")


def exact(value: object) -> Fraction:
    """Read a number as it stands in the file: a float by its decimals, never by its bits."""
    text = f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)
    if not isinstance(value, bool) and _NUMBER.fullmatch(text):
        return Fraction(text)
    raise PydanticCustomError("shape", "write a number such as 10, 0.5 or 1/3")


Number = Annotated[Fraction, BeforeValidator(exact)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Sentence = Annotated[str, Field(min_length=1, max_length=200)]
Entries = Annotated[tuple[str, ...], Field(max_length=5)]


class _Fields(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Part(_Fields):
    """One item of the file."""

    id: str


class NumberPart(Part):
    """A threshold, a rate or a step."""

    value: Number


class TextPart(Part):
    """A single text."""

    text: str


class LinesPart(Part):
    """A list of texts."""

    lines: Annotated[tuple[str, ...], Field(min_length=1, max_length=12)]


class OptionFields(_Fields):
    """One answer of a menu."""

    label: Annotated[str, Field(min_length=1, max_length=limits.SELECT_OPTION_LABEL)]
    about: Annotated[str, Field(min_length=1, max_length=limits.SELECT_OPTION_DESCRIPTION)]
    change: str | None = None


class QuestionPart(Part):
    """A question with its menu."""

    name: Name
    text: Annotated[str, Field(min_length=1, max_length=limits.PLACEHOLDER)]
    options: dict[str, OptionFields]
    entries: Entries = ()


class FieldPart(Part):
    """What stands above and beneath a field of a form."""

    label: Annotated[str, Field(min_length=1, max_length=limits.FIELD_LABEL)]
    about: Annotated[str, Field(min_length=1, max_length=limits.FIELD_ABOUT)]


class LimitPart(Part):
    """A ceiling."""

    name: Name
    rule: str
    sources: tuple[str, ...]
    entries: Entries
    sentences: dict[str, str]


class OutcomePart(Part):
    """A verdict."""

    title: Name
    said: Name
    text: Sentence
    entries: Entries


class StrayPart(Part):
    """An item that nothing is known of: told once, whatever fields it has."""

    model_config = ConfigDict(extra="allow")


def part_id(name: str) -> str:
    """The id in the file of what the code calls so."""
    return name.lower().replace("_", "-")


QUESTIONS = {part_id(f"ask-{question}"): question for question in Question}
TYPED = {part_id(f"field-{name}"): name for name in FIELDS}
CEILINGS = {part_id(f"ceiling-{ceiling}"): ceiling for ceiling in Ceiling}
OUTCOMES = {part_id(f"verdict-{verdict.name}"): verdict for verdict in Verdict}
NUMBERS = {part_id(one.name): one for one in fields(Numbers)}
WORDS = {part_id(one.name): one for one in fields(Words)}

FORMS: Mapping[str, type[Part]] = {
    **dict.fromkeys(NUMBERS, NumberPart),
    **dict.fromkeys(QUESTIONS, QuestionPart),
    **dict.fromkeys(TYPED, FieldPart),
    **dict.fromkeys(CEILINGS, LimitPart),
    **dict.fromkeys(OUTCOMES, OutcomePart),
    TERMS: LinesPart,
    **dict.fromkeys(WORDS, TextPart),
}
"""Every part there has to be, by its id, with its form."""


def form_of(item: object) -> type[Part]:
    """The form that an item should have, by its id."""
    name = item.get("id") if isinstance(item, Mapping) else None
    return FORMS.get(name, StrayPart) if isinstance(name, str) else Part


def framework(parts: Sequence[Part]) -> Framework:
    """Make the framework of checked parts."""
    numbers = {part.id: part.value for part in _of(parts, NumberPart)}
    words = {part.id: part.text for part in _of(parts, TextPart)}
    [terms] = _of(parts, LinesPart)
    limits_of = {CEILINGS[part.id]: part for part in _of(parts, LimitPart)}
    return Framework(
        numbers=Numbers(**{one.name: numbers[name] for name, one in NUMBERS.items()}),
        words=Words(**{one.name: words[name] for name, one in WORDS.items()}),
        questions={QUESTIONS[part.id]: _question(part) for part in _of(parts, QuestionPart)},
        fields={TYPED[part.id]: Typed(part.label, part.about) for part in _of(parts, FieldPart)},
        limits={ceiling: _limit(limits_of[ceiling]) for ceiling in Ceiling},
        outcomes={
            OUTCOMES[part.id]: Outcome(part.title, part.said, part.text, part.entries)
            for part in _of(parts, OutcomePart)
        },
        terms_to_agree=terms.lines,
    )


def _of(parts: Sequence[Part], form: type[PartT]) -> Iterator[PartT]:
    return (part for part in parts if isinstance(part, form))


def _question(part: QuestionPart) -> Asked:
    values = VALUES[QUESTIONS[part.id]]
    given = ((value, part.options[value]) for value in values)
    options = tuple(Option(value, one.label, one.about, one.change or "") for value, one in given)
    return Asked(part.name, part.text, options, part.entries)


def _limit(part: LimitPart) -> Limit:
    return Limit(part.name, part.rule, part.sources, part.entries, part.sentences)

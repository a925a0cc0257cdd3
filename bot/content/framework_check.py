"""What the form of one part of `framework.yaml` cannot see: names, limits, and what they refer to.

Every check reads plain data and passes over what is not of the expected form, as that has been
reported already.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from pydantic_core import PydanticCustomError

from bot.content.framework import (
    CEILINGS,
    FORMS,
    NUMBERS,
    QUESTIONS,
    TERMS,
    WORDS,
    exact,
)
from bot.content.sentences import check_text
from bot.gigs import CASE_NAMES, CASES, NEVER_BETTER, VALUES
from bot.gigs.framework import LEAST, MOST, NAMES, WHOLE
from bot.guidance import Fault, Place, closest

Plain = Mapping[str, object]

_ORDERED = (("normal-up-to", "mild-up-to", "deep-up-to"), ("near-above", "over-above"))
"""Numbers of which each must be above the one before."""

_STEPS = ("price-step", "hours-step")
_NUMBER_NAMES = frozenset(one.name for one in NUMBERS.values())
_CHANGE, _LINE, _RULE, _SENTENCE = 150, 200, 450, 250


def missing(ids: Collection[str]) -> list[str]:
    """Return the ids of the parts that are not among these."""
    return [name for name in FORMS if name not in ids]


def check(parts: Sequence[Plain], entries: Collection[str] | None) -> Iterator[Fault]:
    """Return every fault of parts as they stand, but for repeated and missing ones.

    `entries` are the ids of the guidance; None if they cannot be known, then none is checked.
    """
    yield from _order(parts)
    for number, part in enumerate(parts):
        name = part.get("id")
        if not isinstance(name, str):
            continue
        yield from _entries(number, part, entries)
        if name not in FORMS:
            near = closest(name, FORMS)
            mend = f"did you mean '{near}'?" if near else "take it out"
            yield Fault(number, ("id",), f"nothing is called '{name}'", mend)
        elif name in NUMBERS:
            yield from _number(number, name, part)
        elif name in WORDS and isinstance(text := part.get("text"), str):
            declared = WORDS[name].metadata
            yield from check_text(number, ("text",), text, declared[MOST], declared[NAMES])
        elif name in QUESTIONS:
            yield from _options(number, name, part)
        elif name in CEILINGS:
            yield from _ceiling(number, name, part)
        elif name == TERMS:
            yield from _lines(number, part)


def _value(part: Plain) -> Fraction | None:
    try:
        return exact(part.get("value"))
    except PydanticCustomError:
        return None


def _number(number: int, name: str, part: Plain) -> Iterator[Fault]:
    value, declared = _value(part), NUMBERS[name].metadata
    if value is None:
        return
    least, most = declared[LEAST], declared[MOST]
    if not least < value <= most:
        mend = f"write a number above {least} and at most {most}"
        yield Fault(number, ("value",), "this number cannot be", mend)
    elif declared[WHOLE] and value.denominator != 1:
        yield Fault(number, ("value",), "this is not a whole number", "write one such as 3")
    elif name in _STEPS and (value * 100).denominator != 1:
        mend = "write a number with at most two decimals"
        yield Fault(number, ("value",), "this step is too fine", mend)


def _order(parts: Sequence[Plain]) -> Iterator[Fault]:
    numbers = {part.get("id"): number for number, part in enumerate(parts)}
    for row in _ORDERED:
        for lower, higher in pairwise(row):
            if lower not in numbers or higher not in numbers:
                continue
            low, high = _value(parts[numbers[lower]]), _value(parts[numbers[higher]])
            if low is not None and high is not None and low >= high:
                message = f"'{higher}' is not above '{lower}'"
                also = (numbers[lower], ("value",))
                mend = f"write a number above {low}"
                yield Fault(numbers[higher], ("value",), message, mend, also)


def _options(number: int, name: str, part: Plain) -> Iterator[Fault]:
    options = part.get("options")
    if not isinstance(options, dict):
        return
    yield from _names(number, ("options",), options, VALUES[QUESTIONS[name]], "answer")
    for value, option in options.items():
        place: Place = ("options", value, "change")
        change = option.get("change") if isinstance(option, dict) else None
        if value in NEVER_BETTER and change is not None:
            message = "no answer changes to this one"
            yield Fault(number, place, message, "take the field out")
        elif isinstance(change, str):
            yield from check_text(number, place, change, _CHANGE, {"verdict"})
        elif isinstance(option, dict) and value not in NEVER_BETTER and "change" not in option:
            mend = "add change: with a sentence such as 'If ...: {verdict}.'"
            yield Fault(number, place, "this is missing", mend)


def _ceiling(number: int, name: str, part: Plain) -> Iterator[Fault]:
    if isinstance(rule := part.get("rule"), str):
        yield from check_text(number, ("rule",), rule, _RULE, _NUMBER_NAMES)
    sentences = part.get("sentences")
    if isinstance(sentences, dict):
        yield from _names(number, ("sentences",), sentences, CASES[CEILINGS[name]], "case")
        for case, sentence in sentences.items():
            if isinstance(sentence, str):
                place = ("sentences", case)
                yield from check_text(number, place, sentence, _SENTENCE, CASE_NAMES)


def _lines(number: int, part: Plain) -> Iterator[Fault]:
    lines = part.get("lines")
    for index, line in enumerate(lines if isinstance(lines, list) else ()):
        if isinstance(line, str):
            yield from check_text(number, ("lines", index), line, _LINE, {"hours", "points"})


def _names(
    number: int, place: Place, given: Collection[str], known: Sequence[str], thing: str
) -> Iterator[Fault]:
    """Tell the names that are not known, and the known ones that are not there."""
    for name in given:
        if name not in known:
            near = closest(name, known)
            mend = f"did you mean '{near}'?" if near else f"there are {', '.join(known)}"
            yield Fault(number, (*place, name), f"there is no {thing} '{name}'", mend)
    for name in known:
        if name not in given:
            message = f"the {thing} '{name}' is missing"
            yield Fault(number, place, message, f"add {name}: with what belongs there")


def _entries(number: int, part: Plain, known: Collection[str] | None) -> Iterator[Fault]:
    named = part.get("entries")
    if known is None or not isinstance(named, list):
        return
    for index, entry in enumerate(named):
        if isinstance(entry, str) and entry not in known:
            near = closest(entry, known)
            mend = f"did you mean '{near}'?" if near else "take it out, or add that entry"
            yield Fault(number, ("entries", index), f"there is no entry '{entry}'", mend)

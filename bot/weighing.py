"""Weighing a whole file of offers, one JSON object a line: for measuring the framework."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from bot.gigs import (
    Afford,
    Answers,
    Framework,
    Known,
    Reason,
    Room,
    Terms,
    Weighed,
    Weight,
    answer_to,
    asked_in,
    check,
    complete,
    half_up,
    step_of,
    weigh,
)
from bot.jsonl import lines_of

_NUMBER = re.compile(r"[+-]?(?=\.?\d)\d{0,20}(\.\d{0,20})?([eE][+-]?\d{1,2})?", re.ASCII)
_DIGITS = 20
_MONEY = ("usual", "offered", "costs", "floor", "next_job")

ChoiceT = TypeVar("ChoiceT", bound=Enum)


class Unreadable(ValueError):
    """A line that cannot be weighed; the message is one sentence for whoever wrote it."""


def of_file(framework: Framework, file: Path) -> Iterator[str]:
    """One JSON line an offer: its verdict and figures, or its ``id`` and an ``error``.

    A line is ``{"id": ..., "in": {...}}`` with the keys of inventory 5.7; numbers are compared as
    they are written, and rounded half up to two places in what comes out. Raises `CannotStart`
    for a file that cannot be read.
    """
    for _, line in lines_of(file):
        yield json.dumps(_weighed(framework, line))


def _weighed(framework: Framework, line: str) -> dict[str, object]:
    name: object = None
    try:
        offer = _object(line)
        name = offer.get("id")
        if not isinstance(name, (str, int)) or isinstance(name, bool):
            name = None
            raise Unreadable('The line needs an "id".')
        given = offer.get("in")
        if not isinstance(given, dict):
            raise Unreadable('The line needs the answers: "in": {...}.')
        return {"id": name, **_told(weigh(_answers(framework, given), framework))}
    except ValueError as error:
        return {"id": name, "error": str(error)}


def _object(line: str) -> Mapping[str, object]:
    try:
        offer = json.loads(line, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise Unreadable('This is not a line like {"id": "1", "in": {...}}.') from error
    if not isinstance(offer, dict):
        raise Unreadable('This is not a line like {"id": "1", "in": {...}}.')
    return offer


def _answers(framework: Framework, given: Mapping[str, object]) -> Answers:
    weights = {reason: _choice(given, reason, Weight) for reason in Reason}
    known = Known(
        job="",
        usual=_number(given, "U"),
        offered=_number(given, "F"),
        costs=_number(given, "C"),
        hours=_number(given, "H"),
        points=_number(given, "P"),
        floor=_number(given, "R"),
        plays=_count(given, "streams"),
        next_job=_number(given, "next"),
        discounted=_count(given, "d"),
        jobs=_count(given, "n"),
        reasons={reason: weight for reason, weight in weights.items() if weight is not None},
        named="as the file says",  # a file has weights as they count
        afford=_choice(given, "afford", Afford),
        terms=_choice(given, "terms", Terms),
        room=_choice(given, "room", Room) or Room.UNKNOWN,
        motive=_motive(given),
    )
    if wrong := check(_in_cents(known)):
        raise Unreadable(next(iter(wrong.values())))
    answers = complete(known, framework)
    if answers is None:
        msg = f"There is no answer to {', '.join(_unanswered(known, framework))}."
        raise Unreadable(msg)
    return answers


def _in_cents(known: Known) -> Known:
    """What is checked: a file has no currency, and may be finer than people are."""
    money = {name: getattr(known, name) for name in _MONEY}
    cents = {
        name: amount.quantize(Decimal("0.01"), ROUND_UP, Context(prec=50))
        for name, amount in money.items()
        if amount is not None
    }
    return replace(known, **cents)


def _unanswered(known: Known, framework: Framework) -> list[str]:
    numbers = {"U": known.usual, "F": known.offered, "H": known.hours}
    if lacking := [key for key, value in numbers.items() if value is None]:
        return lacking
    asked = asked_in(step_of(known, framework), known, framework)
    return [str(question) for question in asked if answer_to(question, known) is None]


def _number(given: Mapping[str, object], key: str) -> Decimal | None:
    value = given.get(key)
    if value is None:
        return None
    text = "" if isinstance(value, bool) else str(value).strip()
    number = Decimal(text) if _NUMBER.fullmatch(text) else Decimal("NaN")
    if not number.is_finite() or not _is_sizeable(number):
        msg = f"{key} is to be a plain number, such as 300 or 32.5, with at most 20 digits a side."
        raise Unreadable(msg)
    return number


def _is_sizeable(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DIGITS and number.adjusted() < _DIGITS


def _count(given: Mapping[str, object], key: str) -> int | None:
    number = _number(given, key)
    if number is not None and number != int(number):
        msg = f"{key} is to be a whole number, such as 3."
        raise Unreadable(msg)
    return None if number is None else int(number)


def _choice(given: Mapping[str, object], key: str, kind: type[ChoiceT]) -> ChoiceT | None:
    value = given.get(key)
    if value is None:
        return None
    choices = {str(choice.value): choice for choice in kind}
    choice = None if isinstance(value, bool) else choices.get(str(value))
    if choice is None:
        msg = f"{key} is to be one of {', '.join(choices)}."
        raise Unreadable(msg)
    return choice


def _motive(given: Mapping[str, object]) -> bool:
    value = given.get("motive")
    if value is None or isinstance(value, bool):
        return bool(value)
    if value not in ("yes", "no", "true", "false"):
        raise Unreadable("motive is to be true or false.")
    return value in ("yes", "true")


def _told(weighed: Weighed) -> dict[str, object]:
    figures, flip = weighed.figures, weighed.flip
    even = figures.break_even
    told: dict[str, Decimal | Fraction | int | None] = {
        "plays_needed": figures.plays_needed,
        "months_at_20k": figures.months,
        "points_guess": figures.plays_pay,
        "breakeven_pct": None if even is None else even * 100,
        "flip_fee": flip.fee if flip else None,
        "hours_at_offer": weighed.hours_at_offer,
    }
    return {
        "verdict": weighed.verdict.name,
        "decided_by": [str(cap.ceiling) for cap in weighed.decided],
        "discount_pct": _rounded(figures.discount * 100),
        "hourly": _rounded(figures.hourly),
        "gap": _rounded(figures.gap),
        "share": f"{figures.discounted_after}/{figures.jobs_after}",
        "load": str(figures.load),
        **{key: _rounded(value) for key, value in told.items() if value is not None},
    }


def _rounded(value: Decimal | Fraction | int) -> int | float:
    """A number for JSON, half up to two places: 60 rather than 60.0."""
    rounded = half_up(Fraction(value))
    return int(rounded) if rounded == int(rounded) else float(rounded)

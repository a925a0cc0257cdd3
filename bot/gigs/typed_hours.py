"""Hours as people type them: "10", "1:30", "1h30", "an hour and a half", "90 min"."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from bot.gigs.number_words import numbers
from bot.gigs.peeling import AFTER, peel, phrases
from bot.gigs.tokens import SLASH, Tokens, is_numeral, tokens
from bot.gigs.unclear import Doubt, Unclear, asked_back, either

_HOUR = frozenset(["h", "hr", "hrs", "hour", "hours"])
_MINUTE = frozenset(["m", "min", "mins", "minute", "minutes"])
_AFTER = AFTER | phrases("of work", "work")
_IN_WORDS = {
    **dict.fromkeys(phrases("half an hour", "half a hour", "half hour"), Decimal("0.5")),
    **dict.fromkeys(phrases("an hour", "a hour"), Decimal(1)),
    **dict.fromkeys(phrases("an hour and a half", "one hour and a half"), Decimal("1.5")),
}
_LIKE_MINUTES = frozenset(
    f"0.{minutes:02}" for minutes in range(5, 60, 5) if minutes not in (25, 50)
)
"""Decimals that look like minutes. Nobody doubts 0.25 and 0.50, a quarter and a half."""
_TENTH_PLACE = Decimal("1E-10")

_EXAMPLE = "Write the hours as one number, for example 10, 1.5 or 1:30."
_SENTENCES = {
    Doubt.RATE: "Write the hours of the whole job as one number, for example 12.",
    Doubt.DAYS: "How many hours is that? Write the total in hours, for example 16.",
    Doubt.SEVERAL: "Write one number of hours; from a range, the higher end. For example 12.",
}


def read_hours(text: str) -> Decimal | Unclear:
    """Read a number of hours.

    "1,200" is asked back: it can be 1200 or 1.2. So is what ends like minutes, in .05, .20 or
    .30: some write "1.30" for an hour and a half. Minutes that make no short decimal, as in
    "1:20", are kept to ten places, rounded down.
    """
    said = tokens(text)
    peeled = peel(said, after=_AFTER)
    found = _meanings(peeled.middle) if peeled.minuses < 2 else ()
    match found:
        case (hours,) if f"{hours % 1}" in _LIKE_MINUTES and _is_decimal(peeled.middle):
            return _clock_or_decimal(hours)
        case (hours,):
            return -hours if peeled.minuses else hours
        case (_, _):
            return either(found)
    return asked_back(said, _sentences(said), _EXAMPLE)


def _is_decimal(said: Tokens) -> bool:
    return is_numeral(said[0]) and set(said[1:]) <= _HOUR


def _clock_or_decimal(hours: Decimal) -> Unclear:
    whole, part = divmod(hours, 1)
    return Unclear(
        f"In hours and minutes, that could be {whole}:{int(part * 100):02} or "
        f"{whole}:{int(part * 60):02}. Write the one you mean."
    )


def _sentences(said: Tokens) -> Mapping[Doubt, str]:
    """Return what may be told: "a day" is days and not a rate, "1:75" not several numbers."""
    written_after = any(one in _HOUR and is_numeral(after) for one, after in pairwise(said))
    if written_after or {":", SLASH} & set(said):
        return {}
    without_rate = {Doubt.RATE: _SENTENCES[Doubt.DAYS]} if not _HOUR & set(said) else {}
    return {**_SENTENCES, **without_rate}


def _meanings(said: Tokens) -> tuple[Decimal, ...]:
    if said in _IN_WORDS:
        return (_IN_WORDS[said],)
    if len(said) > 3 and said[-3:] == ("and", "a", "half") and said[-4] in _HOUR:
        return numbers((*said[:-4], "and", "a", "half"), {})
    if ":" in said:
        return _clock(said[:-1] if said[-1] in _HOUR else said)
    for place, word in enumerate(said):
        if word in _HOUR:
            return _hours_and_minutes(said[:place], said[place + 1 :])
    if said and said[-1] in _MINUTE:
        return _with_minutes(Decimal(0), numbers(said[:-1], {}))
    return numbers(said, {})


def _clock(said: Tokens) -> tuple[Decimal, ...]:
    match said:
        case (hours, ":", minutes) if len(minutes) == 2:
            return _whole(hours, minutes)
    return ()


def _hours_and_minutes(hours: Tokens, rest: Tokens) -> tuple[Decimal, ...]:
    """Read "1h30", "1 h 5 min" and "1 hour and 30 minutes"; "1h5" may be 1:05 or 1.5."""
    match rest:
        case ():
            return numbers(hours, {})
        case (minutes,) if len(minutes) == 2 and len(hours) == 1:
            return _whole(*hours, minutes)
        case (minutes, unit) | ("and", minutes, unit) if unit in _MINUTE and len(hours) == 1:
            return _whole(*hours, minutes)
    return ()


def _whole(hours: str, minutes: str) -> tuple[Decimal, ...]:
    """Read whole hours, in a numeral or a word, and minutes below 60 in a numeral."""
    found = numbers((hours,), {})
    if len(found) != 1 or found[0] % 1 or not minutes.isdecimal() or not 0 <= int(minutes) < 60:
        return ()
    return _with_minutes(found[0], (Decimal(minutes),))


def _with_minutes(hours: Decimal, minutes: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(
        hours + (one / 60).quantize(_TENTH_PLACE, ROUND_FLOOR).normalize() for one in minutes
    )

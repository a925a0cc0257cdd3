"""Numbers in words, and numerals with words: "five hundred", "two and a half grand", "1.5k"."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from bot.gigs.numerals import readings
from bot.gigs.tokens import SLASH, Tokens, is_numeral

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TO_TWELVE = ("ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_SMALL = {word: number for number, word in enumerate((*_UNITS, *_TO_TWELVE, *_TEENS), 1)}
_ROUND = {word: 10 * number for number, word in enumerate(_TENS, 2)}
SCALES: Mapping[str, int] = {
    "k": 10**3,
    "grand": 10**3,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
}
_SPOKEN_SCALES = {word: size for word, size in SCALES.items() if word != "k"}
_AND_A_HALF = ("and", "a", "half")


def numbers(said: Tokens, scales: Mapping[str, int] = SCALES) -> tuple[Decimal, ...]:
    """Return what one number, said in numerals or words, can mean; nothing if it is not one.

    `scales` are the words that multiply a numeral. Two meanings are those of
    `bot.gigs.numerals.readings`.
    """
    if not said or not is_numeral(said[0]):
        number = in_words(said)
        return () if number is None else (number,)
    match said:
        case (numeral,):
            return readings(numeral)
        case (*whole, "and", "a", "half"):
            return _and_part(tuple(whole), Decimal("0.5"))
        case (*whole, over, slash, under) if slash == SLASH:
            return _and_part(tuple(whole), _part(over, under))
        case (*many, scale) if many[-1] not in {*scales, scale}:
            return _times(numbers(tuple(many), scales), {"hundred": 100, **scales}.get(scale))
    return ()


def in_words(said: Tokens) -> Decimal | None:
    """Return the number that words say for certain, None if they do not.

    "Two fifty", "two thousand five" and "a few hundred" are not certain.
    """
    if said == ("zero",):
        return Decimal(0)
    if len(said) == 3 and said[:2] == ("half", "a") and said[2] in SCALES:
        return Decimal(SCALES[said[2]]) / 2
    for place in range(1, len(said) - 2):
        if said[place : place + 3] == _AND_A_HALF:
            return _and_a_half(said[:place], said[place + 3 :])
    number = None if said[-1:] == ("a",) else _scaled(said)
    return None if number is None else Decimal(number)


def _times(found: tuple[Decimal, ...], size: int | None) -> tuple[Decimal, ...]:
    return () if size is None else tuple(number * size for number in found)


def _and_part(whole: Tokens, part: Decimal | None) -> tuple[Decimal, ...]:
    if part is None:
        return ()
    match whole:
        case ():
            return (part,)
        case (numeral,) if numeral.isdecimal():
            return tuple(number + part for number in readings(numeral))
    return ()


def _part(over: str, under: str) -> Decimal | None:
    """Return what a vulgar fraction is; None for one like a third, which has no end."""
    if not (over.isdecimal() and under in {"2", "4", "5", "8", "10"}):
        return None
    return Decimal(over) / Decimal(under)


def _and_a_half(whole: Tokens, scale: Tokens) -> Decimal | None:
    number = 1 if whole == ("a",) else _below_hundred(whole)
    if number is None or len(scale) > 1 or (scale and scale[0] not in SCALES):
        return None
    return (number + Decimal("0.5")) * (SCALES[scale[0]] if scale else 1)


def _scaled(said: Tokens) -> int | None:
    """Read "<hundreds> <scale> <the rest>", where the rest is smaller than the scale."""
    place = next((place for place, word in enumerate(said) if word in _SPOKEN_SCALES), None)
    if place is None:
        return _hundreds(said)
    size, before, after = _SPOKEN_SCALES[said[place]], said[:place], said[place + 1 :]
    many = _hundreds(before) if before else _bare(said[place])
    rest = _after(after, _scaled, least=100) if after else 0
    return None if many is None or rest is None or rest >= size else many * size + rest


def _bare(scale: str) -> int | None:
    return 1 if scale in {"thousand", "million"} else None


def _hundreds(said: Tokens) -> int | None:
    if said == ("a",):
        return 1
    if "hundred" not in said:
        return _below_hundred(said)
    place = said.index("hundred")
    before, after = said[:place], said[place + 1 :]
    many = 1 if before in {("a",), ()} else _below_hundred(before)
    rest = _after(after, _below_hundred, least=10) if after else 0
    return None if many is None or rest is None else many * 100 + rest


def _after(said: Tokens, read: Callable[[Tokens], int | None], least: int) -> int | None:
    """Read what follows a scale; a short number needs an "and": "two thousand five" is 2500 too."""
    if said[0] == "and":
        return read(said[1:])
    rest = read(said)
    return None if rest is None or rest < least else rest


def _below_hundred(said: Tokens) -> int | None:
    match said:
        case (one,):
            return _SMALL.get(one) or _ROUND.get(one)
        case (tens, unit) | (tens, "-", unit) if tens in _ROUND and unit in _UNITS:
            return _ROUND[tens] + _SMALL[unit]
    return None

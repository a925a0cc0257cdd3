"""What a numeral can mean: dots, commas, spaces and apostrophes differ from country to country."""

import re
from decimal import Decimal

from bot.gigs.tokens import POINT

MOST_DIGITS = 15
"""More than any amount, count or time here needs; Decimal keeps these exactly in all we do."""

_PLAIN = re.compile(r"0?\d|[1-9]\d*")
_DECIMAL = re.compile(rf"(?:0?\d|[1-9]\d*)?[.,{POINT}]\d+")
_GROUPED = re.compile(
    rf"([1-9]\d{{0,2}})([.,' \xa0])(\d{{3}}(?:\2\d{{3}})*)(?:(?!\2)[.,{POINT}](\d+))?"
)
_INDIAN = re.compile(rf"[1-9]\d?(?:,\d{{2}})+,\d{{3}}(?:[.{POINT}]\d+)?")
_LAST_POINT = re.compile(rf"[.,{POINT}](?=\d*\Z)")
_NOT_A_DIGIT = re.compile(r"\D")


def readings(numeral: str) -> tuple[Decimal, ...]:
    """Return every number that a numeral can be: none, one or two, the larger first.

    Two are possible where one dot or comma is followed by three digits: "1.200" is 1200 or 1.2.
    Decimals stay as they were typed, "32.50" with two of them.
    """
    if len(_NOT_A_DIGIT.sub("", numeral)) > MOST_DIGITS:
        return ()
    if _PLAIN.fullmatch(numeral):
        return (Decimal(numeral),)
    if grouped := _GROUPED.fullmatch(numeral):
        return _grouped(grouped)
    if _INDIAN.fullmatch(numeral):
        return (_with_point(numeral) if _ends_in_decimals(numeral) else _whole(numeral),)
    return (_with_point(numeral),) if _DECIMAL.fullmatch(numeral) else ()


def decimals(number: Decimal) -> int:
    """Return how many decimals a finite number was written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _grouped(found: re.Match[str]) -> tuple[Decimal, ...]:
    first, by, rest, after_point = found.groups()
    numeral = found.group()
    if by == " " and len(first) == 3 and rest.replace("0", "").strip():
        return ()  # "300 400" may be two numbers; "100 000" is one
    if after_point is not None:
        return (_with_point(numeral),)
    if by in ".," and len(rest) == 3:
        return _whole(numeral), _with_point(numeral)
    return (_whole(numeral),)


def _ends_in_decimals(numeral: str) -> bool:
    return "." in numeral or POINT in numeral


def _whole(numeral: str) -> Decimal:
    return Decimal(_NOT_A_DIGIT.sub("", numeral))


def _with_point(numeral: str) -> Decimal:
    whole, after = _LAST_POINT.split(numeral)
    return Decimal(f"{_NOT_A_DIGIT.sub('', whole) or '0'}.{after}")

"""What the forms bring: typed fields become known numbers, or are asked back."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.gigs.answers import Known
from bot.gigs.bounds import check
from bot.gigs.marks import Codes, agreed
from bot.gigs.numerals import decimals
from bot.gigs.typed import (
    Amount,
    Unclear,
    read_count,
    read_hourly,
    read_hours,
    read_money,
    read_percent,
    read_share,
)
from bot.gigs.typed_money import currencies_said

OFFER_FIELDS = ("job", "usual", "offered", "hours", "costs")
DETAIL_FIELDS = ("points", "floor", "share", "plays", "next_job")

LONGEST_JOB = 80

_MONEY: Mapping[str, Callable[[str, str | None], Amount | Unclear]] = {
    "usual": read_money,
    "offered": read_money,
    "costs": read_money,
    "floor": read_hourly,
    "next_job": read_money,
}
_NUMBERS: Mapping[str, Callable[[str], Decimal | int | Unclear]] = {
    "hours": read_hours,
    "points": read_percent,
    "plays": read_count,
}
_OPTIONAL = frozenset(["costs", *DETAIL_FIELDS])
_SKIPPED = frozenset(["", "skip", "n/a", "na"])
_NOT_KNOWN = frozenset(["?", "no idea", "not sure", "don't know", "unknown"])
_COUNTS_AS_NOTHING = frozenset(["costs", "points"])
"""What counts as nothing when it is left out: then "not sure" is no answer."""
_NONE = frozenset(["-", "none", "nothing"])
_NONE_IS_SKIPPED = frozenset(["floor", "next_job"])

_ONE_CURRENCY = "All amounts need one currency. Write each in the same, for example €300 and €40."
_OTHER_CURRENCY = (
    "Other amounts here are in {currency}. Write this one in {currency} too, "
    "or every one of them in its new currency."
)


@dataclass(frozen=True)
class Filled:
    """What is known after a form; `unclear` has a sentence for each field to be typed again.

    `currency` is that of all amounts, None if nothing says it for certain. What is unclear is None
    in `known`.
    """

    known: Known
    currency: str | None
    unclear: Mapping[str, str]


def fill(known: Known, typed: Mapping[str, str], currency: str | None) -> Filled:
    """Take the fields of one form, as they were typed.

    An empty optional field takes its answer away. `currency` is the one so far: what the form's
    amounts say counts instead, if they agree with each other and no amount stays that was given in
    the one so far. "$" keeps a dollar currency and "kr" one of the crowns; alone they say none.
    """
    given = {field: text.strip() for field, text in typed.items()}
    asked = {field: text for field, text in given.items() if not _is_skipped(field, text)}
    said = {
        field: codes
        for field, text in asked.items()
        if field in _MONEY and (codes := currencies_said(text))
    }
    settled, disagreeing = _settle(known, given, said, currency)
    unclear = dict(disagreeing)
    found = _nothing_of(given)
    for field, text in asked.items():
        read = _read(field, text, settled)
        if isinstance(read, Unclear):
            unclear.setdefault(field, read.sentence)
        else:
            found |= read
    filled = _with(known, found)
    for name, sentence in check(filled, settled).items():
        field = "share" if name in _answers_of("share") else name
        if field in asked:
            unclear.setdefault(field, sentence)
    return Filled(_with(filled, _nothing_of(unclear)), settled, unclear)


def prefill(known: Known, typed: Mapping[str, str], fields: Iterable[str]) -> Mapping[str, str]:
    """Return what a form shows again: what was unclear as it was typed, else the plain answer."""
    return {field: typed.get(field) or _plain(known, field) for field in fields}


def _settle(
    known: Known, given: Mapping[str, str], said: Mapping[str, Codes], currency: str | None
) -> tuple[str | None, Mapping[str, str]]:
    """Return the currency, and the fields to ask back because they disagree about it."""
    shared = agreed(said.values())
    if shared is None or currency in shared:
        return currency, {}
    if not shared:
        return currency, dict.fromkeys(said, _ONE_CURRENCY)
    staying = (field for field in _MONEY if field not in said and _stays(known, given, field))
    if currency is not None and any(staying):
        return currency, dict.fromkeys(said, _OTHER_CURRENCY.format(currency=currency))
    return next(iter(shared)) if len(shared) == 1 else None, {}


def _stays(known: Known, given: Mapping[str, str], field: str) -> bool:
    """Return whether an amount that was given in the currency so far stays as it was."""
    amount: Decimal | None = getattr(known, field)
    if not amount or field not in given:
        return bool(amount)
    again = _MONEY[field](given[field], None)
    return isinstance(again, Amount) and again.value == amount


def _read(field: str, text: str, currency: str | None) -> Mapping[str, object] | Unclear:
    if field == "job":
        return {"job": one_line(text)}
    if field == "share":
        share = read_share(text)
        return share if isinstance(share, Unclear) else {"discounted": share[0], "jobs": share[1]}
    if field in _MONEY:
        amount = _MONEY[field](text, currency)
        return amount if isinstance(amount, Unclear) else {field: amount.value}
    number = _NUMBERS[field](text)
    return number if isinstance(number, Unclear) else {field: number}


def _with(known: Known, answers: Mapping[str, object]) -> Known:
    return replace(known, **answers)  # type: ignore[arg-type]  # each field was read as its type


def _nothing_of(fields: Iterable[str]) -> dict[str, object]:
    return {name: None for field in fields for name in _answers_of(field)}


def _answers_of(field: str) -> tuple[str, ...]:
    return ("discounted", "jobs") if field == "share" else (field,)


def _is_skipped(field: str, text: str) -> bool:
    words = " ".join(text.casefold().replace("\u2019", "'").split())
    if field not in _OPTIONAL:
        return False
    if words == "no":
        return field != "share"  # none of how many?
    if words in _NOT_KNOWN:
        return field not in _COUNTS_AS_NOTHING
    return words in _SKIPPED or (field in _NONE_IS_SKIPPED and words in _NONE)


def one_line(text: str) -> str:
    """Return a job's name on one line, cut to 80 characters at a word where there is one."""
    shown = "".join(" " if unicodedata.category(one) == "Cc" else one for one in text)
    line = " ".join(shown.split())
    if len(line) <= LONGEST_JOB:
        return line
    start = line[: LONGEST_JOB - 1]
    return f"{start.rsplit(' ', 1)[0] if ' ' in start[40:] else start}…"


def _plain(known: Known, field: str) -> str:
    if field == "share":
        both = known.discounted is not None and known.jobs is not None
        return f"{known.discounted} of {known.jobs}" if both else ""
    answer = getattr(known, field)
    if answer is None:
        return ""
    if field == "hours":
        return _plain_hours(answer)
    return _plain_number(answer) if isinstance(answer, Decimal) else str(answer)


def _plain_hours(hours: Decimal) -> str:
    """Return hours so that they are read back as themselves: 1.5, but 1:20 and 1:09."""
    plain, (whole, minutes) = _plain_number(hours), divmod(round(hours * 60), 60)
    clock = f"{whole}:{minutes:02}"
    if decimals(hours.normalize()) <= 2 and read_hours(plain) == hours:
        return plain
    return clock if read_hours(clock) == hours else plain


def _plain_number(number: Decimal) -> str:
    """Return a number so that it is read back as itself: three decimals could be thousands."""
    plain = f"{number.normalize():f}"
    return f"{plain}0" if decimals(Decimal(plain)) == 3 else plain

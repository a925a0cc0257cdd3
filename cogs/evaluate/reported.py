"""The numbers that a member reports of a finished job: as typed, as kept, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.gigs import (
    Amount,
    Known,
    Unclear,
    check,
    fill,
    prefill,
    read_count,
    read_hours,
    read_money,
)
from bot.store.evaluations import Evaluation
from bot.store.follow_ups import FollowUp, Reported

FIELDS = ("real_hours", "received", "leads")

_MOST_LEADS = 100
_LEADS = f"Write a whole number of leads, from 0 to {_MOST_LEADS}, for example 2."
_RECEIVED = "Write what has come in so far: 0 for nothing yet, or an amount such as 300."
_OTHER_CURRENCY = "This offer is in {currency}. Write what you received in {currency} too."


@dataclass(frozen=True)
class Brought:
    """What a form brought: `values` are certain; `unclear` has a sentence for each that is not."""

    values: Reported
    unclear: Mapping[str, str]


def read_numbers(typed: Mapping[str, str], currency: str | None) -> Brought:
    """Read the fields of the form; an empty one takes its answer away.

    `currency` is the offer's. What is unclear has no value here, so it stays as it was.
    """
    values, unclear = Reported(), {}
    for name, text in typed.items():
        read = _read(name, text.strip(), currency)
        if isinstance(read, Unclear):
            unclear[name] = read.sentence
        else:
            values |= read
    return Brought(values, unclear)


def typed_before(follow_up: FollowUp) -> Mapping[str, str]:
    """Return what stands in the fields of the form already."""
    known = Known(hours=follow_up.real_hours, costs=follow_up.received)
    plain = prefill(known, {}, ("hours", "costs"))
    leads = "" if follow_up.leads is None else str(follow_up.leads)
    return {"real_hours": plain["hours"], "received": plain["costs"], "leads": leads}


def hourly(fee: Decimal | None, costs: Decimal | None, hours: Decimal | None) -> Fraction | None:
    """Return what is left of a fee for each hour; None while one of them is not known."""
    if fee is None or not hours:
        return None
    return (Fraction(fee) - Fraction(costs or 0)) / Fraction(hours)


def expected_hourly(evaluation: Evaluation) -> Fraction | None:
    """Return what the offer promised for each hour."""
    known = evaluation.known
    return hourly(known.offered, known.costs, known.hours)


def actual_hourly(evaluation: Evaluation, follow_up: FollowUp) -> Fraction | None:
    """Return what came of each hour so far: received, less the costs of the offer."""
    return hourly(follow_up.received, evaluation.known.costs, follow_up.real_hours)


def _read(name: str, text: str, currency: str | None) -> Reported | Unclear:
    match name:
        case "real_hours":
            return _hours(text)
        case "received":
            return _received(text, currency)
        case _:
            return _leads(text)


def _hours(text: str) -> Reported | Unclear:
    if not text:
        return Reported(real_hours=None)
    hours = read_hours(text)
    if isinstance(hours, Unclear):
        return hours
    impossible = check(Known(hours=hours)).get("hours")
    return Unclear(impossible) if impossible else Reported(real_hours=hours)


def _received(text: str, currency: str | None) -> Reported | Unclear:
    if not text:
        return Reported(received=None)
    amount = read_money(text, currency)
    if isinstance(amount, Amount) and amount.value < 0:
        return Unclear(_RECEIVED)
    filled = fill(Known(), {"offered": text}, currency)
    if currency is not None and filled.currency != currency:
        return Unclear(_OTHER_CURRENCY.format(currency=currency))
    impossible = filled.unclear.get("offered")
    return Unclear(impossible) if impossible else Reported(received=filled.known.offered)


def _leads(text: str) -> Reported | Unclear:
    if not text:
        return Reported(leads=None)
    leads = read_count(text)
    if isinstance(leads, Unclear):
        return Unclear(_LEADS)
    return Reported(leads=leads) if 0 <= leads <= _MOST_LEADS else Unclear(_LEADS)

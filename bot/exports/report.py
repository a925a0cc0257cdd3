"""The report of a checked export, for moderators to read in a terminal."""

from collections.abc import Iterator
from datetime import datetime

from bot.exports.checking import Checked, Count
from bot.interactions.plotting import Bar, drawn
from bot.moderation import Action, Rules

_WIDTH = 64
_SIGNALS = 15
_NOT_KNOWN = (
    "An export does not tell who was new, what they posted in other channels, which places and "
    "roles are exempt, or what was edited or deleted."
)
_NO_NAMES = (
    "Names and ids of members are left out. Texts are as they were written, and may still tell."
)


def report(checked: Checked, rules: Rules) -> Iterator[str]:
    """Tell what would have been removed or looked at: figures, a plot of months, the clearest."""
    every, year = checked.every, checked.year
    if every.messages > year.messages:
        yield f"All, {_from_to(checked.oldest, checked.newest)}: {_told(every)}"
    first = max(checked.oldest, checked.since)
    yield f"The last year, {_from_to(first, checked.newest)}: {_told(year)}"
    if checked.undated:
        yield f"{checked.undated:,} entries without a date were passed over."
    if year.actions[Action.REMOVE] or year.actions[Action.REVIEW]:
        yield from _months(checked)
        yield from _signals(checked, rules)
        yield from _clearest(checked)
    yield ""
    yield _NO_NAMES
    yield _NOT_KNOWN


def _from_to(first: datetime, last: datetime) -> str:
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _told(count: Count) -> str:
    removed, looked_at = count.actions[Action.REMOVE], count.actions[Action.REVIEW]
    messages = "message" if count.messages == 1 else "messages"
    return (
        f"{count.messages:,} {messages}; {removed:,} would have been removed "
        f"({_percent(removed, count)}), {looked_at:,} looked at ({_percent(looked_at, count)})."
    )


def _percent(part: int, count: Count) -> str:
    return f"{100 * part / count.messages:.2f} %" if count.messages else "none"


def _months(checked: Checked) -> Iterator[str]:
    yield ""
    yield "By month: removed or looked at"
    rows = [_bar(month, checked.months.get(month, Count())) for month in months_of(checked)]
    yield from drawn(rows, _WIDTH)


def _bar(month: str, count: Count) -> Bar:
    removed, looked_at = count.actions[Action.REMOVE], count.actions[Action.REVIEW]
    return Bar(month, removed + looked_at, f"({removed} removed)")


def months_of(checked: Checked) -> list[str]:
    """Every month of the year that was looked at, those without any message too."""
    at, last = max(checked.oldest, checked.since), checked.newest
    numbers = range(at.year * 12 + at.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def _signals(checked: Checked, rules: Rules) -> Iterator[str]:
    yield ""
    yield "By signal: messages of the last year in which it was found"
    ordered = sorted(checked.signals.items(), key=lambda one: (-one[1], one[0]))
    for name, found in ordered[:_SIGNALS]:
        yield f"{found:>7,}  {rules.signals[name].sentence} [{name}]"
    if len(ordered) > _SIGNALS:
        yield f"         and {len(ordered) - _SIGNALS} more signals"


def _clearest(checked: Checked) -> Iterator[str]:
    yield ""
    yield f"The {len(checked.clearest)} clearest of the last year"
    for one in checked.clearest:
        often = f" ({one.times} times)" if one.times > 1 else ""
        yield f"{one.at:%Y-%m-%d}  {one.action} {one.score}: {one.text}{often}"
        yield f"            {one.signals}"

"""`/moderation stats`: how much is judged, how often moderators say otherwise, and by what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content import Content
from bot.interactions.cards import Card, text
from bot.interactions.plotting import Bar, bars
from bot.store import Case, CaseWeek, DayCount, Judged, Store
from cogs.moderation.access import ACCENT
from cogs.moderation.judged_card import sentences_of

WEEKS = 12
_MOST_CASES = 500
_AT_ONCE = 100
_SIGNALS = 5

_SAID: tuple[tuple[Judged, str], ...] = (
    ("allow", "let stand"),
    ("review", "for a second look"),
    ("remove", "clear"),
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The last twelve weeks of a server; `cases` are the latest ones, 500 at most."""

    weeks: Sequence[CaseWeek]
    days: Sequence[DayCount]
    cases: Sequence[Case]

    @property
    def judged(self) -> Counter[Judged]:
        """How many messages were judged how."""
        times: Counter[Judged] = Counter()
        for day in self.days:
            times.update(day.times)
        return times


async def statistics(store: Store, guild_id: int, now: datetime) -> Statistics:
    """Read what the card shows."""
    weeks = await store.cases.weekly(guild_id, now - timedelta(weeks=WEEKS - 1))
    first = weeks[0].begins
    days = await store.decision_counts.since(guild_id, first)
    cases: list[Case] = []
    while len(cases) < _MOST_CASES:
        read = await store.cases.listed(guild_id, None, _AT_ONCE, len(cases))
        late = [case for case in read if case.opened_at.date() >= first]
        cases += late
        if len(late) < _AT_ONCE:
            break
    return Statistics(weeks, days, cases)


def stats_card(content: Content, found: Statistics) -> Card:
    """Show what was judged, the cases week by week, and what was found most."""
    wording = content.wording
    has_cases = any(week.cases for week in found.weeks)
    return Card(
        text(f"### Moderation, the last {WEEKS} weeks", _judged(found)),
        text(
            f"{wording.mod_stats_weeks}\n{_plot(found.weeks)}",
            _overturned(found.weeks),
        )
        if has_cases
        else text(wording.mod_stats_none),
        *([text(signals)] if (signals := _signals(content, found.cases)) else []),
        text(f"-# {wording.mod_stats_kept}"),
        accent=ACCENT,
    )


def _judged(found: Statistics) -> str:
    times = found.judged
    parts = ", ".join(f"{times[name]:,} {label}" for name, label in _SAID)
    return f"Messages judged: {times.total():,}" + (f" ({parts})." if times.total() else ".")


def _plot(weeks: Sequence[CaseWeek]) -> str:
    return bars([Bar(f"{week.begins:%d %b}", week.cases, share(week)) for week in weeks])


def share(week: CaseWeek) -> str:
    """How many of the decided judgements were overturned, in percent; a dash if none is decided."""
    decided = week.confirmed + week.overturned
    return f"{round(100 * week.overturned / decided)}%" if decided else "-"


def _overturned(weeks: Iterable[CaseWeek]) -> str:
    """The same in words, for all weeks together."""
    kept = list(weeks)
    cases = sum(week.cases for week in kept)
    reported = sum(week.reported for week in kept)
    overturned = sum(week.overturned for week in kept)
    decided = overturned + sum(week.confirmed for week in kept)
    what = "One case" if cases == 1 else f"{cases} cases"
    said = f"{what} in all, {reported} of them reported by members."
    if not decided:
        return f"{said} None of the judged ones is decided yet."
    percent = round(100 * overturned / decided)
    return f"{said} Of {decided} judged and decided, {overturned} were overturned ({percent}%)."


def _signals(content: Content, cases: Sequence[Case]) -> str | None:
    """The signals found against most cases, each once a case."""
    times = Counter(
        name
        for case in cases
        for name in {
            signal.name
            for message in case.messages
            for signal in message.signals
            if signal.weight > 0
        }
    )
    if not times:
        return None
    sentence_of = sentences_of(content.moderation)
    lines = (f"- {sentence_of(name)} {count}" for name, count in _most(times))
    latest = f" in the latest {len(cases)} cases" if len(cases) >= _MOST_CASES else ""
    return "\n".join((f"**Found most often{latest}**", *lines))


def _most(times: Counter[str]) -> list[tuple[str, int]]:
    return sorted(times.items(), key=lambda one: (-one[1], one[0]))[:_SIGNALS]

"""Judging every message of an export, and counting what would have become of them.

It is read twice: first to learn which messages are answered and which is the newest, then to judge.
So no more is held in memory than one message, the texts that were answered, and the counts.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import CannotStart
from bot.exports.stream import messages_in
from bot.moderation import Action, Author, Decision, Recent, Rules
from bot.moderation.carried.raw import inner, snowflake
from bot.moderation.exported import Object, answered_by, as_sent, roles_of, without_people
from bot.posted import Posted, short, signals_told

YEAR = timedelta(days=365)
SHOWN = 20

_LONGEST_ANSWERED = 4_000
_EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)  # no message is older: Discord began that year
_LATEST = datetime(9999, 12, 31, tzinfo=UTC)

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Clear:
    """A message that would have been removed or looked at, fit to be shown.

    `times` says how often there was one that looks the same; `at` is when the first was posted.
    """

    at: datetime
    action: Action
    score: int
    text: str
    signals: str
    times: int = 1


@dataclass(slots=True)
class Count:
    """How many messages were judged, and what would have become of them."""

    messages: int = 0
    actions: Counter[Action] = field(default_factory=Counter)

    def add(self, action: Action) -> None:
        self.messages += 1
        self.actions[action] += 1


@dataclass(slots=True)
class Checked:
    """What the rules would have done.

    `since` is a year before the newest message; `months`, `signals` (against messages that would
    not have stayed) and `clearest` are of that year. `undated` messages could not be placed, and
    were passed over.
    """

    oldest: datetime
    newest: datetime
    undated: int
    every: Count = field(default_factory=Count)
    year: Count = field(default_factory=Count)
    months: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    signals: Counter[str] = field(default_factory=Counter)
    clearest: list[Clear] = field(default_factory=list)

    @property
    def since(self) -> datetime:
        return self.newest - YEAR


@dataclass(slots=True)
class _Survey:
    """What has to be known before the first message can be judged."""

    oldest: datetime = _LATEST
    newest: datetime = _EARLIEST
    undated: int = 0
    answered: dict[str, tuple[object, str]] = field(default_factory=dict)
    """By id: author and text, as soon as they are met; newest or oldest may come first."""

    def take(self, message: Object) -> None:
        at = moment_of(message)
        if at is None:
            self.undated += 1
            return
        self.oldest, self.newest = min(at, self.oldest), max(at, self.newest)
        self.meet(message)
        if answered := answered_by(message):
            self.answered.setdefault(answered, (None, ""))

    def meet(self, message: Object) -> None:
        """Keep a message that is answered."""
        name, text = message.get("id"), message.get("content")
        if isinstance(name, str) and name in self.answered and isinstance(text, str):
            who = inner(message, "author").get("id")
            self.answered[name] = (who, text[:_LONGEST_ANSWERED])

    def reply_to(self, message: Object) -> str | None:
        """The text that a message answers, if somebody else wrote it."""
        who, text = self.answered.get(answered_by(message) or "", (None, ""))
        return text if text and who != inner(message, "author").get("id") else None


def check(
    file: Path,
    rules: Rules,
    tell: Tell,
    *,
    staff: frozenset[str] = frozenset(),
    year_only: bool = False,
) -> Checked:
    """Judge an export; `staff` are names of roles, in small letters, of those who look after it.

    `tell` hears, again and again, how many bytes of the file have been judged since. With
    `year_only` older messages are not judged. Raises `CannotStart` for a file that is no export, or
    holds no message.
    """
    survey = _Survey()
    for message in messages_in(file, lambda _: None):  # this takes a tenth of the time
        survey.take(message)
    if survey.newest < survey.oldest:
        msg = f"{file} holds no message with a date; export a channel in which something was said."
        raise CannotStart(msg)
    checked = Checked(survey.oldest, survey.newest, survey.undated)
    authors = _Authors(rules, staff)
    clearest = _Clearest()
    for message in messages_in(file, tell):
        survey.meet(message)
        at = moment_of(message)
        if at is None or (year_only and at < checked.since):
            continue
        posted = Posted.read(
            as_sent(message),
            reply_to=survey.reply_to(message),
            author=authors.author(message),
            recent=authors.recent(message, at),
        )
        decision = posted.judge(rules)
        _add(checked, at, decision)
        if at >= checked.since and decision.action is not Action.ALLOW:
            clearest.take(message, at, posted, decision)
    checked.clearest = clearest.shown()
    return checked


def moment_of(message: Object) -> datetime | None:
    """When a message was posted, in UTC; None if it does not say."""
    written = message.get("timestamp")
    try:
        at = datetime.fromisoformat(written) if isinstance(written, str) else _EARLIEST
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return at if _EARLIEST < at < _LATEST else None


def _add(checked: Checked, at: datetime, decision: Decision) -> None:
    checked.every.add(decision.action)
    if at < checked.since:
        return
    checked.year.add(decision.action)
    checked.months[f"{at:%Y-%m}"].add(decision.action)
    if decision.action is not Action.ALLOW:
        checked.signals.update(one.name for one in decision.signals if one.weight >= 0)


class _Authors:
    """What is known of authors from what went before in the export."""

    def __init__(self, rules: Rules, staff: frozenset[str]) -> None:
        self._staff = staff
        self._within = timedelta(seconds=rules.measures.burst_within)
        self._posts: dict[int, deque[datetime]] = {}

    def author(self, message: Object) -> Author:
        return Author(is_staff=not self._staff.isdisjoint(roles_of(message)))

    def recent(self, message: Object, at: datetime) -> tuple[Recent, ...]:
        """The posts of the author just before; no hashes, as they are all in one channel."""
        author_id = snowflake(inner(message, "author").get("id"))
        if author_id is None:
            return ()
        posts = self._posts.setdefault(author_id, deque())
        while posts and not timedelta(0) <= at - posts[0] <= self._within:
            posts.popleft()
        recent = tuple(Recent("", 0, (at - one).total_seconds()) for one in posts)
        posts.append(at)
        return recent


class _Clearest:
    """The messages that the rules are surest of, each once."""

    def __init__(self) -> None:
        self._kept: dict[str, Clear] = {}

    def take(self, message: Object, at: datetime, posted: Posted, decision: Decision) -> None:
        least = min(reversed(self._kept.values()), key=_rank, default=None)
        if len(self._kept) == SHOWN and least and _rank(decision) < _rank(least):
            return
        text = short(without_people(posted.text_of(decision), message))
        if text in self._kept:
            self._kept[text] = replace(self._kept[text], times=self._kept[text].times + 1)
            return
        if len(self._kept) == SHOWN and least:
            if _rank(decision) == _rank(least):
                return  # the earlier one stays
            del self._kept[least.text]
        signals = signals_told(decision)
        self._kept[text] = Clear(at, decision.action, decision.score, text, signals)

    def shown(self) -> list[Clear]:
        """The clearest first."""
        return sorted(self._kept.values(), key=_rank, reverse=True)


def _rank(one: Clear | Decision) -> tuple[int, int]:
    return one.action.strength, one.score

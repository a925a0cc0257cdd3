"""A micro-network: whom a plan needs, what it adds up to, and whom to be in touch with next.

Inventory 6.1, after S73 to S89.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.gigs import Unclear, read_count
from bot.planning.asked_back import AskedBack, too_long


class Step(StrEnum):
    """What a plan waits for, in the order of the method."""

    GOALS = "goals"
    CHOICE = "choice"
    EXCHANGE = "exchange"
    """What the member wants, and what they give for it."""
    PEOPLE = "people"


class Begun(Protocol):
    """A plan, as far as its next step follows from it."""

    @property
    def goals(self) -> Sequence[str]: ...
    @property
    def chosen(self) -> int | None: ...
    @property
    def want(self) -> str | None: ...
    @property
    def give(self) -> str | None: ...


def step_of(plan: Begun) -> Step:
    """Return what a plan waits for."""
    if not plan.goals:
        return Step.GOALS
    if plan.chosen is None:
        return Step.CHOICE
    return Step.PEOPLE if plan.want and plan.give else Step.EXCHANGE


class Counted(Protocol):
    """Whom a role needs, by number."""

    @property
    def least(self) -> int: ...
    @property
    def most(self) -> int: ...


@dataclass(frozen=True)
class Total:
    """How many people all roles need together."""

    least: int
    most: int

    def __str__(self) -> str:
        """Write it as it is said: "20-32", or "5" where both are one."""
        return str(self.most) if self.least == self.most else f"{self.least}-{self.most}"


def total_of(roles: Iterable[Counted]) -> Total:
    """Add up least and most."""
    counted = [(role.least, role.most) for role in roles]
    return Total(sum(least for least, _ in counted), sum(most for _, most in counted))


@dataclass(frozen=True)
class RoleTemplate:
    """A role as the article has it; `origin` is where such people might be found."""

    name: str
    least: int
    most: int
    origin: str


@dataclass(frozen=True)
class Template:
    """An example of the article to begin with: its goal, what is wanted and given, its roles.

    `note` tells of the article's own total; it holds while the roles add up as they do here.
    """

    id: str
    name: str
    goal: str
    want: str
    give: str
    roles: tuple[RoleTemplate, ...]
    note: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Bounds:
    """How much can be kept: people, and characters of a line or a text."""

    most_in_role: int
    longest_line: int
    longest_text: int
    most_people: int


@dataclass(frozen=True)
class Needed:
    """A role as it was typed: whom it needs, from where, and who is known already."""

    name: str
    least: int
    most: int
    origin: str | None
    people: tuple[str, ...]


ROLE_FIELDS = ("role", "number", "origin", "names")


def read_role(typed: Mapping[str, str], bounds: Bounds) -> Needed | Mapping[str, AskedBack]:
    """Read a role; or what is to be said of some of its fields.

    Cases: "name_blank", "line_long", "number_unread", "number_none", "number_turned",
    "number_large", "name_long", "people_many".
    """
    name, origin = (_line(typed.get(field, "")) for field in ("role", "origin"))
    number = read_number(typed.get("number", ""), bounds.most_in_role)
    people = read_names(typed.get("names", ""), bounds)
    asked = {
        "role": AskedBack("name_blank")
        if not name
        else too_long("line_long", name, bounds.longest_line),
        "number": number if isinstance(number, AskedBack) else None,
        "origin": too_long("line_long", origin, bounds.longest_line),
        "names": people if isinstance(people, AskedBack) else None,
    }
    if wrong := {field: one for field, one in asked.items() if one is not None}:
        return wrong
    if isinstance(number, AskedBack) or isinstance(people, AskedBack):
        raise TypeError("what is asked back has been returned")
    return Needed(name, number.least, number.most, origin or None, people)


def read_number(typed: str, most: int) -> Total | AskedBack:
    """Read how many people: "1", "2-3", "15 to 25", "two or three"."""
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", typed.strip().casefold())
    parts = re.split(r"\s*(?:-|\bto\b|\bor\b|\band\b|\bbis\b)\s*", text)
    read = [read_count(part) for part in parts if part]
    counts = [one for one in read if not isinstance(one, Unclear)]
    if len(counts) != len(read) or len(parts) != len(read) or len(read) not in (1, 2):
        return AskedBack("number_unread")
    least, highest = counts[0], counts[-1]
    if least > highest:
        return AskedBack("number_turned", {"least": least, "most": highest})
    if highest < 1:
        return AskedBack("number_none")
    if highest > most:
        return AskedBack("number_large", {"number": highest, "most": most})
    return Total(least, highest)


def read_names(typed: str, bounds: Bounds) -> tuple[str, ...] | AskedBack:
    """Read names, one a line, each once; `AskedBack` tells of the first that is too long."""
    names: dict[str, str] = {}
    for line in typed.splitlines():
        name = _line(line)
        if not any(character.isalnum() for character in name):
            continue
        if long := too_long("name_long", name, bounds.longest_line):
            return long
        names.setdefault(name.casefold(), name)
    if len(names) > bounds.most_people:
        fills = {"number": len(names), "most": bounds.most_people}
        return AskedBack("people_many", fills)
    return tuple(names.values())


def read_text(typed: str, blank: str, longest: int) -> str | AskedBack:
    """Read a text that has to be there; `blank` is the case of one that is not."""
    text = typed.strip()
    if not any(character.isalnum() for character in text):
        return AskedBack(blank)
    return too_long("text_long", text, longest) or text


def read_days(typed: str, least: int, most: int) -> int | AskedBack:
    """Read an interval in days: "14", "ten"."""
    text = re.sub(r"^every\s+|\s*days?$", "", typed.strip().casefold())
    days = read_count(text)
    if isinstance(days, Unclear) or not least <= days <= most:
        return AskedBack("days_unread", {"least": least, "most": most})
    return days


class Waiting(Protocol):
    """Somebody of a plan, as far as it says whether to be in touch."""

    @property
    def id(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def changed_at(self) -> datetime: ...


PersonT = TypeVar("PersonT", bound=Waiting)

_ANSWERED = frozenset({"yes", "no"})


def next_person(people: Iterable[PersonT]) -> PersonT | None:
    """Return who has waited longest without a yes or a no; None if nobody does."""
    waiting = [one for one in people if one.state not in _ANSWERED]
    return min(waiting, key=lambda one: (one.changed_at, one.id), default=None)


def next_nudge(last: datetime, days: int, now: datetime) -> datetime:
    """Return the first moment after now that lies whole intervals after the last."""
    interval = timedelta(days=days)
    return last + max(1, (now - last) // interval + 1) * interval


def _line(typed: str) -> str:
    return " ".join(typed.split())

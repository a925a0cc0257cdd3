"""What the small tools ask and say: their numbers, questions, fields and sentences.

Curators write all of it in `checks.yaml`; `bot.content` reads it, and checks it against what is
declared here. A text says how long it may be and which words in braces it may hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.gigs import Typed
from bot.planning import floor, streams
from bot.planning.audience import Point
from bot.planning.declared import declare_text
from bot.planning.floor import Guesses
from bot.planning.sessions import Question

FIELDS = (
    *(f"streams-{name}" for name in streams.FIELDS),
    *(f"floor-{name}" for name in floor.FIELDS),
)
"""What a member types, each by its form and its name there."""

GUESS = "guess"
"""What may stand in braces beneath a field: the number that stands in for an empty one."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Every single text by its name; `checks.yaml` says where each is used.

    Names have hyphens there: `streams-plays`.
    """

    to_correct: str = declare_text(200)
    streams_pay: str = declare_text(200, "plays", "per", "rate", "dollars")
    streams_share: str = declare_text(250, "plays", "per", "rate", "dollars", "points", "share")
    streams_need: str = declare_text(200, "plays", "per", "rate", "dollars")
    streams_need_share: str = declare_text(250, "plays", "per", "rate", "dollars", "points")
    streams_table: str = declare_text(200, "rate")
    streams_table_share: str = declare_text(200, "rate", "points")
    streams_one_play: str = declare_text(30, "plays")
    streams_more_plays: str = declare_text(30, "plays")
    streams_a_month: str = declare_text(30)
    streams_in_all: str = declare_text(30)
    streams_note: str = declare_text(400, "rate")
    streams_gone: str = declare_text(200)
    floor_sum: str = declare_text(300, "hourly", "need", "costs", "weeks", "hours")
    floor_guessed: str = declare_text(300, "weeks", "hours")
    floor_ask: str = declare_text(300)
    floor_offered: str = declare_text(300)
    floor_kept: str = declare_text(300)
    floor_forgotten: str = declare_text(200)
    floor_in_evaluate: str = declare_text(70, "floor")
    audience_intro: str = declare_text(300)
    audience_left: str = declare_text(200, "left")
    session_before: str = declare_text(300)
    session_after: str = declare_text(300)
    session_kept: str = declare_text(300)
    session_none: str = declare_text(200)
    session_gone: str = declare_text(200)
    session_deleted: str = declare_text(200)


@dataclass(frozen=True)
class Step:
    """What to do next, and the entry that helps, if one does."""

    text: str
    entry: str | None


@dataclass(frozen=True)
class Asked:
    """A question that buttons answer; `name` is what it is called beside an answer."""

    name: str
    text: str


@dataclass(frozen=True)
class Checklist:
    """Lines to read through, and the entry that says more, if one does."""

    lines: tuple[str, ...]
    entry: str | None


@dataclass(frozen=True, kw_only=True)
class Checks:
    """All of it. `table` are the numbers of plays that are worked out side by side.

    `steps` are for each question about the audience that was answered with no, `all_there` is for
    when none was. `to_read` are the entries for a session that could have gone better.
    """

    guesses: Guesses
    table: tuple[int, ...]
    words: Words
    fields: Mapping[str, Typed]
    audience: Mapping[Point, Asked]
    steps: Mapping[Point, Step]
    all_there: Step
    before: Checklist
    after: Mapping[Question, Asked]
    to_read: Mapping[Question, str | None]

"""The framework that offers are weighed by: its numbers, its questions and its sentences.

Curators write all of it in `framework.yaml`; `bot.content` reads it, and checks it against what is
declared here. A text says how long it may be and which words in braces it may hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.gigs.answers import Question, Verdict
from bot.gigs.forms import DETAIL_FIELDS, OFFER_FIELDS
from bot.gigs.money import show_hours

LEAST, MOST, WHOLE, NAMES = "least", "most", "whole", "placeholders"


class Ceiling(StrEnum):
    """What can hold a verdict down, in the order in which it is told (inventory 5.3)."""

    AFFORD = "afford"
    REASONS = "reasons"
    TERMS = "terms"
    FLOOR = "floor"
    LOAD = "load"
    UPFRONT = "upfront"
    MOTIVE = "motive"
    FAVOUR = "favour"


CASES: Mapping[Ceiling, tuple[str, ...]] = {
    Ceiling.AFFORD: ("open", "fixed", "severe", "reasonless", "tight"),
    Ceiling.REASONS: (
        "normal",
        *(f"{band}-{how}" for band in ("mild", "deep", "severe") for how in ("none", "some")),
        *(f"{band}-strong" for band in ("mild", "deep", "severe")),
    ),
    Ceiling.TERMS: ("refused", "refused-deep", "not-yet"),
    Ceiling.FLOOR: ("affordable", "fixed", "open"),
    Ceiling.LOAD: ("over-open", "over-fixed", "over-severe", "near-weak", "near"),
    Ceiling.UPFRONT: ("costs", "nothing"),
    Ceiling.MOTIVE: ("discounted",),
    Ceiling.FAVOUR: ("small",),
}
"""The situations in which each ceiling applies; there is a sentence for every one."""

CASE_NAMES = frozenset({"discount", "share"})
"""What may stand in braces in those sentences. No money: a public thread shows them."""

VALUES: Mapping[Question, tuple[str, ...]] = {
    Question.MORE: ("0", "1", "2"),
    Question.PORTFOLIO: ("0", "1", "2"),
    Question.LEARN: ("0", "1", "2"),
    Question.WANT: ("0", "1", "2"),
    Question.AFFORD: ("yes", "tight", "no"),
    Question.TERMS: ("written", "not_yet", "refused"),
    Question.ROOM: ("fixed", "unknown", "flexible"),
    Question.MOTIVE: ("false", "true"),
}
"""The values of each menu, in the order in which it shows them."""

NEVER_BETTER = {"0", "no", "refused", "unknown", "true"}
"""The values that are never what an answer should change to."""

FIELDS = (*OFFER_FIELDS, *DETAIL_FIELDS, "named")
"""What a member types, as the forms name it."""


def _number(least: float, most: float, *, whole: bool = False) -> Mapping[str, float]:
    """Declare a number above `least` and up to `most`."""
    return {LEAST: least, MOST: most, WHOLE: whole}


def _text(most: int, *placeholders: str) -> str:
    """Declare a text of at most `most` characters; these words in braces may stand in it."""
    declared: str = field(metadata={MOST: most, NAMES: frozenset(placeholders)})
    return declared


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Every number by its name; `framework.yaml` says what each is for.

    Names have hyphens there: `normal-up-to`. The first three are percent of the usual fee.
    """

    normal_up_to: Fraction = field(metadata=_number(0, 100))
    mild_up_to: Fraction = field(metadata=_number(0, 100))
    deep_up_to: Fraction = field(metadata=_number(0, 100))
    severe_reasons: Fraction = field(metadata=_number(0, 4, whole=True))
    weak_below: Fraction = field(metadata=_number(0, 4, whole=True))
    favour_hours: Fraction = field(metadata=_number(0, 100))
    near_above: Fraction = field(metadata=_number(0, 1))
    over_above: Fraction = field(metadata=_number(0, 1))
    few_jobs: Fraction = field(metadata=_number(0, 100, whole=True))
    few_jobs_over: Fraction = field(metadata=_number(0, 100, whole=True))
    play_pays: Fraction = field(metadata=_number(0, 1))
    month_plays: Fraction = field(metadata=_number(0, 10**9, whole=True))
    price_step: Fraction = field(metadata=_number(0, 1000))
    hours_step: Fraction = field(metadata=_number(0, 8))


@dataclass(frozen=True, kw_only=True)
class Words:
    """Every single text by its name; `framework.yaml` says where each is used.

    `verdict` is filled in as the outcome is said within a sentence, `hours` with the word for
    them. Money stands only where the name of a text begins with `counter` or `flip`, and those are
    for the member alone.
    """

    change_hours: str = _text(150, "hours", "verdict")
    change_discounted: str = _text(150, "discounted", "jobs", "verdict")
    change_jobs: str = _text(150, "more", "verdict")
    flip_price: str = _text(200, "fee", "verdict")
    flip_price_agreed: str = _text(200, "fee", "verdict")
    flip_terms: str = _text(200, "verdict")
    flip_hours: str = _text(200, "hours", "offer")
    plays_needed: str = _text(250, "points", "plays", "months", "month_plays")
    points_note: str = _text(300, "play_pays")
    counter_thanks: str = _text(300)
    counter_fee: str = _text(300, "usual", "fee", "points")
    counter_fee_only: str = _text(300, "fee", "points")
    counter_points: str = _text(100, "points")
    counter_how: str = _text(300, "hours", "half")
    counter_hours: str = _text(300, "hours", "offer")
    counter_hours_first: str = _text(300, "hours", "offer")
    counter_agreed: str = _text(300)
    counter_close: str = _text(200)
    counter_terms: str = _text(600, "offer", "hours")
    polite_no: str = _text(600)
    how_bands: str = _text(400, *Numbers.__dataclass_fields__)
    one_hour: str = _text(30, "hours")
    more_hours: str = _text(30, "hours")
    how_lowest: str = _text(400)
    how_price: str = _text(400, *Numbers.__dataclass_fields__)


@dataclass(frozen=True)
class Option:
    """One answer of a menu; `change` tells what it would lead to, if it were the answer."""

    value: str
    label: str
    about: str
    change: str = ""


@dataclass(frozen=True)
class Asked:
    """A question with its menu; `name` is what it is called beside an answer.

    `entries` are quoted for a reason that is not a specific one.
    """

    name: str
    text: str
    options: tuple[Option, ...]
    entries: tuple[str, ...] = ()

    def option(self, value: str) -> Option:
        """The option with this value; raises `KeyError` if there is none."""
        for option in self.options:
            if option.value == value:
                return option
        raise KeyError(value)


@dataclass(frozen=True)
class Typed:
    """What a form says of one of its fields."""

    label: str
    about: str


@dataclass(frozen=True)
class Limit:
    """What is told of a ceiling: the rule with its sources, what to read, a sentence a case."""

    name: str
    rule: str
    sources: tuple[str, ...]
    entries: tuple[str, ...]
    sentences: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """What a verdict is called: on a card, and within a sentence; what it means; what to read."""

    title: str
    said: str
    text: str
    entries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Framework:
    """All of it. `terms_to_agree` may hold {hours} and {points}; one with {points} needs some."""

    numbers: Numbers
    words: Words
    questions: Mapping[Question, Asked]
    fields: Mapping[str, Typed]
    limits: Mapping[Ceiling, Limit]
    outcomes: Mapping[Verdict, Outcome]
    terms_to_agree: tuple[str, ...]

    def question(self, question: Question) -> Asked:
        """The question as it is put, with its menu."""
        return self.questions[question]

    def hours(self, hours: Decimal) -> str:
        """Say how many hours, with the word that goes with so many."""
        words = self.words.one_hour if hours == 1 else self.words.more_hours
        return words.format(hours=show_hours(hours))

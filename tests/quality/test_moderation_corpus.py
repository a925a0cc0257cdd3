"""The corpus of labelled messages: what it covers, and how well the judge does on it.

README.md beside this file tells its columns and where its rows come from.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import ConfigDict

from bot.content import load
from bot.moderation import Action, Place, Rules
from bot.moderation.payload import read_message
from bot.replaying import Line

# What the corpus must hold.
ROWS = 400
FOR_EACH_SIGNAL = 2  # evasions, and as many look-alikes
FOR_EACH_PLACE = 2  # messages that promote there, and as many that do not
FOR_EACH_LANGUAGE = 12  # the same
ALIKE = 0.5  # of their letters in fours; two rows that share more say the same

# What the judge reaches on it, a little less. Most of the promotion here is made to get past it;
# the rates on ordinary messages are those of test_moderation.py.
RIGHTLY_REMOVED = 97.5  # of the removed, per cent that are promotion, at least; 98 is wanted
CAUGHT = {"plain": 75.0, "evasion": 61.0}  # of the promotion, per cent removed or looked at
CAUGHT_HELD_BACK = 62.0  # the same of all kinds, of rows that the rules were not made with
HURT = 10.0  # of what is fine, per cent removed or looked at, at most

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).with_name("moderation.jsonl")
SAMPLE = ROOT.parent / "shared" / "eval" / "moderation_dev.jsonl"  # kept outside this repository

LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "pt": "Portuguese",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
}
"""The languages of the rules, as the corpus calls them."""

Kind = Literal["plain", "evasion", "look-alike"]

HEADER = (
    f"{'moderation.jsonl':<18}{'promo':>7}{'removed':>9}{'looked at':>11}{'caught %':>10}"
    f"{'fine':>7}{'removed':>9}{'looked at':>11}"
)


class Row(Line):
    """A line of the corpus with all its columns."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    place: str
    language: str
    source: str
    signal: str | None = None
    note: str = ""

    @property
    def half(self) -> str:
        """The half it belongs to: rules are made by looking at one of them only."""
        return "made with" if sha256(self.id.encode()).digest()[0] % 2 == 0 else "held back"

    @property
    def said(self) -> str:
        """All that it says, without what is the same in every message."""
        return "\n".join(part.text for part in self.posted.facts.parts)


@dataclass(frozen=True)
class Judged:
    """A message and what became of it."""

    row: Row
    action: Action


@dataclass(frozen=True)
class Tally:
    """What became of messages: of the promotion, and of what is fine."""

    judged: Sequence[Judged]

    @cached_property
    def promo(self) -> Counter[Action]:
        return Counter(one.action for one in self.judged if one.row.label == "promo")

    @cached_property
    def fine(self) -> Counter[Action]:
        return Counter(one.action for one in self.judged if one.row.label == "ok")

    @property
    def caught(self) -> float:
        """Of the promotion, removed or looked at, in per cent; nothing to catch is all caught."""
        every = self.promo.total()
        return 100 * (every - self.promo[Action.ALLOW]) / every if every else 100.0

    @property
    def hurt(self) -> float:
        """Of what is fine, removed or looked at, in per cent."""
        every = self.fine.total()
        return 100 * (every - self.fine[Action.ALLOW]) / every if every else 0.0

    @property
    def rightly_removed(self) -> float:
        """Of the removed, promotion, in per cent."""
        removed = self.promo[Action.REMOVE] + self.fine[Action.REMOVE]
        return 100 * self.promo[Action.REMOVE] / removed if removed else 100.0

    def told(self, name: str) -> str:
        """A row of the table."""
        promo, fine = self.promo, self.fine
        caught = f"{self.caught:.1f}" if promo else "-"
        return (
            f"{name:<18}{promo.total():>7}{promo[Action.REMOVE]:>9}{promo[Action.REVIEW]:>11}"
            f"{caught:>10}{fine.total():>7}{fine[Action.REMOVE]:>9}{fine[Action.REVIEW]:>11}"
        )


def table_of(judged: Sequence[Judged]) -> Iterator[str]:
    yield HEADER
    yield Tally(judged).told("all")
    columns: list[Callable[[Row], str]] = [
        lambda row: row.kind,
        lambda row: "invented" if row.source == "invented" else "real",
        lambda row: row.half,
        lambda row: row.language,
        lambda row: row.place,
    ]
    for tell in columns:
        for name in dict.fromkeys(tell(one.row) for one in judged):
            yield Tally([one for one in judged if tell(one.row) == name]).told(f"  {name}")


def shortfalls(judged: Sequence[Judged]) -> Iterator[str]:
    """Tell what misses its target, with both numbers."""
    every = Tally(judged)
    held = Tally([one for one in judged if one.row.half == "held back"])
    least = [("rightly removed", every.rightly_removed, RIGHTLY_REMOVED)]
    least.append(("caught of what was held back", held.caught, CAUGHT_HELD_BACK))
    for kind, wanted in CAUGHT.items():
        caught = Tally([one for one in judged if one.row.kind == kind]).caught
        least.append((f"{kind} caught", caught, wanted))
    for what, got, wanted in least:
        if got < wanted:
            yield f"{what}: {got:.1f} %, wanted at least {wanted} %"
    if every.hurt > HURT:
        yield f"fine but removed or looked at: {every.hurt:.1f} %, wanted at most {HURT} %"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    lines = CORPUS.read_text(encoding="utf-8").split("\n")
    return [Row.model_validate_json(line) for line in lines if line]


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the rules that this repository ships."""
    return load(ROOT / "content").moderation


def test_the_judge_tells_promotion_from_the_rest(
    rows: list[Row], rules: Rules, report: list[str]
) -> None:
    judged = [Judged(row, row.posted.judge(rules).action) for row in rows]
    report += table_of(judged)
    short = list(shortfalls(judged))
    assert not short, "\n".join(short)


def test_what_cannot_be_read_is_looked_at(rows: list[Row], rules: Rules) -> None:
    unread = [row for row in rows if row.posted.facts.unread]
    assert unread
    assert not [row.id for row in unread if row.posted.judge(rules).action is Action.ALLOW]


def test_every_row_has_a_name_of_its_own_and_there_are_enough(rows: list[Row]) -> None:
    assert len(rows) >= ROWS
    assert not [name for name, number in Counter(row.id for row in rows).items() if number > 1]
    assert not [row.id for row in rows if not re.fullmatch(r"[a-z]+(-[a-z]+)*-\d\d", row.id)]


def test_labels_and_kinds_go_together(rows: list[Row]) -> None:
    fits = {
        "evasion": {"promo", "unclear"},
        "look-alike": {"ok"},
        "plain": {"promo", "ok", "unclear"},
    }
    assert not [row.id for row in rows if row.label not in fits[row.kind]]
    sources = re.compile(r"invented|real: \S+ \(.+\), \S.*")
    assert not [row.id for row in rows if not sources.fullmatch(row.source)]


def too_few(numbers: Mapping[object, int], wanted: Iterable[object], least: int) -> dict[str, int]:
    return {str(one): numbers.get(one, 0) for one in wanted if numbers.get(one, 0) < least}


@pytest.mark.parametrize("kind", ["evasion", "look-alike"])
def test_every_signal_has_evasions_and_look_alikes(
    rows: list[Row], rules: Rules, kind: Kind
) -> None:
    signals = Counter(row.signal for row in rows if row.kind == kind)
    assert not too_few(signals, rules.signals, FOR_EACH_SIGNAL)
    assert signals.keys() - rules.signals.keys() <= {None}


@pytest.mark.parametrize("label", ["promo", "ok"])
def test_every_language_of_the_rules_is_there(rows: list[Row], label: str) -> None:
    content = yaml.safe_load((ROOT / "content" / "moderation.yaml").read_text(encoding="utf-8"))
    spoken = {code for one in content for code in one.get("phrases", {})} - {"all"}
    assert spoken == LANGUAGES.keys()
    languages = Counter(row.language for row in rows if row.label == label)
    assert not too_few(languages, LANGUAGES.values(), FOR_EACH_LANGUAGE)
    assert languages.keys() <= set(LANGUAGES.values())


def stands_in(place: Place) -> Callable[[Row], bool]:
    return lambda row: any(part.place is place for part in row.posted.facts.parts)


def sent_through(webhook: bool) -> Callable[[Row], bool]:
    def is_so(row: Row) -> bool:
        read = read_message(row.message or {})
        return read.is_webhook if webhook else read.invoked_by is not None

    return is_so


PLACES: dict[str, Callable[[Row], bool]] = {
    "content": stands_in(Place.CONTENT),
    "embed": stands_in(Place.EMBED),
    "attachment": stands_in(Place.ATTACHMENT),
    "forward": stands_in(Place.FORWARD),
    "poll": stands_in(Place.POLL),
    "sticker": stands_in(Place.STICKER),
    "component": stands_in(Place.COMPONENT),
    "thread title": stands_in(Place.TITLE),
    "forum post": lambda row: row.thread is not None and stands_in(Place.TITLE)(row),
    "webhook": sent_through(webhook=True),
    "app reply": sent_through(webhook=False),
}
"""Where the words may hide, and how a row is known to hold some there."""


@pytest.mark.parametrize("label", ["promo", "ok"])
def test_every_place_that_words_can_hide_in_is_there(rows: list[Row], label: str) -> None:
    places = Counter(row.place for row in rows if row.label == label)
    assert places.keys() <= PLACES.keys()
    assert not too_few(places, PLACES, FOR_EACH_PLACE)
    judged = {place for row in rows for place in Place if stands_in(place)(row)}
    assert judged == set(Place)


def test_words_stand_where_a_row_says(rows: list[Row]) -> None:
    read = [row for row in rows if not row.posted.facts.unread]
    assert not [row.id for row in read if not PLACES[row.place](row)]


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("attachment", "filename"),
        ("attachment", "title"),
        ("attachment", "description"),
        ("component", "label"),
        ("component", "url"),
        ("component", "options"),
        ("embed", "title"),
        ("embed", "url"),
        ("embed", "fields"),
        ("embed", "footer"),
        ("poll", "answers"),
        ("sticker", "description"),
    ],
)
def test_every_part_of_a_place_hides_some_promotion(
    rows: list[Row], place: str, field: str
) -> None:
    there = [row.message for row in rows if row.label == "promo" and row.place == place]
    assert any(field in fields_of(message) for message in there)


def fields_of(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield name
            yield from fields_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from fields_of(value)


def in_fours(text: str) -> frozenset[str]:
    """The words of a text without addresses, cut into overlapping pieces of four letters."""
    words = re.sub(r"\S*[./]\S*[./]\S*", "", text.lower())
    letters = " ".join(re.findall(r"\w+", words))
    return frozenset(letters[start : start + 4] for start in range(len(letters) - 3))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < ALIKE * max(len(one), len(other)):
        return False
    return len(one & other) > ALIKE * len(one | other)


def test_no_two_rows_say_the_same(rows: list[Row]) -> None:
    pieces = [(row.id, in_fours(row.said)) for row in rows]
    pairs = combinations(pieces, 2)
    assert not [(one, other) for (one, a), (other, b) in pairs if alike(a, b)]


PLACEHOLDER = re.compile(r"<(?!https?:|@|#|:|a:)[\w -]+>|\bTODO\b|\blorem ipsum\b|\bXXX\b")
PERSONAL = re.compile(r"[\w.]+@[\w-]+\.\w{2,}|<@!?\d+>|(?<![\d/])\+?\d[\d ()-]{8,}\d")


def test_no_row_holds_a_placeholder_or_tells_who_somebody_is(rows: list[Row]) -> None:
    assert not [row.id for row in rows if PLACEHOLDER.search(row.said)]
    assert not [row.id for row in rows if PERSONAL.search(row.said)]


def test_no_row_is_copied_from_the_sample(rows: list[Row]) -> None:
    if not SAMPLE.is_file():
        pytest.skip(f"no {SAMPLE.name} beside the repository: nothing to compare with")
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    theirs = {in_fours(Line.model_validate_json(line).text or "") for line in lines}
    ours = [(row.id, in_fours(row.said)) for row in rows]
    assert not [name for name, pieces in ours if pieces and pieces in theirs]

"""How well the judge tells promotion from everything else, on labelled messages.

README.md beside this file has the label rule and the rows whose label is disputed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from bot.content import load
from bot.moderation import Action, Rules, judge, said

# What the judge must reach on all rows.
RIGHTLY_REMOVED = 98.0  # of the removed, per cent that are promotion, at least
CAUGHT = 90.0  # of the promotion in a part, per cent removed or looked at, at least
ORDINARY_REMOVED = 1  # of the ordinary rows, at most
ORDINARY_LOOKED_AT = 20  # of the ordinary rows, at most
HARD_REMOVED = 1  # of the hard rows that are fine, at most

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "eval" / "moderation_dev.jsonl"  # kept outside this repository

DISPUTED = {
    "chat-ubuntu-00479": "promo",
    "red-edmproduction-19y3lr": "promo",
    "yt01-0002": "unclear",
    "yt01-0156": "unclear",
    "yt01-0333": "unclear",
    "yt02-0023": "unclear",
    "yt02-0031": "unclear",
    "yt02-0217": "unclear",
    "yt02-0164": "unclear",
    "yt02-0277": "unclear",
}
"""The label that we would give; README.md says why."""

HEADER = (
    f"{'messages':<18}{'promo':>7}{'removed':>9}{'looked at':>11}{'caught %':>10}"
    f"{'fine':>7}{'removed':>9}{'looked at':>11}"
)


class Row(BaseModel):
    """A message and its label."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    label: str

    @property
    def part(self) -> str:
        """The part of the sample: YouTube, hard cases of the domain, or ordinary."""
        start = self.id.split("-")[0]
        return "youtube" if start.startswith("yt") else "hard" if start == "bizdev" else "ordinary"

    @property
    def half(self) -> str:
        """The half it belongs to: the rules were made by looking at one of them only."""
        return "made with" if sha256(self.id.encode()).digest()[0] % 2 == 0 else "held back"


@dataclass(frozen=True)
class Judged:
    """A message, what we call it, and what became of it."""

    row: Row
    promo: bool
    action: Action


@dataclass(frozen=True)
class Count:
    """What became of messages of one label."""

    every: int
    removed: int
    looked_at: int

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> "Count":
        actions = [one.action for one in judged]
        return cls(len(actions), actions.count(Action.REMOVE), actions.count(Action.REVIEW))

    @property
    def caught(self) -> float:
        """Removed or looked at, in per cent; nothing to catch is all caught."""
        return 100 * (self.removed + self.looked_at) / self.every if self.every else 100.0


def counts(judged: Sequence[Judged]) -> tuple[Count, Count]:
    """The promotion and the rest."""
    return Count.of(one for one in judged if one.promo), Count.of(
        one for one in judged if not one.promo
    )


def row_of(name: str, judged: Sequence[Judged]) -> str:
    promo, fine = counts(judged)
    caught = f"{promo.caught:.1f}" if promo.every else "-"
    return (
        f"{name:<18}{promo.every:>7}{promo.removed:>9}{promo.looked_at:>11}{caught:>10}"
        f"{fine.every:>7}{fine.removed:>9}{fine.looked_at:>11}"
    )


def table_of(judged: Sequence[Judged]) -> list[str]:
    lines = [row_of("all", judged)]
    by: list[tuple[Callable[[Row], str], tuple[str, ...]]] = [
        (lambda row: row.part, ("youtube", "hard", "ordinary")),
        (lambda row: row.half, ("made with", "held back")),
    ]
    for tell, names in by:
        lines += [row_of(name, [one for one in judged if tell(one.row) == name]) for name in names]
    held = [one for one in judged if one.row.half == "held back"]
    for part in ("youtube", "hard", "ordinary"):
        lines.append(row_of(f"  {part}", [one for one in held if one.row.part == part]))
    return lines


def shortfalls(judged: Sequence[Judged]) -> list[str]:
    """Return what misses its target, with both numbers."""
    promo, fine = counts(judged)
    removed = promo.removed + fine.removed
    right = 100 * promo.removed / removed if removed else 0.0
    short = []
    if right < RIGHTLY_REMOVED:
        short.append(f"rightly removed: {right:.1f} %, wanted at least {RIGHTLY_REMOVED} %")
    for part in ("youtube", "hard"):
        caught = counts([one for one in judged if one.row.part == part])[0].caught
        if caught < CAUGHT:
            short.append(f"{part} caught: {caught:.1f} %, wanted at least {CAUGHT} %")
    ordinary = counts([one for one in judged if one.row.part == "ordinary"])[1]
    hard = counts([one for one in judged if one.row.part == "hard"])[1]
    for what, got, most in (
        ("ordinary removed", ordinary.removed, ORDINARY_REMOVED),
        ("ordinary looked at", ordinary.looked_at, ORDINARY_LOOKED_AT),
        ("hard but fine, removed", hard.removed, HARD_REMOVED),
    ):
        if got > most:
            short.append(f"{what}: {got}, wanted at most {most}")
    return short


def judge_all(
    rules: Rules, rows: Iterable[Row], labels: Mapping[str, str] | None = None
) -> list[Judged]:
    """Judge every row whose label can be told; `labels` replace those in the file."""
    ours = labels or {}
    return [
        Judged(row, label == "promo", judge(said(row.text), rules).action)
        for row in rows
        if (label := ours.get(row.id, row.label)) != "unclear"
    ]


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the rules that this repository ships."""
    return load(ROOT / "content").moderation


def test_the_judge_tells_promotion_from_the_rest(rules: Rules, report: list[str]) -> None:
    if not SAMPLE.is_file():
        absent = f"no {SAMPLE.name} beside the repository: its messages were not judged"
        report.append(absent)
        pytest.skip(absent)
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    rows = [Row.model_validate_json(line) for line in lines]
    assert DISPUTED.keys() <= {row.id for row in rows}
    judged = judge_all(rules, rows)
    report += [HEADER, *table_of(judged)]
    ours = judge_all(rules, rows, DISPUTED)
    report.append(row_of("with our labels", ours))
    report += [
        row_of(f"  {part}", [one for one in ours if one.row.part == part])
        for part in ("youtube", "hard", "ordinary")
    ]
    assert not shortfalls(judged), "\n".join(shortfalls(judged))

"""How well the library finds and refuses, on questions labelled with the topics that answer them.

README.md beside this file has the label rule.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from bot.content import load
from bot.guidance import Entry, Guidance

# What the search must reach, in per cent of the questions.
FIRST_ON_TOPIC = 80.0  # in scope: the best entry is on an accepted topic, at least
AMONG_THREE = 95.0  # in scope: one of the best three is, at least
AMONG_THREE_OF_OURS = 92.0  # ours are harder: other languages, typos, slang
RIGHTLY_REFUSED = 80.0  # out of scope: nothing is found, or a page that is not held, at least
WRONGLY_REFUSED = 5.0  # in scope: the same, at most

ROOT = Path(__file__).parents[2]
OURS = Path(__file__).with_name("advice.jsonl")
SAMPLE = ROOT.parent / "shared" / "eval" / "advice_dev.jsonl"  # kept outside this repository

HEADER = (
    f"{'questions':<18}{'in scope':>9}{'first %':>9}{'three %':>9}{'refused %':>11}"
    f"{'out':>7}{'refused %':>11}"
)


class Question(BaseModel):
    """A question and its label: the topics that answer it, best first; none means refuse."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    topics: tuple[str, ...]
    source: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What the library said to a question: its entries, best first."""

    asked: Question
    entries: tuple[Entry, ...]

    @property
    def refused(self) -> bool:
        """Whether the member is told that the library holds nothing on it."""
        return not self.entries or not self.entries[0].held

    def on_topic(self, first: int) -> bool:
        """Whether one of the first entries is on an accepted topic."""
        return any(set(entry.topics) & set(self.asked.topics) for entry in self.entries[:first])


@dataclass(frozen=True)
class Score:
    """Shares of answers in per cent; None where there was nothing to count."""

    inside: int
    outside: int
    first: float | None
    three: float | None
    wrongly_refused: float | None
    rightly_refused: float | None

    @classmethod
    def of(cls, answers: Iterable[Answer]) -> "Score":
        every = tuple(answers)
        inside = [answer for answer in every if answer.asked.topics]
        outside = [answer for answer in every if not answer.asked.topics]
        return cls(
            inside=len(inside),
            outside=len(outside),
            first=share(inside, lambda answer: answer.on_topic(1)),
            three=share(inside, lambda answer: answer.on_topic(3)),
            wrongly_refused=share(inside, lambda answer: answer.refused),
            rightly_refused=share(outside, lambda answer: answer.refused),
        )

    def row(self, name: str) -> str:
        return (
            f"{name:<18}{self.inside:>9}{shown(self.first):>9}{shown(self.three):>9}"
            f"{shown(self.wrongly_refused):>11}{self.outside:>7}{shown(self.rightly_refused):>11}"
        )

    def shortfalls(self, among_three: float = AMONG_THREE) -> list[str]:
        """Return what is below its target, with both numbers; a measure of nothing is."""
        at_least = [
            ("first entry on topic", self.first, FIRST_ON_TOPIC),
            ("one of three on topic", self.three, among_three),
            ("out of scope refused", self.rightly_refused, RIGHTLY_REFUSED),
        ]
        short = [
            f"{what}: {shown(got)} %, wanted at least {least:.0f} %"
            for what, got, least in at_least
            if got is None or got < least
        ]
        refused = self.wrongly_refused
        if refused is None or refused > WRONGLY_REFUSED:
            short.append(
                f"in scope refused: {shown(refused)} %, wanted at most {WRONGLY_REFUSED:.0f} %"
            )
        return short


def share(answers: Sequence[Answer], good: Callable[[Answer], bool]) -> float | None:
    return 100 * sum(map(good, answers)) / len(answers) if answers else None


def shown(per_cent: float | None) -> str:
    return "-" if per_cent is None else f"{per_cent:.1f}"


def read(path: Path) -> list[Question]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Question.model_validate_json(line) for line in lines]


def ask(library: Guidance, questions: Iterable[Question]) -> list[Answer]:
    return [
        Answer(asked, tuple(match.entry for match in library.search(asked.question)))
        for asked in questions
    ]


def by_kind(answers: Sequence[Answer]) -> list[str]:
    kinds = dict.fromkeys(answer.asked.kind for answer in answers)
    return [
        Score.of(answer for answer in answers if answer.asked.kind == kind).row(f"  {kind}")
        for kind in kinds
    ]


@pytest.fixture(scope="module")
def library() -> Guidance:
    """Return the guidance that this repository ships."""
    return load(ROOT / "content").guidance


@pytest.fixture(scope="module")
def table(report: list[str]) -> list[str]:
    report.append(HEADER)
    return report


def test_our_questions_are_labelled_as_the_rule_says(library: Guidance) -> None:
    questions = read(OURS)
    assert len({asked.id for asked in questions}) == len(questions)
    assert len({asked.question.casefold() for asked in questions}) == len(questions)
    for asked in questions:
        assert len(asked.topics) == len(set(asked.topics)) <= 3, asked
        assert set(asked.topics) <= library.topics.keys(), asked
        assert (asked.kind in {"near-miss", "out-of-scope"}) == (not asked.topics), asked
        assert asked.source == "written" or asked.source.startswith("real: "), asked
    assert {topic for asked in questions for topic in asked.topics} == library.topics.keys()


def test_search_answers_and_refuses_our_questions(library: Guidance, table: list[str]) -> None:
    answers = ask(library, read(OURS))
    score = Score.of(answers)
    table += [score.row(OURS.stem), *by_kind(answers)]
    short = score.shortfalls(AMONG_THREE_OF_OURS)
    assert not short, "\n".join(short)


def test_search_answers_and_refuses_the_sample(library: Guidance, table: list[str]) -> None:
    if not SAMPLE.is_file():
        absent = f"no {SAMPLE.name} beside the repository: its questions were not asked"
        table.append(absent)
        pytest.skip(absent)
    score = Score.of(ask(library, read(SAMPLE)))
    table.append(score.row(SAMPLE.stem))
    assert not score.shortfalls(), "\n".join(score.shortfalls())

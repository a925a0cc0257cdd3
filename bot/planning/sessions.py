"""Looking back on a session with a client: three questions, and the last ten at a glance."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

SHOWN = 10
"""How many sessions are looked back on."""


class Question(StrEnum):
    """What is asked afterwards: every idea heard (S109), at ease (S111, S112), again (S113)."""

    HEARD = "heard"
    EASE = "ease"
    AGAIN = "again"


class Answer(StrEnum):
    """How it was, the best first."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


Answers = Mapping[Question, Answer]

_BEST_FIRST = list(Answer)


def is_complete(answers: Answers) -> bool:
    """Return whether all three are answered."""
    return all(question in answers for question in Question)


def weakest(answers: Answers) -> Question | None:
    """Return the question with the least good answer, the first among equals; None if all is well.

    It says what to read before the next session.
    """
    lowest = max(answers, key=lambda question: _BEST_FIRST.index(answers[question]), default=None)
    return None if lowest is None or answers[lowest] is Answer.YES else lowest


def tally(sessions: Iterable[Answers]) -> Mapping[Question, Mapping[Answer, int]]:
    """Count the answers to each question; every answer is named, however few gave it."""
    counts = {question: dict.fromkeys(Answer, 0) for question in Question}
    for answers in sessions:
        for question, answer in answers.items():
            counts[question][answer] += 1
    return counts

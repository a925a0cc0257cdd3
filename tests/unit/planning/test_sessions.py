from pathlib import Path

import pytest

from bot.content import load
from bot.planning.sessions import Answer, Answers, Question, is_complete, tally, weakest

CONTENT = load(Path(__file__).parents[3] / "content")


def answers(heard: str, ease: str, again: str) -> Answers:
    return dict(zip(Question, map(Answer, (heard, ease, again)), strict=True))


@pytest.mark.parametrize(
    ("given", "question"),
    [
        (("yes", "yes", "yes"), None),
        (("yes", "partly", "yes"), Question.EASE),
        (("partly", "no", "no"), Question.EASE),
        (("partly", "partly", "partly"), Question.HEARD),
    ],
)
def test_the_least_good_answer_says_what_to_read(
    given: tuple[str, str, str], question: Question | None
) -> None:
    assert weakest(answers(*given)) is question


def test_nothing_is_weak_before_anything_is_answered() -> None:
    assert weakest({}) is None
    assert not is_complete({Question.HEARD: Answer.NO})


def test_answers_are_counted_and_none_is_left_unnamed() -> None:
    counts = tally([answers("yes", "no", "yes"), answers("yes", "partly", "no")])
    assert counts[Question.HEARD] == {Answer.YES: 2, Answer.PARTLY: 0, Answer.NO: 0}
    assert counts[Question.EASE] == {Answer.YES: 0, Answer.PARTLY: 1, Answer.NO: 1}


def test_the_list_covers_the_article_and_its_entries_are_there() -> None:
    checks = CONTENT.checks
    entry = CONTENT.guidance.entries[checks.before.entry or ""]
    assert entry.sources[0].items == ("S109", "S110", "S111", "S112", "S113", "S114", "S115")
    assert len(checks.before.lines) == len(entry.sources[0].items)
    assert all(one in CONTENT.guidance.entries for one in checks.to_read.values())

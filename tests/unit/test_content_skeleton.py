from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.content import check, load
from bot.content.skeleton import skeleton
from bot.guidance.anonymous import anonymous
from bot.guidance.text import plain

TODAY = date(2026, 11, 22)


def written(folder: Path, question: str, number: int = 7) -> str:
    guidance = load(folder).guidance
    topics = [guidance.topics["venues"]]
    return skeleton(question, guidance, topics, number=number, today=TODAY)


def add(folder: Path, text: str) -> list[str]:
    """Put it into the library as a curator would; gives what the check says of it."""
    (folder / "guidance" / "new.yaml").write_text(text)
    return [str(one) for one in check(folder, TODAY)]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None
)
@given(st.text(min_size=1, max_size=300).map(anonymous).filter(plain))
@example("What's a fair day rate?")
@example("- id: evil\n  title: 'x' # {a: [b, *c]} & !!python/object")
@example("```yaml\n- id: x```")
@example("no: [true, 1.5, 2026-01-01]")
@example("🎸" * 120 + " rates")
def test_the_check_takes_it_for_any_question(content_folder: Path, question: str) -> None:
    text = written(content_folder, question)
    assert add(content_folder, text) == []
    assert "`" not in text
    [draft] = load(content_folder).guidance.drafts.values()
    assert draft.draft
    assert draft.reviewed == TODAY
    (content_folder / "guidance" / "new.yaml").unlink()


def test_the_question_becomes_a_name(content_folder: Path) -> None:
    [entry] = yaml.safe_load(written(content_folder, "What is a Fair day rate?"))
    assert entry["id"] == "asked-7"
    assert entry["aliases"] == ["what is a fair day rate?"]
    assert entry["topics"] == ["venues"]


@pytest.mark.parametrize("question", ["go to OPEN mics", "Ration the discounts!"])
def test_a_name_that_another_entry_has_is_not_given_twice(
    content_folder: Path, question: str
) -> None:
    text = written(content_folder, question)
    assert yaml.safe_load(text)[0]["aliases"] == []
    assert add(content_folder, text) == []


def test_a_second_draft_for_the_same_question_gets_another_id(content_folder: Path) -> None:
    add(content_folder, written(content_folder, "Fair day rate?"))
    [entry] = yaml.safe_load(written(content_folder, "Fair day rate?"))
    assert entry["id"] == "asked-7-2"

import json
from pathlib import Path

import pytest

from bot.answers import of_file
from bot.content import load
from bot.errors import CannotStart
from bot.guidance import Guidance

ASKED = [
    {"id": "one", "question": "should I work for free?", "source": "passed over"},
    {"id": "two", "question": "how much should i charge"},
    {"id": "three", "question": "weather tomorrow"},
    {"id": "four", "question": ""},
]


@pytest.fixture(scope="module")
def library() -> Guidance:
    return load(Path(__file__).parents[2] / "content").guidance


def test_a_file_of_questions_is_answered_line_by_line(library: Guidance, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n\n".join(json.dumps(line) for line in ASKED), encoding="utf-8")
    one, two, three, four = (json.loads(line) for line in of_file(library, file))

    assert (one["id"], one["answered"], one["entries"][0]) == ("one", True, "gig-framework")
    assert one["topics"][0] == ["low-rate-work-framework"]
    assert len(one["entries"]) == len(one["topics"]) <= 5
    # The page is only named, so that is no answer; what it is called stands first all the same.
    assert (two["answered"], two["entries"][0], two["topics"][0]) == (False, "pointer-rates", [])
    assert three["answered"] is False
    assert (four["answered"], four["entries"]) == (False, [])


@pytest.mark.parametrize("line", ["no JSON", '{"id": "1"}', '{"id": 1, "question": "x"}', "[]"])
def test_a_line_of_another_form_is_named(library: Guidance, tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{{"id": "1", "question": "rates"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(CannotStart, match=r"questions\.jsonl:2 is not a line like"):
        list(of_file(library, file))


def test_a_file_that_cannot_be_read_is_named(library: Guidance, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be read"):
        list(of_file(library, tmp_path / "none.jsonl"))

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.errors import CannotStart
from bot.judging import explained, of_file
from tests.unit.moderation.rule_sets import CONTENT, read

RULES = read(CONTENT)


def judged(folder: Path, *lines: str) -> list[dict[str, object]]:
    file = folder / "messages.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return [json.loads(line) for line in of_file(RULES, file)]


def test_a_file_of_messages_is_judged_line_by_line(tmp_path: Path) -> None:
    text = "hi\u2028subscribe to my channel"
    pitch, answer, hello = judged(
        tmp_path,
        json.dumps({"id": "1", "text": text, "label": "promo"}, ensure_ascii=False),
        '{"id": "2", "text": "I can mix it, dm me for rates", "reply_to": "who does mixing?"}',
        "",
        '{"id": "3", "text": "hello"}',
    )
    assert pitch["decision"] == "review"
    [signal] = pitch["signals"]  # type: ignore[misc]  # a list, as the line says
    assert signal["name"] == "asks-to-follow"
    assert text[slice(*signal["span"])] == "subscribe to my channel"
    assert (answer["id"], answer["decision"]) == ("2", "allow")
    assert hello == {"id": "3", "decision": "allow", "score": 0, "signals": []}


@pytest.mark.parametrize("line", ["{", '{"id": "1"}', '{"id": 1, "text": "a"}', "[]"])
def test_a_line_that_cannot_be_read_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(CannotStart, match=r"messages.jsonl:1 is not a line like"):
        judged(tmp_path, line)


def test_one_message_is_explained() -> None:
    lines = list(explained(RULES, "Hey all, subscribe to my channel please"))
    assert lines[0] == "**Hey all**, **subscribe to my channel** **please**"
    assert lines[1].startswith("It is taken down. No self-promotion: 105 (50 for")
    assert lines[2].startswith("  +75  It asks people to follow or subscribe.")
    assert list(explained(RULES, "hello")) == ["It stays. Nothing was found in it."]


def test_the_command_wants_a_message_or_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="Give a message in quotation marks"):
        main(["moderation"])
    with pytest.raises(SystemExit) as left:
        main(["moderation", "dm me for mixing rates"])
    assert left.value.code == 0
    assert "**dm me for mixing rates**" in capsys.readouterr().out

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _our_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    monkeypatch.setenv("BIZTALK_CONTENT", str(ROOT / "content"))


def ended(*arguments: str) -> object:
    with pytest.raises(SystemExit) as end:
        main(["streams", *arguments])
    return end.value.code


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert ended(*arguments, "--json") == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert "no rate of any service" in answer.pop("note")
    return answer


def test_programs_read_json(capsys: pytest.CaptureFixture[str]) -> None:
    rest = {"points": None, "per": None, "rate": 0.003}
    assert told(capsys, "--plays", "20000") == {"plays": 20_000, "dollars": 60, **rest}
    assert told(capsys, "--plays", "1") == {"plays": 1, "dollars": 0.003, **rest}
    month = {"plays": 666_667, "dollars": 2000, **rest, "per": "month"}
    assert told(capsys, "--dollars", "2000", "--per", "month") == month
    shared = told(capsys, "--plays", "1m", "--points", "3", "--rate", "0.004", "--table")
    assert (shared["dollars"], shared["rate"]) == (120, 0.004)
    assert shared["table"][0] == {"plays": 1000, "dollars": 0.12}


def test_people_read_a_sentence_and_the_caveat(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--dollars", "100", "--points", "1", "--table") == 0
    answer, *table, note = capsys.readouterr().out.splitlines()
    assert "3,333,334 plays." in answer
    assert table[-1] == "1,000,000: $30.00"
    assert "no rate of any service" in note


def test_what_cannot_be_is_a_sentence_and_status_1() -> None:
    assert "from 0 to" in str(ended("--plays", "-5"))
    assert "only one of them" in str(ended("--plays", "5", "--dollars", "3", "--json"))
    assert "above 0" in str(ended("--plays", "5", "--rate", "0"))
    assert "Give plays" in str(ended())

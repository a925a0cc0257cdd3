import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import CannotStart
from bot.weighing import of_file
from tests.unit.gigs.offers import FRAMEWORK

OFFER = {
    "U": 500, "F": 400, "H": 10, "afford": "yes", "terms": "written",
    "more": 2, "port": 0, "learn": 0, "want": 1,
}  # fmt: skip


def told(tmp_path: Path, *lines: object) -> list[dict[str, Any]]:
    file = tmp_path / "offers.jsonl"
    file.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines),
        encoding="utf-8",
    )
    return [json.loads(line) for line in of_file(FRAMEWORK, file)]


def weighed(tmp_path: Path, **change: object) -> dict[str, Any]:
    [line] = told(tmp_path, {"id": "one", "in": OFFER | change, "source": "passed over"})
    return line


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    expected = {
        "id": "one", "verdict": "TAKE", "decided_by": ["reasons"],
        "discount_pct": 20, "hourly": 40, "gap": 100, "share": "1/1", "load": "ok",
    }  # fmt: skip
    assert weighed(tmp_path) == expected
    optional = ("C", "P", "R", "room", "motive", "d", "n", "streams", "next")
    assert weighed(tmp_path, **dict.fromkeys(optional)) == expected


def test_numbers_are_what_is_written_and_shown_half_up(tmp_path: Path) -> None:
    text = weighed(tmp_path, F="450.00000000000000001", C="0.00000000000000002")
    assert (text["discount_pct"], text["gap"]) == (10, 50)
    assert text["verdict"] == "TAKE"
    without = OFFER | {"more": 0, "want": 0}
    line = json.dumps({"id": "one", "in": without})
    exact, below = told(
        tmp_path,
        line.replace('"F": 400', '"F": 450.0'),
        line.replace('"F": 400', '"F": 449.99999999999999999'),  # as a float it would be 450
    )
    assert exact["verdict"] == "TAKE"
    assert below["verdict"] == "NEGOTIATE"
    assert weighed(tmp_path, U=3, F="2.5", H=4)["hourly"] == 0.63  # 0.625
    assert weighed(tmp_path, motive="yes", d=1, n="3")["share"] == "2/4"
    loose = weighed(tmp_path, U=" 500 ", F="400.", C=".00", H="1e1", motive="false")
    assert loose == weighed(tmp_path)


def test_close_to_the_usual_fee_reasons_may_be_left_out(tmp_path: Path) -> None:
    [line] = told(tmp_path, {"id": 7, "in": {"U": 100, "F": 95, "H": 1, "terms": "not_yet"}})
    assert (line["id"], line["verdict"]) == (7, "TERMS")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"U": None}, "There is no answer to U."),
        ({"more": None, "terms": None}, "There is no answer to more."),
        ({"afford": None, "terms": None}, "There is no answer to afford, terms."),
        ({"F": -1}, "Write what they will pay for certain"),
        ({"F": 1_000_000_000}, "Amounts go up to"),
        ({"H": 0}, "Write the hours of the whole job"),
        ({"U": 0}, "Write what you would normally keep"),
        ({"P": 100.01}, "Write the points"),
        ({"d": 2, "n": 1}, "Write first how many were discounted"),
        ({"next": 0}, "Write what that job would bring"),
        ({"U": "about 300"}, "U is to be a plain number"),
        ({"U": "."}, "U is to be a plain number"),
        ({"U": ""}, "U is to be a plain number"),
        ({"U": "e5"}, "U is to be a plain number"),
        ({"U": "1,200"}, "U is to be a plain number"),
        ({"U": True}, "U is to be a plain number"),
        ({"U": [1]}, "U is to be a plain number"),
        ({"U": "1e99"}, "U is to be a plain number"),
        ({"U": "NaN"}, "U is to be a plain number"),
        ({"U": float("inf")}, "U is to be a plain number"),
        ({"U": "1e-30"}, "U is to be a plain number"),
        ({"d": 0.5}, "d is to be a whole number"),
        ({"more": 3}, "more is to be one of 0, 1, 2."),
        ({"afford": True}, "afford is to be one of yes, tight, no."),
        ({"room": "unsure"}, "room is to be one of fixed, unknown, flexible."),
        ({"motive": 1}, "motive is to be true or false."),
    ],
)
def test_what_cannot_be_weighed_is_a_sentence(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    line = weighed(tmp_path, **change)
    assert set(line) == {"id", "error"}
    assert line["id"] == "one"
    assert line["error"].startswith(said)
    assert line["error"].endswith(".")


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("no JSON", None, "This is not a line like"),
        ("[" * 100_000, None, "This is not a line like"),
        ('{"id": "1", "in": {"U": ' + "9" * 5000 + "}}", None, "This is not a line like"),
        ("[1]", None, "This is not a line like"),
        ('{"in": {}}', None, 'The line needs an "id".'),
        ('{"id": true, "in": {}}', None, 'The line needs an "id".'),
        ('{"id": "a"}', "a", "The line needs the answers"),
        ('{"id": "\\ud800", "in": []}', "\ud800", "The line needs the answers"),
    ],
)
def test_a_line_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, line: str, name: str | None, said: str
) -> None:
    wrong, blank_passed_over = told(tmp_path, line, "  ", {"id": "b\u2028", "in": OFFER})
    assert wrong["id"] == name
    assert wrong["error"].startswith(said)
    assert blank_passed_over["verdict"] == "TAKE"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be read"):
        list(of_file(FRAMEWORK, tmp_path / "none.jsonl"))
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(CannotStart, match="cannot be read"):
        list(of_file(FRAMEWORK, tmp_path / "bytes.jsonl"))

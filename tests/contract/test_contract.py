"""The contract check finds what is wrong in recorded traffic, and nothing in what is right."""

import json
from pathlib import Path

import pytest

from tests.contract import samples
from tests.contract.cases import RIGHT, SEND, WRONG, answered, asked
from tests.contract.check import check, check_traffic
from tests.contract.openapi import Document
from tests.contract.traffic import Exchange, JsonObject, RecordError


def violations(exchange: Exchange, document: Document) -> list[str]:
    return [str(violation) for violation in check([exchange], document).violations]


@pytest.mark.parametrize("exchange", RIGHT.values(), ids=RIGHT.keys())
def test_accepts(document: Document, exchange: Exchange) -> None:
    assert violations(exchange, document) == []


@pytest.mark.parametrize(("exchange", "expected"), WRONG.values(), ids=WRONG.keys())
def test_reports(document: Document, exchange: Exchange, expected: str) -> None:
    found = violations(exchange, document)
    assert len(found) == 1
    assert expected in found[0]
    assert len(found[0]) < 300


def test_asks_nothing_of_a_persons_requests_and_of_our_own_routes(document: Document) -> None:
    own = [
        asked("POST", "/interactions", {"type": 2}, status=204, who="person"),
        asked("GET", "/guilds/200/application-command-index", response={}, who="person"),
        asked("POST", "/sandbox/reset", status=204, who="sandbox"),
        asked("POST", SEND, {"mystery": 1}, response=samples.message(), who="person"),
    ]
    assert not check(own, document).violations


def test_notes_keys_of_answers_the_document_does_not_know(document: Document) -> None:
    report = check([answered(mood="good"), answered(mood="good")], document)
    assert not report.violations
    assert report.notes == {
        "POST /channels/{channel_id}/messages answers the unknown key 'mood'": 2
    }


def test_reads_a_record_and_reports_in_words(tmp_path: Path) -> None:
    exchange: JsonObject = {
        "kind": "rest",
        "who": "bot",
        "method": "POST",
        "path": SEND,
        "query": {},
        "request": {"content": 5},
        "multipart": False,
        "status": 200,
        "response": samples.message(),
    }
    payload: JsonObject = {"kind": "gateway", "who": "bot", "direction": "out", "op": 0}
    entries: list[JsonObject] = [
        exchange,
        exchange,
        payload | {"t": "MESSAGE_CREATE", "d": samples.message()},
        payload | {"t": "RESUMED", "d": {}},
        payload | {"t": None, "d": None, "op": 11},
        payload | {"t": None, "d": {"token": "x"}, "op": 2, "direction": "in"},
    ]
    record = tmp_path / "traffic.jsonl"
    record.write_text("\n".join(map(json.dumps, entries)) + "\n", encoding="utf-8")
    assert str(check_traffic(record)).splitlines() == [
        "requests 2, answers 2, gateway payloads 1",
        "operations 1, events 1",
        "violations 2",
        "events without a schema: RESUMED",
        f"VIOLATION bot · POST {SEND} · request · /content: expected null or string, got 5 (x2)",
    ]


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"kind": "carrier pigeon"}'])
def test_refuses_a_broken_record_and_names_the_line(tmp_path: Path, line: str) -> None:
    record = tmp_path / "traffic.jsonl"
    record.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"traffic\.jsonl, line 2: "):
        check_traffic(record)

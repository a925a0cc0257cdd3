import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.clock import SystemClock
from bot.content import tried_on
from bot.content.replayed import problems
from bot.errors import CannotStart
from bot.moderation import Place, Rules
from bot.replaying import of_cases, of_corpus, replay, report, rules_of
from bot.store import KeptPart, Sighting, Store
from bot.store.read_only import NotReadable
from tests.unit.moderation.rule_sets import CONTENT, SMALL

MIGRATIONS = CONTENT.parent / "migrations"
PITCH = """
- id: pitch
  rule: promotion
  weight: {weight}
  says: It is a pitch.
  phrases: {{en: [{phrase}]}}
"""
LINES = (
    {
        "id": "hire",
        "label": "promo",
        "text": "hire me today",
        "note": "extra fields may stand here",
    },
    {"id": "song", "label": "promo", "text": "hear our song"},
    {"id": "asks", "label": "ok", "text": "should I hear our song again?"},
    {"id": "who", "label": "unclear", "text": "hear our song, hire me"},
    {"id": "forum", "label": "ok", "message": {"id": "1", "type": 0, "content": "\x1b[2J hire me"}},
)


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's .env, corpus and database


def written(name: str, phrase: str, weight: int = 100) -> Path:
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(SMALL + PITCH.format(weight=weight, phrase=phrase))
    return file


def rules(phrase: str, weight: int = 100) -> Rules:
    return rules_of(written("trial.yaml", phrase, weight))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    file.write_text("\n".join(map(json.dumps, LINES)) + "\n")
    return file


def reported(file: Path, before: Rules, after: Rules) -> list[str]:
    return list(report(replay(of_corpus(file), before, after)))


def test_figures_stand_side_by_side_without_what_is_unclear(corpus: Path) -> None:
    lines = reported(corpus, rules("hire me"), rules("hear our song"))
    assert lines[0] == "4 labelled messages, 0 of cases whose text is still held."
    half = "1 of 2 = 50.0 %"
    assert [" ".join(line.split()) for line in lines[3:6]] == [
        f"Promotion among the removed {half} {half}",
        f"among removed and looked at {half} {half}",
        f"Caught of all promotion {half} {half}",
    ]


def test_whatever_changes_is_listed_with_its_signals(corpus: Path) -> None:
    lines = reported(corpus, rules("hire me"), rules("hear our song", 60))
    at = lines.index("Newly caught: 1")
    assert lines[at + 1 : at + 4] == [
        "  song: allow -> review",
        "    hear our song",
        "    pitch +60",
    ]
    at = lines.index("Newly hurt: 1")
    assert lines[at + 1] == "  asks: allow -> review"
    at = lines.index("No longer caught, or less: 1")
    assert lines[at + 1] == "  hire: remove -> allow"
    at = lines.index("No longer hurt, or less: 1")
    assert lines[at + 1 : at + 3] == ["  forum: remove -> allow", "    [2J hire me"]


@pytest.mark.parametrize(
    "line",
    [
        {"thread": {"id": "7", "name": "hire me"}},
        {"thread": {"id": "7", "name": "hire me"}, "text": "the rest is in the title"},
        {"thread": {"id": "7", "name": "hello"}, "message": {"id": "7", "content": "hire me"}},
    ],
)
def test_a_thread_is_judged_by_its_title_and_what_begins_it(
    tmp_path: Path, line: dict[str, object]
) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text(json.dumps({"id": "forum", "label": "promo", **line}))
    lines = reported(file, rules("hear our song"), rules("hire me"))
    at = lines.index("Newly caught: 1")
    assert lines[at + 1 : at + 3] == ["  forum: allow -> remove", "    hire me"]


def test_a_thread_whose_title_cannot_be_read_is_told_from_one_that_has_none(
    tmp_path: Path,
) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"id": "odd", "label": "ok", "thread": {"id": "7", "name": 7}}')
    [sample] = of_corpus(file)
    assert sample.posted.facts.unread == (Place.TITLE,)


@pytest.mark.parametrize(
    ("known", "fact", "becomes"),
    [
        ("new", "new-with-link", "review"),
        ("elsewhere", "same-elsewhere", "review"),
        ("burst", "burst", "review"),
        ("exempt", "exempt", "remove"),
        ("staff", "staff", "remove"),
    ],
)
def test_what_is_known_besides_the_words_counts(
    tmp_path: Path, known: str, fact: str, becomes: str
) -> None:
    signal = f"\n- {{id: known, rule: promotion, says: It is known., fact: {fact}, "
    signal += "at-least: review}\n" if becomes == "review" else "decides: remove}\n"
    trial = written("known.yaml", "hire me", weight=1)
    trial.write_text(trial.read_text() + signal)
    line = {"label": "promo", "text": "hire me at https://hall.example"}
    file = tmp_path / "corpus.jsonl"
    lines = [{"id": "known", **line, "known": [known]}, {"id": "unknown", **line}]
    file.write_text("\n".join(map(json.dumps, lines)))
    told = reported(file, rules("hear our song"), rules_of(trial))
    at = told.index("Newly caught: 1")
    assert told[at + 1] == f"  known: allow -> {becomes}"


def test_the_same_rules_change_nothing(corpus: Path) -> None:
    same = rules("hire me")
    assert "Newly caught: 0" in reported(corpus, same, same)
    assert not any("->" in line for line in reported(corpus, same, same))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"id": "1", "label": "ok"}',
        '{"id": "1", "label": "spam", "text": "a"}',
        '{"id": "1", "label": "ok", "text": "a", "message": {}}',
        '{"id": "1", "label": "ok", "text": "a", "known": ["famous"]}',
    ],
)
def test_a_line_that_cannot_be_read_is_told(tmp_path: Path, line: str) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text(f"\n{line}\n")
    with pytest.raises(CannotStart, match=r"corpus.jsonl:2 is not a line like"):
        list(of_corpus(file))


def test_bad_rules_are_refused_with_every_problem() -> None:
    file = written("bad.yaml", "'{work} out'")
    file.write_text(file.read_text().replace("rule: promotion", "rule: promotions"))
    line = file.read_text().splitlines().index("  rule: promotions") + 1
    with pytest.raises(CannotStart) as refused:
        rules_of(file)
    first, *problems = str(refused.value).splitlines()
    assert first == "bad.yaml cannot be used as rules."
    assert len(problems) == 2
    assert f"bad.yaml:{line} (pitch)" in problems[0]
    assert "there is no rule 'promotions'" in problems[0]
    assert "there is no class 'work'" in problems[1]


SEEN = Sighting(
    guild_id=1,
    channel_id=2,
    author_id=3,
    message_id=4,
    posted_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    action="review",
    rule="promotion",
    score=60,
    rules_version="1",
    signals=[],
    digest="",
    parts=[KeptPart("title", "hear our song"), KeptPart("content", "hello")],
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "a folder #1" / "bot.db"


async def test_cases_are_read_beside_a_bot_that_runs(database: Path) -> None:
    clock = SystemClock()
    async with Store.open(database, MIGRATIONS, clock) as store:
        case, _ = await store.cases.open(SEEN, join_within=timedelta(0))
        [sample] = await of_cases(database, clock)
        assert await store.cases.open(replace(SEEN, message_id=5), join_within=timedelta(0))
    assert sample.name == f"case {case.id}, message 1"
    lines = list(report(replay([sample], rules("hire me"), rules("hear our song"))))
    assert lines[0] == "0 labelled messages, 1 of cases whose text is still held."
    at = lines.index("Cases judged more strictly: 1")
    assert lines[at + 1].endswith("allow -> remove")
    assert lines[at + 2] == "    hear our song"


async def test_a_database_is_left_as_it_is(database: Path) -> None:
    async with Store.open(database, MIGRATIONS, SystemClock()) as store:
        case, _ = await store.cases.open(SEEN, join_within=timedelta(0))
        await store.cases.open(replace(SEEN, message_id=5, author_id=6), join_within=timedelta(0))
        await store.cases.decide(case.id, 1, 9, "promotion")
    before = list(state_of(database))
    assert len(await of_cases(database, SystemClock())) == 1
    assert list(state_of(database)) == before


def state_of(database: Path) -> Iterator[tuple[str, bytes, os.stat_result]]:
    for file in sorted(database.parent.iterdir()):
        yield file.name, file.read_bytes(), file.stat()


async def test_another_version_of_the_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "old.db").touch()
    with pytest.raises(NotReadable, match="cannot be read"):
        await of_cases(tmp_path / "old.db", SystemClock())
    (tmp_path / "old.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(NotReadable, match="biztalk db upgrade"):
        await of_cases(tmp_path / "old.db", SystemClock())


def status_of(*arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_the_command_tries_rules_on_the_corpus_and_needs_something_to_try_them_on(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIZTALK_CONTENT", str(written("content/moderation.yaml", "hire me").parent))
    trial = str(written("trial.yaml", "hear our song"))
    assert "give a file with --corpus" in str(status_of("moderation", "replay", "--rules", trial))
    assert status_of("moderation", "replay", "--rules", trial, "--corpus", str(corpus)) == 0
    assert "Newly caught: 1" in capsys.readouterr().out
    assert "cannot be used as rules" in str(status_of("moderation", "replay", "--rules", "none"))


def test_a_database_of_another_version_is_left_out_and_told(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIZTALK_CONTENT", str(written("content/moderation.yaml", "hire me").parent))
    monkeypatch.setenv("BIZTALK_DATABASE", "old.db")
    Path("old.db").write_bytes(b"no database at all" * 100)
    trial = str(written("trial.yaml", "hear our song"))
    assert status_of("moderation", "replay", "--rules", trial, "--corpus", str(corpus)) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.endswith("Its cases are left out.")
    assert second.startswith("4 labelled messages")


def test_the_corpus_in_a_checkout_is_taken_by_itself(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIZTALK_CONTENT", str(written("content/moderation.yaml", "hire me").parent))
    place = Path("tests/quality")
    place.mkdir(parents=True)
    corpus.rename(place / "moderation.jsonl")
    trial = str(written("trial.yaml", "hear our song"))
    assert status_of("moderation", "replay", "--rules", trial) == 0
    assert "4 labelled messages" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["replay"], ["judge", "replay"], ["judge", "hire me"]])
def test_a_message_is_judged_whatever_it_says(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIZTALK_CONTENT", str(written("content/moderation.yaml", "hire me").parent))
    status = status_of("moderation", *words)
    printed = capsys.readouterr()
    if words == ["replay"]:
        assert "--corpus" in str(status)
    else:
        assert status == 0
        assert printed.out


def adopted(*arguments: str) -> object:
    """Replay the corpus and adopt the rules; gives the exit status, or what stood in the way."""
    with pytest.raises(SystemExit) as ended:
        main(["moderation", "replay", "--corpus", "corpus.jsonl", "--adopt", *arguments])
    return ended.value.code


def test_changed_rules_are_refused_until_they_were_tried() -> None:
    in_use = written("content/moderation.yaml", "hire me")
    Path("corpus.jsonl").write_text("\n".join(json.dumps(one) for one in LINES[:3]))
    assert tried_on(in_use) is None
    assert adopted() == 0
    assert tried_on(in_use) is not None
    assert problems(in_use) == []

    in_use.write_text(f"{in_use.read_text()}# changed\n")
    [problem] = problems(in_use)
    assert "replay --adopt" in str(problem)
    assert adopted() == 0
    assert problems(in_use) == []


def test_rules_that_newly_take_down_what_is_fine_do_not_go_live() -> None:
    in_use = written("content/moderation.yaml", "hire me")
    Path("corpus.jsonl").write_text("\n".join(json.dumps(one) for one in LINES[:3]))
    trial = written("trial.yaml", "hear our song")
    before = in_use.read_text()
    assert "newly be taken down: asks" in str(adopted("--rules", str(trial)))
    assert (in_use.read_text(), tried_on(in_use)) == (before, None)
    assert adopted("--rules", str(written("trial.yaml", "hire me today"))) == 0
    assert in_use.read_text() == Path("trial.yaml").read_text()

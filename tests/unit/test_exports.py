import json
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from bot.cli import main
from bot.content import load_rules
from bot.errors import CannotStart
from bot.exports import Checked, Progress, check, report
from bot.exports.report import months_of
from bot.exports.stream import messages_in
from bot.moderation import Action, Rules
from tests.unit.exporting import NEWEST, author, message, replying
from tests.unit.moderation.rule_sets import SMALL

RULES = """
- {id: offers-service, rule: promotion, weight: 120, says: It offers work.,
   phrases: {en: [dm me for rates]}}
- {id: asks-to-follow, rule: promotion, weight: 60, says: It asks people to follow.,
   phrases: {en: [subscribe to my channel]}}
- {id: was-asked, rule: promotion, weight: -100, says: It answers a request.,
   asked: {en: [who here does]}}
- {id: burst, rule: promotion, weight: 50, says: There is a lot at once., fact: burst}
- {id: staff, rule: promotion, says: They look after the place., fact: staff, decides: allow}
"""
PITCH = "Mixing and mastering, $50 a song, DM me for rates!"


def unheard(_: int) -> None:
    """Nobody wants to know how far it is."""


Write = Callable[..., Path]
Check = Callable[..., Checked]


@pytest.fixture
def rules_file(tmp_path: Path) -> Path:
    file = tmp_path / "moderation.yaml"
    file.write_text(SMALL + RULES)
    return file


@pytest.fixture
def rules(rules_file: Path) -> Rules:
    return load_rules(rules_file)


@pytest.fixture
def checked(rules: Rules) -> Check:
    return lambda file, **more: check(file, rules, unheard, **more)


@pytest.fixture
def export(tmp_path: Path) -> Write:
    def write(*messages: object, indent: int | None = 2) -> Path:
        file = tmp_path / "export.json"
        whole = {
            "guild": {"id": "2", "name": 'A "messages": [', "iconUrl": None},
            "channel": {"id": "3", "type": "GuildTextChat", "name": "biz-talk", "topic": None},
            "dateRange": {"after": None, "before": None},
            "exportedAt": "2026-11-21T00:00:00+00:00",
            "messages": messages,
            "messageCount": len(messages),
        }
        file.write_text(json.dumps(whole, indent=indent, ensure_ascii=False), encoding="utf-8-sig")
        return file

    return write


def test_messages_come_one_by_one_whatever_lies_around_them(export: Write) -> None:
    file = export(message(2, "ä" * 400_000), message(1, "🎵]}"), 5, indent=None)
    heard: list[int] = []
    long, emoji, none = messages_in(file, heard.append)
    assert long["content"] == "ä" * 400_000
    assert emoji["content"] == "🎵]}"
    assert none == {}
    assert sum(heard) == file.stat().st_size


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"messages": 5}',
        '{"messages": [{"id": ',
        '{"messages": [{} {}]}',
        '{"a": 1}',
        '{"messages": [' + "[" * 100_000,
        '{"messages": [1' + "0" * 5_000 + "]}",
    ],
)
def test_what_is_no_export_is_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "export.json"
    file.write_text(text)
    with pytest.raises(CannotStart, match="is not a whole export"):
        list(messages_in(file, unheard))


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be read"):
        list(messages_in(tmp_path / "none.json", unheard))
    file = tmp_path / "export.json"
    file.write_bytes(b'{"messages": [{"content": "\xff"}]}')
    with pytest.raises(CannotStart, match="not UTF-8"):
        list(messages_in(file, unheard))


def test_no_more_is_held_than_is_needed(export: Write) -> None:
    file = export(*(message(number % 300, "hello" * 100) for number in range(6_000)))
    tracemalloc.start()
    for _ in messages_in(file, unheard):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < file.stat().st_size / 3


def test_messages_are_counted_by_what_would_become_of_them(export: Write, checked: Check) -> None:
    found = checked(export(message(400, PITCH), message(40, PITCH), message(3), message(0)))
    assert (found.every.messages, found.every.actions[Action.REMOVE]) == (4, 2)
    assert (found.year.messages, found.year.actions[Action.REMOVE]) == (3, 1)
    assert found.months["2026-10"].actions[Action.REMOVE] == 1
    assert found.signals["offers-service"] == 1
    assert [one.text for one in found.clearest] == [PITCH]


def test_older_messages_can_be_passed_over(export: Write, checked: Check) -> None:
    found = checked(export(message(400, PITCH), message(0)), year_only=True)
    assert found.every.messages == found.year.messages == 1


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_reply_is_judged_by_what_it_answers(
    export: Write, checked: Check, newest_first: bool
) -> None:
    asked = message(2, "Who here does mastering?")
    answer = replying(1, "I do mastering, dm me for rates", asked)
    alone = replying(0, "I do mastering, dm me for rates", message(9))
    order = [asked, answer, alone]
    found = checked(export(*(reversed(order) if newest_first else order)))
    assert [one.at.day for one in found.clearest] == [NEWEST.day]


def test_an_answer_to_oneself_is_no_answer(export: Write, checked: Check) -> None:
    asked = message(2, "Who here does mastering?")
    answer = replying(1, "I do mastering, dm me for rates", asked) | {"author": asked["author"]}
    assert len(checked(export(asked, answer)).clearest) == 1


def test_posts_in_a_row_are_a_burst(export: Write, checked: Check) -> None:
    times = [(NEWEST + timedelta(seconds=10 * number)).isoformat() for number in range(4)]
    follow = "subscribe to my channel"
    row = [message(0, f"{follow} {number}", timestamp=at) for number, at in enumerate(times)]
    found = checked(export(*row, message(0, follow, timestamp=times[-1], author=author(2))))
    assert found.every.actions == {Action.REVIEW: 4, Action.REMOVE: 1}


def test_roles_that_look_after_the_place_are_not_judged(export: Write, checked: Check) -> None:
    file = export(message(1, PITCH, author=author(5, "Moderator")))
    assert len(checked(file).clearest) == 1
    assert checked(file, staff=frozenset(["moderator"])).clearest == []


def test_only_the_twenty_clearest_are_kept(export: Write, checked: Check) -> None:
    mild = [message(number, f"subscribe to my channel {number}") for number in range(15)]
    clear = [message(number, f"{PITCH} {number}") for number in range(20, 35)]
    found = checked(export(*mild, *clear, *mild))
    assert [one.text.startswith(PITCH) for one in found.clearest] == [True] * 15 + [False] * 5
    assert [one.at.day for one in found.clearest[15:]] == [20, 19, 18, 17, 16]


def test_what_was_posted_again_and_again_is_shown_once(export: Write, checked: Check) -> None:
    file = export(message(3, PITCH), message(1, PITCH), message(0, "subscribe to my channel"))
    assert [one.times for one in checked(file).clearest] == [2, 1]


def test_what_has_no_date_is_passed_over(export: Write, checked: Check) -> None:
    odd = [{"timestamp": text} for text in ("soon", None, 5, "0001-01-01T00:00:00+10:00")]
    found = checked(export(*(message(1) | one for one in odd), message(0)))
    assert (found.undated, found.every.messages) == (4, 1)
    with pytest.raises(CannotStart, match="no message with a date"):
        checked(export({}))


def test_the_report_tells_figures_months_signals_and_the_clearest(
    export: Write, checked: Check, rules: Rules
) -> None:
    hostile = f"{PITCH}\x1b[2J\n@Kim Q"
    mention = {"mentions": [author(4)]}
    found = checked(export(message(400), message(40, hostile, **mention), message(0)))
    lines = list(report(found, rules))
    assert lines[0].startswith("All, 2025-10-16 to 2026-11-20: 3 messages; 1 would have been rem")
    assert lines[1].startswith("The last year, 2025-11-20 to 2026-11-20: 2 messages; 1 would")
    [plotted] = [line for line in lines if line.startswith("2026-10 █")]
    assert plotted.endswith("1 (1 removed)")
    assert "\x1b" not in "".join(lines)
    assert "Kim" not in "".join(lines)
    assert any("@someone" in line for line in lines)
    assert any("[offers-service]" in line for line in lines)
    assert sum(line.endswith("removed)") for line in lines) == 13


def test_a_quiet_channel_has_a_short_report(export: Write, checked: Check, rules: Rules) -> None:
    lines = list(report(checked(export(message(0))), rules))
    assert lines[0].startswith("The last year, 2026-11-20 to 2026-11-20: 1 message; 0 would")
    assert not any("█" in line for line in lines)


def test_every_month_of_the_year_has_its_place(export: Write, checked: Check) -> None:
    months = months_of(checked(export(message(700), message(0))))
    assert (months[0], months[-1], len(months)) == ("2025-11", "2026-11", 13)
    assert months_of(checked(export(message(30), message(0)))) == ["2026-10", "2026-11"]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_only() -> None:
    terminal, pipe = Terminal(), StringIO()
    for stream in (terminal, pipe):
        progress = Progress(stream, 200)
        for _ in range(400):
            progress.add(1)
        progress.end()
    assert pipe.getvalue() == ""
    drawn = terminal.getvalue().split("\r")
    assert len(drawn) == 1 + 101 + 1
    assert drawn[51] == "█" * 15 + "░" * 15 + "  50 %"
    assert drawn[-2].endswith("100 %")
    assert drawn[-1] == "\x1b[K"


def test_the_command_prints_the_report(
    export: Write,
    rules_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BIZTALK_CONTENT", str(rules_file.parent))
    with pytest.raises(SystemExit) as left:
        main(["moderation", "export-check", str(export(message(0, PITCH))), "--year-only"])
    assert left.value.code == 0
    printed = capsys.readouterr()
    assert "1 would have been removed" in printed.out
    assert printed.err == ""

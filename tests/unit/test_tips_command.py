from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _our_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    monkeypatch.setenv("BIZTALK_CONTENT", str(ROOT / "content"))


def ended(*arguments: str) -> object:
    with pytest.raises(SystemExit) as end:
        main(["tips", "plan", *arguments])
    return end.value.code


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert ended(*arguments) == 0
    return capsys.readouterr().out.splitlines()


def test_sixty_weeks_by_the_clocks_of_a_zone(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--weeks", "60", "--from", "2026-11-22", "--zone", "Europe/Berlin")
    assert len(lines) == 60
    assert lines[0].startswith("Mon 2026-11-23 10:00 +0100  Mon 09:00 UTC    1 cypress-on-")
    assert lines[0].endswith("online marketing strategy.” cypress, #biz-talk")
    assert lines[18].startswith("Mon 2027-03-29 10:00 +0200  Mon 08:00 UTC   19 ")
    assert [line.split()[7] for line in lines[51:54]] == ["52", "1", "2"]


def test_another_day_and_time_and_a_clock_that_skips_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    days = ("--weekday", "sunday", "--time", "2:30", "--from", "2027-03-21", "--weeks", "2")
    first, second = printed(capsys, *days, "--zone", "europe/berlin")
    assert first.startswith("Sun 2027-03-21 02:30 +0100")
    assert second.startswith("Sun 2027-03-28 03:00 +0200  Sun 01:00 UTC")
    assert second.endswith("(the clock skips the usual time)")


def test_from_now_on_if_no_day_is_given(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BIZTALK_CLOCK_FILE", str(tmp_path / "clock"))
    [now] = printed(capsys, "--weeks", "1")
    (tmp_path / "clock").write_text(str(7 * 86_400))
    [in_a_week] = printed(capsys, "--weeks", "1")
    assert now.split()[1] < in_a_week.split()[1]


def test_without_tips_it_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, content_folder: Path
) -> None:
    monkeypatch.setenv("BIZTALK_CONTENT", str(content_folder))
    [line] = printed(capsys)
    assert line.startswith("There is no tip to post")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--weeks", "0"), "weeks are a number from 1 to 1040"),
        (("--from", "tomorrow"), "a day is written like 2026-12-01"),
        (("--from", "0001-01-01"), "the year is one from 1970 to 2999"),
        (("--time", "24:00"), "a time is written like 10:00"),
        (("--weekday", "caturday"), "invalid choice: 'caturday'"),
    ],
)
def test_what_cannot_be_read_is_told(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, str], told: str
) -> None:
    assert ended(*arguments) == 2
    assert told in capsys.readouterr().err


def test_a_zone_that_is_not_known_is_a_sentence_and_status_1() -> None:
    assert ended("--zone", "Berlin") == (
        "No time zone is called 'Berlin'. Did you mean Europe/Berlin?"
    )
    assert "Write it like Europe/Berlin." in str(ended("--zone", "???"))

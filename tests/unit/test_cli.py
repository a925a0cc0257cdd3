import shutil
from pathlib import Path

import pytest

from bot.app import run
from bot.cli import main
from bot.errors import CannotStart
from bot.settings import Settings


@pytest.fixture(autouse=True)
def _our_content(monkeypatch: pytest.MonkeyPatch, content_folder: Path, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    monkeypatch.setenv("BIZTALK_CONTENT", str(content_folder))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)


def status_of(*arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_advice_answers_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("advice", "open mics") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Go to open mics\n")
    assert "From The community note." in printed


def test_advice_says_when_it_holds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("advice", "submarine") == 0
    assert "holds nothing on that" in capsys.readouterr().out


def test_a_file_of_offers_is_weighed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offer = '{"id": "one", "in": {"U": 600, "F": 600, "H": 10, "terms": "written"}}'
    (tmp_path / "offers.jsonl").write_text(f"{offer}\nnothing\n")
    assert status_of("evaluate", "--jsonl", "offers.jsonl") == 0
    one, two = capsys.readouterr().out.splitlines()
    assert '"verdict": "TAKE"' in one
    assert '"error"' in two
    assert "none.jsonl cannot be read" in str(status_of("evaluate", "--jsonl", "none.jsonl"))


def test_content_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("content", "check") == 0
    assert "in order" in capsys.readouterr().out


def test_content_with_problems_names_each_and_fails(
    content_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = content_folder / "guidance" / "all.yaml"
    entries.write_text(entries.read_text().replace("[rates]", "[rate]"))
    assert status_of("content", "check") == 1
    assert "guidance/all.yaml:" in capsys.readouterr().out


def test_notes_become_drafts_with_a_report(
    content_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "late.md"
    note.write_text("# Playing Late\n- Ask for the key\n")
    assert status_of("content", "import", str(note)) == 0
    assert "late.md: 2 drafts in guidance/playing-late.yaml" in capsys.readouterr().out
    assert (content_folder / "guidance" / "playing-late.yaml").exists()
    assert status_of("content", "check") == 0
    assert "is there already" in str(status_of("content", "import", str(note)))


def test_notes_can_go_to_another_folder(content_folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(content_folder, other)
    (tmp_path / "late.md").write_text("- Ask for the key\n")
    assert status_of("content", "import", "late.md", "--to", str(other)) == 0
    assert (other / "guidance" / "late.yaml").exists()
    assert not (content_folder / "guidance" / "late.yaml").exists()


def test_a_note_that_is_not_there_is_a_sentence() -> None:
    said = status_of("content", "import", "none.md")
    assert said == "none.md cannot be read: no such file or directory.\nNothing was added."


def test_broken_content_is_a_sentence(content_folder: Path) -> None:
    (content_folder / "topics.yaml").unlink()
    said = status_of("advice", "open mics")
    assert isinstance(said, str)
    assert "topics.yaml" in said


def test_the_invite_needs_no_token_if_the_id_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("invite", "--application", "42") == 0
    assert "client_id=42" in capsys.readouterr().out


def test_a_bad_setting_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIZTALK_FEATURES", "dancing")
    assert "there is no feature dancing" in str(status_of("content", "check"))


async def test_the_bot_does_not_run_without_a_token() -> None:
    with pytest.raises(CannotStart, match="DISCORD_TOKEN"):
        await run(Settings())


async def test_the_bot_does_not_run_with_broken_content(
    monkeypatch: pytest.MonkeyPatch, content_folder: Path
) -> None:
    (content_folder / "topics.yaml").unlink()
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    with pytest.raises(CannotStart, match="biztalk content check"):
        await run(Settings())

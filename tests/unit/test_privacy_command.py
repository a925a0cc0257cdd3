import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.clock import SystemClock
from bot.store import Store

ROOT = Path(__file__).parents[2]
NORA, RAFI = 80351110224678912, 80351110224678913


@pytest.fixture(autouse=True)
def _remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    monkeypatch.setenv("BIZTALK_MIGRATIONS", str(ROOT / "migrations"))
    for person in (NORA, RAFI):
        in_the_store(lambda store, who=person: store.members.set_currency(who, "EUR"))


def in_the_store(work: Callable[[Store], Awaitable[object]]) -> object:
    async def do() -> object:
        place = Path("data/biztalk.db")
        async with Store.open(place, ROOT / "migrations", SystemClock()) as store:
            return await work(store)

    return asyncio.run(do())


def status_of(*arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_what_is_kept_is_written_into_a_file_that_was_not_there(tmp_path: Path) -> None:
    assert status_of("privacy", "export", str(NORA), "nora.json") == 0
    written = json.loads((tmp_path / "nora.json").read_text())
    assert written["user_id"] == str(NORA)
    assert written["kinds"][0]["entries"][0]["currency"] == "EUR"
    assert (tmp_path / "nora.json").stat().st_mode & 0o077 == 0
    assert "cannot be written" in str(status_of("privacy", "export", str(RAFI), "nora.json"))


def test_a_person_is_deleted_and_nobody_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("privacy", "delete", str(NORA)) == 0
    assert "Your choices about offers: 1, deleted" in capsys.readouterr().out
    assert in_the_store(lambda store: store.members.currency(NORA)) is None
    assert in_the_store(lambda store: store.members.currency(RAFI)) == "EUR"
    assert status_of("privacy", "delete", str(NORA)) == 0
    assert "Nothing was kept" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["Nora", "0", "9" * 20])
def test_what_is_no_id_is_refused(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of("privacy", "delete", typed) == 2
    assert "a long number" in capsys.readouterr().err

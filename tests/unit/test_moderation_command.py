import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.moderation_command import fitted

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_lines_are_broken_between_words_and_hang_where_their_words_began(columns: int) -> None:
    long = "It asks people to hear, watch or visit something of the author's own."
    lines = list(fitted(["By signal", "", f"     36  {long} [invites-to-own]", long], columns))
    assert lines[:2] == ["By signal", ""]
    assert max(map(len, lines)) <= max(columns, 40)
    hanging = lines[3 : lines.index(next(one for one in lines if one.startswith("It asks")))]
    assert hanging
    assert all(one.startswith(" " * 9) for one in hanging)
    assert " ".join(" ".join(lines).split()) == f"By signal 36 {long} [invites-to-own] {long}"


def test_whoever_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    lines = '{"id": "1", "text": "DM me for rates"}\n' * 2_000
    (tmp_path / "many.jsonl").write_text(lines)
    judging = [sys.executable, "-m", "bot", "moderation", "--jsonl", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(
        judging, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b'{"id": "1"')
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141

"""What is shipped: the image holds what the bot needs and not the local Discord; nobody is told.

Docker is not at hand here: its two files are read, and what they ask for is done with a folder.
"""

import fnmatch
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
USE_EVERYTHING = """
import pkgutil, sys
from importlib import import_module
import cogs
for one in pkgutil.walk_packages(cogs.__path__, "cogs."):
    import_module(one.name)
from bot.cli import main
main(["db", "upgrade"])
"""


def final_stage() -> str:
    return DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]


def copied() -> list[str]:
    """What the image takes from the checkout."""
    return re.findall(r"^COPY (?!--from)(\S+) ", final_stage(), re.MULTILINE)


def left_out(path: str) -> bool:
    """Whether .dockerignore keeps a path from the build: its last line that fits counts."""
    out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        anywhere = "**/" in line
        parts = Path(path).parts
        names = parts if anywhere else ["/".join(parts[: n + 1]) for n in range(len(parts))]
        if line and not line.startswith("#") and any(fnmatch.fnmatch(n, pattern) for n in names):
            out = not line.startswith("!")
    return out


def shipped() -> Iterator[Path]:
    """Every file of the checkout that comes into the image."""
    for name in copied():
        top = ROOT / name
        for file in [top] if top.is_file() else sorted(top.rglob("*")):
            path = file.relative_to(ROOT)
            if file.is_file() and not left_out(str(path)):
                yield path


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image")
    for path in shipped():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    return folder


def test_the_sandbox_tests_and_secrets_are_not_shipped() -> None:
    paths = {str(path) for path in shipped()}
    assert "bot/cli.py" in paths
    assert not [path for path in paths if path.startswith(("bot/sandbox", "tests", "data", ".env"))]
    assert not [path for path in paths if "__pycache__" in path]
    assert left_out(".env")
    assert left_out("data/biztalk.db")


def test_all_of_the_bot_runs_from_what_is_shipped(image: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", USE_EVERYTHING],
        cwd=image,
        env={"BIZTALK_DATABASE": str(tmp_path / "biztalk.db"), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "is up to date" in ended.stdout
    assert (tmp_path / "biztalk.db").is_file()


def test_the_image_runs_as_nobody_special_and_checks_its_health() -> None:
    stage = final_stage()
    assert re.search(r"^USER 10001:10001$", stage, re.MULTILINE)
    assert "/healthz" in stage
    assert stage.index("\nUSER") > stage.rindex("\nRUN")
    assert stage.index("\nUSER") > stage.rindex("\nCOPY")


def test_settings_of_image_and_unit_are_ours() -> None:
    names = {f"BIZTALK_{name.upper()}" for name in Settings.model_fields}
    unit = (ROOT / "deploy" / "biztalk.service").read_text(encoding="utf-8")
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    bot = compose["services"]["bot"]
    used = {*re.findall(r"BIZTALK_\w+(?==)", DOCKERFILE + unit), *bot["environment"]}
    assert used
    assert used <= names


def test_nothing_but_the_data_can_be_written() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    bot = compose["services"]["bot"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert bot["volumes"] == ["data:/data"]
    written = re.findall(r"(?:BIZTALK_DATABASE|XDG_CACHE_HOME)=(\S+)", final_stage())
    assert [path.startswith("/data/") for path in written] == [True, True]


def test_the_unit_gives_the_bot_time_to_end_and_nothing_to_write_but_its_own() -> None:
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / "biztalk.service")
    service = unit["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["StateDirectory"] == "biztalk"
    assert int(service["TimeoutStopSec"]) > 10


@pytest.mark.parametrize("file", ["Dockerfile", "deploy/biztalk.service"])
def test_the_library_that_reads_sentences_tells_nobody(file: str) -> None:
    """onnxruntime sends its maker what it runs on, unless it is told not to."""
    assert "ORT_DISABLE_TELEMETRY=1" in (ROOT / file).read_text(encoding="utf-8")

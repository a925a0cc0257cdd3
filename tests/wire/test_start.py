"""Starting: what a person has to mend is one sentence and exit status 1, never a traceback."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from tests.wire.process import PATIENCE, ROOT, SURROUNDINGS, Discord, Process

# Root may write anywhere and keeps that right in the programs it starts, unless it lets go of
# CAP_DAC_OVERRIDE (1) and CAP_DAC_READ_SEARCH (2) by PR_CAPBSET_DROP (24).
_LIKE_ANYBODY = """
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
_LOG_LINE = re.compile(r"\d{4}-\d\d-\d\dT\S+Z [A-Z]+ ")


@dataclass(frozen=True)
class Ended:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one thing that it said on stderr besides its log; fails for more or less."""
        assert self.status == 1, self
        assert "Traceback" not in self.err
        said = [line for line in self.err.splitlines() if not _LOG_LINE.match(line)]
        assert len(said) == 1, self.err
        assert said[0].endswith(".")
        return said[0]


async def biztalk(
    *arguments: str, env: Mapping[str, str], folder: Path = ROOT, like_anybody: bool = False
) -> Ended:
    """Run the command to its end."""
    drop = ["-c", _LIKE_ANYBODY] if like_anybody and os.geteuid() == 0 else []
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, *drop, "-m", "bot", *arguments),
        cwd=folder,
        env=SURROUNDINGS | dict(env),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, err = await running.communicate()
    finally:
        if running.returncode is None:
            running.kill()
    return Ended(running.returncode or 0, out.decode(), err.decode())


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "biztalk.db"


@pytest.fixture
def broken_content(tmp_path: Path) -> Path:
    """The real content with three faults in it."""
    folder = shutil.copytree(ROOT / "content", tmp_path / "content")
    venues = folder / "guidance" / "venues.yaml"
    written = venues.read_text(encoding="utf-8")
    written = written.replace("kind: principle", "kind: opinion", 1)
    written = written.replace("related: [venues-first,", "related: [no-such-entry,", 1)
    venues.write_text(written, encoding="utf-8")
    with (folder / "topics.yaml").open("a", encoding="utf-8") as topics:
        topics.write("- id: nameless\n  about: A topic without a name.\n")
    return folder


async def test_without_a_token_it_says_where_one_goes(tmp_path: Path) -> None:
    ended = await biztalk("run", env={}, folder=tmp_path)
    assert "DISCORD_TOKEN" in ended.sentence
    assert not files_in(tmp_path)


async def test_a_wrong_token_is_named(discord: Discord, database: Path) -> None:
    env = discord.settings(database, DISCORD_TOKEN="not-the-token")
    ended = await biztalk("run", env=env)
    assert "Discord refused the token" in ended.sentence
    assert "not-the-token" not in ended.err


async def test_a_missing_intent_is_named(discord: Discord, database: Path) -> None:
    await discord.order("gateway", do="close", code=4014)
    ended = await biztalk("run", env=discord.settings(database))
    assert "Privileged Gateway Intents" in ended.sentence


async def test_broken_content_stops_the_start_with_its_first_problem(
    discord: Discord, database: Path, broken_content: Path
) -> None:
    env = discord.settings(database, BIZTALK_CONTENT=str(broken_content))
    ended = await biztalk("run", env=env)
    assert re.search(r"has 3 problems; the first: \S+\.yaml:\d+", ended.sentence)
    assert "biztalk content check" in ended.sentence
    assert not files_in(database.parent)


async def test_content_check_names_every_problem(broken_content: Path) -> None:
    ended = await biztalk("content", "check", env={"BIZTALK_CONTENT": str(broken_content)})
    assert ended.status == 1
    *problems, last = ended.out.splitlines()
    assert last == "3 problems."
    for said in (r"topics\.yaml:\d+ \(nameless\).*name", r"venues\.yaml:\d+ .*opinion"):
        assert any(re.search(said, problem) for problem in problems), problems
    assert any("no-such-entry" in problem for problem in problems), problems
    assert ended.err == ""


async def test_a_read_only_folder_is_named(discord: Discord, database: Path) -> None:
    database.parent.mkdir()
    database.parent.chmod(0o500)
    ended = await biztalk("run", env=discord.settings(database), like_anybody=True)
    assert f"{database.parent} is read-only" in ended.sentence


async def test_a_newer_database_is_left_alone(discord: Discord, database: Path) -> None:
    env = discord.settings(database)
    assert (await biztalk("db", "upgrade", env=env)).status == 0
    with closing(sqlite3.connect(database)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = files_in(database.parent)
    assert "newer" in (await biztalk("run", env=env)).sentence
    assert files_in(database.parent) == before


async def test_every_bad_setting_is_named_and_no_value_is_repeated() -> None:
    env = {
        "DISCORD_TOKEN": "a token with spaces",
        "BIZTALK_FEATURES": "advice, karaoke",
        "BIZTALK_API_URL": "secret.example",
        "BIZTALK_SHARD_COUNT": "none",
    }
    said = (await biztalk("run", env=env)).sentence
    for name in (*env, "karaoke"):
        assert name in said
    assert "secret.example" not in said
    assert "with spaces" not in said.replace("has no spaces", "")


async def test_invite_prints_the_address_with_just_the_permissions_needed(
    discord: Discord, database: Path
) -> None:
    view, send, history, send_in_threads = 1 << 10, 1 << 11, 1 << 16, 1 << 38
    public_threads, private_threads, files, audit_log = 1 << 35, 1 << 36, 1 << 15, 1 << 7
    manage_messages, manage_threads, time_out, pin = 1 << 13, 1 << 34, 1 << 40, 1 << 51
    needed = view | send | history | send_in_threads | public_threads | private_threads
    needed |= manage_messages | manage_threads | time_out | pin | files | audit_log
    asked = await biztalk("invite", env=discord.settings(database))
    assert f"client_id={discord.application_id}" in asked.out
    assert f"permissions={needed}" in asked.out
    assert "scope=bot+applications.commands" in asked.out
    bare = await biztalk("invite", "--application", "42", env={"BIZTALK_FEATURES": ","})
    assert bare.out.startswith("https://discord.com/")
    assert "client_id=42" in bare.out
    assert re.search(rf"permissions={view}\b", bare.out)


async def test_advice_answers_in_the_terminal() -> None:
    ended = await biztalk("advice", "should I work for free?", env={})
    assert ended.status == 0
    assert "Five questions for a low offer" in ended.out
    assert "From " in ended.out
    assert ended.err == ""
    nothing = await biztalk("advice", "zxqv", env={})
    assert (nothing.status, nothing.err) == (0, "")
    assert "nothing on that yet" in nothing.out


@asynccontextmanager
async def running(
    *arguments: str, env: Mapping[str, str], folder: Path = ROOT
) -> AsyncIterator[Process]:
    """A command that goes on; nothing of it is left behind."""
    process = await Process.start("-m", "bot", *arguments, env=env, folder=folder)
    try:
        yield process
    finally:
        await process.stop(signal.SIGKILL)


async def test_a_second_bot_is_refused_until_the_first_is_gone_however_it_went(
    discord: Discord, database: Path
) -> None:
    env = discord.settings(database)
    async with running("run", env=env) as first:
        await first.said("has connected to Gateway")
        assert (
            f"Another bot is using the database {database}"
            in (await biztalk("run", env=env)).sentence
        )
        await first.stop(signal.SIGKILL)
    async with running("run", env=env) as next_one:
        await next_one.said("has connected to Gateway")
        assert await next_one.stop() == 0


async def test_commands_are_sent_only_when_ours_or_discords_changed(
    discord: Discord, database: Path
) -> None:
    async def start(**more: str) -> int:
        """Start and stop a bot; gives how often it sent the commands."""
        before = len(discord.traffic())
        async with running("run", env=discord.settings(database, **more)) as bot:
            await bot.said("has connected to Gateway")
            assert await bot.stop() == 0
        sent = [one for one in discord.traffic()[before:] if one.get("method") == "PUT"]
        assert all(one["path"].endswith("/commands") for one in sent)
        return len(sent)

    assert await start() == 1
    assert await start() == 0
    assert await start(BIZTALK_FEATURES=",") == 1
    assert await start() == 1
    await discord.order("reset")  # keeps the commands, as a server that was left would
    assert await start() == 0
    await forget_commands(discord)
    assert await start() == 1


async def forget_commands(discord: Discord) -> None:
    """Take all commands off Discord's list, as another program with our token might."""
    url = f"{discord.api_url}/applications/{discord.application_id}/commands"
    headers = {"Authorization": f"Bot {discord.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.put(url, json=[]) as answer,
    ):
        assert answer.status == 200


@pytest.mark.parametrize("taken", [False, True])
async def test_demo_opens_one_address_and_ctrl_c_ends_all_of_it(
    tmp_path: Path, taken: bool
) -> None:
    env = {f"BIZTALK_{name.upper()}": str(ROOT / name) for name in ("content", "migrations")}
    async with AsyncExitStack() as stack:
        other = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = other.getsockname()[1]
        if not taken:
            other.close()
        arguments = ("demo", "--port", str(port))
        demo = await stack.enter_async_context(running(*arguments, env=env, folder=tmp_path))
        address = (await demo.said("^Open ")).split()[1]
        assert address.endswith(f":{port}") is not taken
        await demo.said("has connected to Gateway")
        http = await stack.enter_async_context(aiohttp.ClientSession())
        async with http.get(address) as page:
            assert page.status == 200
        assert await demo.stop(signal.SIGINT) in (0, 130)
        assert "Traceback" not in demo.told
        assert len(re.findall("http://", demo.told)) == 1
        with pytest.raises(aiohttp.ClientConnectorError):
            await http.get(address)

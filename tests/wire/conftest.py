"""One sandbox for all wire tests, one bot a module.

At the end everything that went over the wire is held against Discord's OpenAPI document.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.check import check_traffic
from tests.contract.openapi import ABSENT, locate
from tests.wire.enforcing import HOUR, act, begin_anew, later
from tests.wire.person import Person
from tests.wire.process import Discord, Process, start_bot

CONTRACT = pytest.StashKey[str]()


@pytest.fixture(scope="session")
async def discord(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> AsyncIterator[Discord]:
    running = await Discord.start(tmp_path_factory.mktemp("discord"))
    yield running
    await running.process.stop()
    if not locate().is_file():
        pytestconfig.stash[CONTRACT] = ABSENT
        return
    report = check_traffic(running.record)
    pytestconfig.stash[CONTRACT] = str(report)
    assert not report.violations, str(report)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if CONTRACT in config.stash:
        terminalreporter.section("contract with Discord's API, over all wire tests")
        terminalreporter.write_line(config.stash[CONTRACT])


@pytest.fixture(scope="module")
async def bot(discord: Discord, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Process]:
    running = await start_bot(discord, tmp_path_factory.mktemp("bot") / "biztalk.db")
    yield running
    assert await running.stop() == 0


@pytest.fixture(scope="module")
async def new_bot(
    discord: Discord, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Process]:
    """A bot with nothing in its database, on a server without threads: both count offers from 1."""
    await discord.order("reset")
    running = await start_bot(discord, tmp_path_factory.mktemp("bot") / "biztalk.db")
    yield running
    assert await running.stop() == 0


@pytest.fixture(scope="module")
async def acting_bot(
    discord: Discord, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Process, Path]]:
    """A bot on a fresh server, and its database, for what it does about promotion."""
    await discord.order("reset")
    database = tmp_path_factory.mktemp("bot") / "biztalk.db"
    running = await start_bot(discord, database)
    yield running, database
    assert await running.stop() == 0
    assert "Traceback" not in running.told, running.told


@pytest.fixture
async def enforced(discord: Discord, acting_bot: tuple[Process, Path], mara: Person) -> Path:
    """The database of a bot that acts, while nobody has a strike and no burst goes on."""
    _, database = acting_bot
    act(database, mara)
    begin_anew(database)
    await later(discord, 2 * HOUR)  # longer than a time-out
    return database


@pytest.fixture
async def nora(discord: Discord) -> AsyncIterator[Person]:
    """A newcomer."""
    person = await Person.join(discord, "Nora")
    yield person
    await person.leave()


@pytest.fixture
async def mara(discord: Discord) -> AsyncIterator[Person]:
    """A moderator."""
    person = await Person.join(discord, "Mara")
    yield person
    await person.leave()


@pytest.fixture
async def olive(discord: Discord) -> AsyncIterator[Person]:
    """The owner."""
    person = await Person.join(discord, "Olive")
    yield person
    await person.leave()


@pytest.fixture
async def rafi(discord: Discord) -> AsyncIterator[Person]:
    """A regular."""
    person = await Person.join(discord, "Rafi")
    yield person
    await person.leave()


@pytest.fixture
async def dee(discord: Discord) -> AsyncIterator[Person]:
    """A regular who takes no direct messages."""
    person = await Person.join(discord, "Dee")
    yield person
    await person.leave()


@pytest.fixture
async def pax(discord: Discord) -> AsyncIterator[Person]:
    """A newcomer who likes to promote."""
    person = await Person.join(discord, "Pax")
    yield person
    await person.leave()

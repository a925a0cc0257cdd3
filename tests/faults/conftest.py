"""A sandbox a module, people in it, and the table of what was broken."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.table import Table
from tests.wire.person import Person
from tests.wire.process import Discord

TABLE = pytest.StashKey[Table]()


@pytest.fixture(scope="session")
def table(pytestconfig: pytest.Config) -> Table:
    return pytestconfig.stash.setdefault(TABLE, Table())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if TABLE in config.stash:
        terminalreporter.section("what was broken, and what came of it")
        for line in config.stash[TABLE].lines():
            terminalreporter.write_line(line)


@pytest.fixture(scope="module")
async def discord(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Discord]:
    running = await Discord.start(tmp_path_factory.mktemp("discord"))
    yield running
    await running.process.stop()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "biztalk.db"


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
async def pax(discord: Discord) -> AsyncIterator[Person]:
    """A newcomer who likes to promote."""
    person = await Person.join(discord, "Pax")
    yield person
    await person.leave()


@pytest.fixture
async def rafi(discord: Discord) -> AsyncIterator[Person]:
    """A regular."""
    person = await Person.join(discord, "Rafi")
    yield person
    await person.leave()

"""The sandbox itself, without our bot: a second one, whose bot the tests play.

Everything is fresh for each test. The tests ask for much that is wrong, so the contract is held
against the sandbox's answers and events alone.
"""

from collections.abc import AsyncIterator

import pytest

from tests.contract.check import check_traffic
from tests.contract.openapi import locate
from tests.wire.process import Discord
from tests.wire.puppet import Puppet

ASKED = ("request", "query", "path")


@pytest.fixture(scope="session")
async def discord(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Discord]:
    running = await Discord.start(tmp_path_factory.mktemp("lonely"))
    yield running
    await running.process.stop()
    if locate().is_file():
        found = check_traffic(running.record).violations
        wrong = [str(one) for one in found if one.side not in ASKED]
        assert not wrong, "\n".join(wrong)


@pytest.fixture(autouse=True)
async def fresh(discord: Discord) -> None:
    """A new world before each test."""
    await discord.order("reset")


@pytest.fixture
async def puppet(discord: Discord, fresh: None) -> AsyncIterator[Puppet]:
    """The bot, connected, with no command registered."""
    played = Puppet.of(discord)
    await played.connect()
    await played.register()
    yield played
    await played.leave()

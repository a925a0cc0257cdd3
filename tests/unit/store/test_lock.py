import asyncio
import signal
import sys

import pytest

from bot.errors import CannotStart
from bot.store import Store

OTHER_BOT = """
import asyncio, sys
from pathlib import Path
from bot.clock import SystemClock
from bot.store import Store

async def main():
    async with Store.open(Path(sys.argv[1]), Path(sys.argv[2]), SystemClock()) as store:
        await store.guild_settings.set(1, zone="Europe/Berlin")
        print("open", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture
async def other_bot(path, migrations):
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OTHER_BOT, path, migrations, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(30):
        assert await bot.stdout.readline() == b"open\n"
    yield bot
    if bot.returncode is None:
        bot.kill()
    await bot.communicate()


async def test_a_second_bot_is_refused_until_the_first_is_killed(
    path, migrations, clock, other_bot
):
    with pytest.raises(CannotStart) as refusal:
        async with Store.open(path, migrations, clock):
            pass
    assert str(path) in str(refusal.value)
    assert f"{path}.lock" in str(refusal.value)

    other_bot.send_signal(signal.SIGKILL)
    await other_bot.wait()

    async with Store.open(path, migrations, clock) as store:
        assert (await store.guild_settings.get(1)).zone == "Europe/Berlin"


async def test_a_link_to_the_database_meets_the_same_lock(path, migrations, clock, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(path)
    async with Store.open(path, migrations, clock):
        with pytest.raises(CannotStart):
            async with Store.open(link, migrations, clock):
                pass


async def test_closing_lets_go(path, migrations, clock):
    for _ in range(2):
        async with Store.open(path, migrations, clock):
            pass

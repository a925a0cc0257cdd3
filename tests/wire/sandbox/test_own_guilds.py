"""Which guilds a bot is in, and what time it is there."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tests.wire.process import Discord
from tests.wire.puppet import Puppet
from tests.wire.tipping import now


async def test_the_guilds_of_the_bot_come_with_what_it_may_there(puppet: Puppet) -> None:
    [listed] = (await puppet.request("GET", "/users/@me/guilds")).body
    assert listed["name"] == "Better Records"
    assert not listed["owner"]
    assert int(listed["permissions"]) & 1 << 51
    after = f"/users/@me/guilds?after={listed['id']}"
    assert (await puppet.request("GET", after)).body == []


async def test_every_answer_tells_the_time_of_the_clock_that_can_be_moved(
    discord: Discord, puppet: Puppet
) -> None:
    await discord.order("clock", advance_seconds=1_000_000)
    told = (await puppet.request("GET", "/gateway")).headers["Date"]
    assert abs((parsedate_to_datetime(told) - await now(discord)).total_seconds()) < 5
    assert parsedate_to_datetime(told) > datetime.now(UTC)

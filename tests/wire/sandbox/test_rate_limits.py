"""Rate limits: told on every answer to a bot, and kept."""

import asyncio

import pytest

from tests.wire.person import Person
from tests.wire.puppet import Puppet

TOLD = ("Limit", "Remaining", "Reset", "Reset-After", "Bucket")


@pytest.mark.parametrize(
    "path", ["/users/@me", "/guilds/{guild}/roles", "/channels/{channel}/messages/5"]
)
async def test_every_answer_tells_how_much_is_left(puppet: Puppet, nora: Person, path: str) -> None:
    filled = path.format(guild=nora.guild_id, channel=nora.channels["biz-talk"])
    first, second = [await puppet.request("GET", filled) for _ in range(2)]
    assert all(f"X-RateLimit-{name}" in first.headers for name in TOLD)
    left = [int(one.headers["X-RateLimit-Remaining"]) for one in (first, second)]
    assert left == [left[0], left[0] - 1]
    assert first.headers["X-RateLimit-Bucket"] == second.headers["X-RateLimit-Bucket"]


async def test_the_sixth_message_within_five_seconds_is_one_too_many(
    puppet: Puppet, nora: Person
) -> None:
    channel_id = nora.channels["biz-talk"]
    for number in range(5):
        await puppet.post(channel_id, content=str(number))
    path = f"/channels/{channel_id}/messages"
    sixth = await puppet.request("POST", path, {"content": "5"})
    assert sixth.status == 429
    assert sixth.headers["Via"]
    assert sixth.headers["X-RateLimit-Remaining"] == "0"
    assert sixth.headers["X-RateLimit-Scope"] == "user"
    assert 0 < float(sixth.headers["Retry-After"]) <= 5
    assert sixth.body["retry_after"] == pytest.approx(float(sixth.headers["Retry-After"]), abs=0.01)
    assert sixth.body["global"] is False
    await puppet.post(nora.channels["general-talk"], content="elsewhere")  # a bucket of its own
    await nora.say("biz-talk", "people are not counted here")
    _, history = await nora.request("GET", path)
    assert [one["content"] for one in history[1:]] == ["4", "3", "2", "1", "0"]


async def test_fifty_requests_a_second_are_the_most_over_everything(
    puppet: Puppet, nora: Person
) -> None:
    paths = ["/users/@me", f"/guilds/{nora.guild_id}", f"/guilds/{nora.guild_id}/roles"]
    answers = await asyncio.gather(*(puppet.request("GET", path) for path in paths * 34))
    answer = next(one for one in answers if one.status == 429)
    assert answer.headers["X-RateLimit-Global"] == "true"
    assert answer.headers["X-RateLimit-Scope"] == "global"
    assert answer.body["global"] is True

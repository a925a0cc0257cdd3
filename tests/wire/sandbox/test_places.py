"""Where a person finds the bot's messages: in channels, threads and direct messages."""

import pytest

from tests.wire.person import Person
from tests.wire.puppet import MESSAGE, Puppet
from tests.wire.sandbox.offers import BUTTON, sent, shown

ROW = [{"type": 1, "components": [BUTTON]}]


async def made(puppet: Puppet, nora: Person, where: str) -> int:
    """A place that the bot opens for Nora."""
    if where == "dm":
        answer = await puppet.request("POST", "/users/@me/channels", {"recipients": [str(nora.id)]})
        return int(answer.body["id"])
    path = f"/channels/{nora.channels['biz-talk']}/threads"
    answer = await puppet.request("POST", path, {"name": where, "type": 12})
    thread_id = answer.body["id"]
    await puppet.request("PUT", f"/channels/{thread_id}/thread-members/{nora.id}")
    return int(thread_id)


@pytest.mark.parametrize("where", ["dm", "the gig"])
async def test_a_modal_opens_and_is_sent_where_the_bot_wrote(
    puppet: Puppet, nora: Person, where: str
) -> None:
    place = await made(puppet, nora, where)
    await puppet.post(place, content="offer", components=ROW)
    message = await nora.hears("MESSAGE_CREATE", lambda one: one["content"] == "offer")
    assert nora.channels[where] == place
    nonce = await nora.send(nora.press_body(message, "Weigh"))
    told = await sent(puppet, nora, await shown(puppet, nora, nonce), fee="5")
    assert told["channel_id"] == str(place)
    assert ("guild_id" in told) == (where != "dm")
    await puppet.answer(told, MESSAGE, content="low")
    answer = await nora.hears("MESSAGE_CREATE", lambda one: one["content"] == "low")
    assert answer["channel_id"] == str(place)
    assert (await nora.say(place, "thanks"))["channel_id"] == str(place)


async def test_of_threads_with_one_name_the_last_is_meant_and_no_channel_is_lost(
    puppet: Puppet, nora: Person
) -> None:
    channel = nora.channels["biz-talk"]
    threads = [await made(puppet, nora, name) for name in ("a", "a", "biz-talk")]
    await nora.hears("THREAD_CREATE", lambda one: one["id"] == str(threads[-1]))
    assert nora.channels["a"] == threads[1]
    assert nora.channels["biz-talk"] == channel

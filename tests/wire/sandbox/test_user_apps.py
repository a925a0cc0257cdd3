"""Messages of apps that a person brought along, and that are not in the server."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import V2, Puppet

USE_EXTERNAL_APPS = 1 << 50
CARD = {"flags": V2, "components": [{"type": 10, "content": "Hire me"}]}


@pytest.mark.parametrize(
    ("kind", "body"), [(20, {"content": "Hire me"}), (23, {"embeds": [{"title": "a"}]}), (20, CARD)]
)
async def test_it_says_whose_doing_it_is(
    discord: Discord, puppet: Puppet, nora: Person, kind: int, body: Any
) -> None:
    place = {"person": "Pax", "channel_id": str(nora.channels["biz-talk"]), "type": kind}
    made = await discord.made("user-app", **place, app="Self Promoter", **body)
    for heard in (await nora.hears("MESSAGE_CREATE"), await puppet.hears("MESSAGE_CREATE")):
        assert (heard["id"], heard["type"]) == (made["id"], kind)
        told = heard["interaction_metadata"]
        pax = told["user"]
        assert (pax["username"], told["type"]) == ("pax", 2)
        assert told["authorizing_integration_owners"] == {"1": pax["id"]}
        author = heard["author"]
        assert (author["username"], author["bot"]) == ("self-promoter", True)
        assert heard["application_id"] == author["id"] != pax["id"]
        assert "member" not in heard
        for name, value in body.items():
            if name == "content":
                assert heard[name] == value
            elif name != "flags":
                assert len(heard[name]) == 1
    again = await discord.made("user-app", **place, app="Self Promoter", content="b")
    assert again["author"] == made["author"]
    answer = await puppet.request("GET", f"/guilds/{nora.guild_id}/members/{author['id']}")
    assert answer.refusal == (404, 10007)


async def test_without_the_permission_only_the_person_sees_it(
    discord: Discord, nora: Person, olive: Person
) -> None:
    await olive.set_overwrite("biz-talk", olive.guild_id, deny=USE_EXTERNAL_APPS)
    place = str(nora.channels["biz-talk"])
    await discord.made("user-app", person="Nora", channel_id=place, content="a")
    assert (await nora.hears("MESSAGE_CREATE"))["flags"] == 1 << 6
    await olive.say("biz-talk", "b")
    await olive.hears("MESSAGE_CREATE", lambda one: one["content"] == "b")
    assert len(olive.heard("MESSAGE_CREATE")) == 1


async def test_a_moderator_removes_it(discord: Discord, nora: Person, puppet: Puppet) -> None:
    place = str(nora.channels["biz-talk"])
    made = await discord.made("user-app", person="Pax", channel_id=place, content="a")
    path = f"/channels/{place}/messages/{made['id']}"
    assert (await puppet.request("DELETE", path)).status == 204
    assert (await nora.hears("MESSAGE_DELETE"))["id"] == made["id"]

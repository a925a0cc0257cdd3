"""Members who are put out of a guild, the bot above all, and let in again."""

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import GUILD_MESSAGES, GUILDS, Puppet

GUILD = 804_000_000_000_000_000
BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Ask", "custom_id": "a"}]}


def place(user_id: int, guild: int | str = GUILD) -> str:
    return f"/guilds/{guild}/members/{user_id}"


async def kicked(olive: Person, user_id: int, guild: int | str = GUILD) -> None:
    assert (await olive.request("DELETE", place(user_id, guild)))[0] == 204


async def test_rank_and_permission_decide_who_is_put_out_by_whom(
    puppet: Puppet, olive: Person, mara: Person, nora: Person
) -> None:
    for who, whom in ((mara, nora), (nora, mara), (mara, olive), (olive, olive)):
        status, answer = await who.request("DELETE", place(whom.id))
        assert (status, answer["code"]) == (403, 50013), (who.id, whom.id)
    assert (await puppet.request("DELETE", place(nora.id))).refusal == (403, 50013)
    assert (await olive.request("DELETE", place(5)))[1]["code"] == 10013
    await kicked(olive, nora.id)
    assert (await olive.request("DELETE", place(nora.id)))[1]["code"] == 10007


async def test_the_guild_is_gone_for_a_bot_that_is_put_out(
    puppet: Puppet, olive: Person, nora: Person
) -> None:
    channel = f"/channels/{nora.channels['biz-talk']}"
    await kicked(olive, puppet.bot_id)
    assert await puppet.hears("GUILD_DELETE") == {"id": str(GUILD)}
    assert (await puppet.request("GET", "/users/@me/guilds")).body == []
    assert (await puppet.request("GET", f"/guilds/{GUILD}")).refusal == (404, 10004)
    for path in (f"/guilds/{GUILD}/channels", place(nora.id), channel, f"{channel}/messages"):
        assert (await puppet.request("GET", path)).refusal == (403, 50001), path
    sent = await puppet.request("POST", f"{channel}/messages", {"content": "still here"})
    assert sent.refusal == (403, 50001)
    commands = f"/applications/{puppet.bot_id}/guilds/{GUILD}/commands"
    assert (await puppet.request("PUT", commands, [])).refusal == (403, 50001)


async def test_a_bot_that_is_put_out_hears_nothing_of_the_guild(
    discord: Discord, puppet: Puppet, olive: Person, nora: Person
) -> None:
    message = await puppet.post(nora.channels["biz-talk"], content="ask", components=[BUTTON])
    await puppet.register({"name": "advice", "description": "Ask", "type": 1})
    await nora.hears("MESSAGE_CREATE", lambda one: one["id"] == message["id"])
    using = await nora.command_body("biz-talk", "advice")
    await kicked(olive, puppet.bot_id)
    await puppet.hears("GUILD_DELETE")
    gateway = puppet.gateway
    assert gateway is not None
    before = len(gateway.frames)

    assert await nora.commands() == []
    assert (await nora.refused(using))["code"] == 10063
    pressed = await nora.send(nora.press_body(message, "Ask"))
    await nora.say("biz-talk", "Where has it gone?")
    await discord.made("channels", name="after")
    await olive.set_overwrite("biz-talk", nora.id, of_member=True, allow=1 << 13)
    await olive.request("PATCH", place(nora.id), {"communication_disabled_until": None})
    await discord.order("clock", advance_seconds=3)
    await nora.hears("INTERACTION_FAILURE", lambda one: one["nonce"] == pressed)
    answers = f"/channels/{(await _dm(puppet, nora))}/messages"
    assert (await puppet.request("POST", answers, {"content": "hi"})).refusal == (403, 50278)
    assert [one for one in gateway.frames[before:] if one["op"] == 0] == []

    again = await puppet.connect()
    assert again.heard("READY")[0]["guilds"] == []


async def test_others_hear_who_came_and_went_if_they_want_to(
    discord: Discord, puppet: Puppet, olive: Person, mara: Person, nora: Person
) -> None:
    await kicked(olive, nora.id)
    left = await puppet.hears("GUILD_MEMBER_REMOVE")
    assert (left["guild_id"], left["user"]["id"]) == (str(GUILD), str(nora.id))
    assert await nora.hears("GUILD_DELETE") == {"id": str(GUILD)}
    assert (await nora.request("GET", f"/channels/{nora.channels['biz-talk']}"))[0] == 403
    _, log = await mara.request("GET", f"/guilds/{GUILD}/audit-logs?action_type=20")
    [entry] = log["audit_log_entries"]
    assert (entry["user_id"], entry["target_id"]) == (str(olive.id), str(nora.id))

    await discord.order("invite", guild_id=str(GUILD), person="Nora")
    joined = await puppet.hears("GUILD_MEMBER_ADD")
    assert (joined["guild_id"], joined["user"]["id"]) == (str(GUILD), str(nora.id))
    await nora.say("biz-talk", "I am back")

    gateway = await puppet.connect(GUILDS | GUILD_MESSAGES)
    await kicked(olive, nora.id)
    said = await olive.say("biz-talk", "That was all")
    await gateway.hears("MESSAGE_CREATE", lambda one: one["id"] == said["id"])
    assert gateway.heard("GUILD_MEMBER_REMOVE") == []


async def test_whoever_is_put_out_is_in_no_thread(
    puppet: Puppet, olive: Person, nora: Person
) -> None:
    body = {"name": "aside", "type": 11}
    _, thread = await nora.request("POST", f"/channels/{nora.channels['biz-talk']}/threads", body)
    members = f"/channels/{thread['id']}/thread-members?with_member=1"
    assert len((await puppet.request("GET", members)).body) == 1
    await kicked(olive, nora.id)
    assert (await puppet.request("GET", members)).body == []


async def test_a_bot_that_is_invited_has_its_role_and_a_new_guild(
    discord: Discord, puppet: Puppet, olive: Person, mara: Person
) -> None:
    gateway = await puppet.connect()
    first = await gateway.hears("GUILD_CREATE")
    assert first["unavailable"] is False
    await kicked(olive, puppet.bot_id)
    await puppet.hears("GUILD_DELETE")
    seen = len(gateway.frames)
    await discord.order("invite", guild_id=str(GUILD))
    told = await gateway.hears("GUILD_CREATE", since=seen)
    assert "unavailable" not in told
    assert told["id"] == first["id"]
    assert {one["id"] for one in told["channels"]} == {one["id"] for one in first["channels"]}
    await puppet.post(mara.channels["moderators-log"], content="I am back")
    assert "advice" not in [one["name"] for one in await mara.commands()]
    await puppet.register({"name": "advice", "description": "Ask", "type": 1})
    assert "advice" in [one["name"] for one in await mara.commands()]


async def test_another_guild_is_none_of_its_business(
    discord: Discord, puppet: Puppet, olive: Person, nora: Person
) -> None:
    made = await discord.made("guilds", name="Second Stage", channels=["general"])
    await puppet.hears("GUILD_CREATE", lambda one: one["id"] == made["id"])
    await kicked(olive, puppet.bot_id)
    await puppet.hears("GUILD_DELETE")
    await puppet.post(int(made["channels"][0]["id"]), content="Here I stay")
    await puppet.post(int(await _dm(puppet, nora)), content="and here")


async def test_an_outage_is_sent_by_hand(discord: Discord, puppet: Puppet, nora: Person) -> None:
    out = {"id": str(GUILD), "unavailable": True}
    await discord.order("gateway", do="send", t="GUILD_DELETE", d=out)
    assert await puppet.hears("GUILD_DELETE") == out
    await puppet.post(nora.channels["biz-talk"], content="Still a member")


async def _dm(puppet: Puppet, person: Person) -> str:
    opened = await puppet.request("POST", "/users/@me/channels", {"recipient_id": str(person.id)})
    return str(opened.body["id"])

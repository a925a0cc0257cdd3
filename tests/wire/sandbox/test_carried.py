"""What a message can carry besides words and files: forwards, links' embeds, polls, stickers."""

from typing import Any

import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import (
    DIRECT_MESSAGES,
    EVERYTHING,
    GUILD_MESSAGES,
    GUILDS,
    V2,
    Puppet,
)

HISTORY, EMBED_LINKS, SEND_POLLS = 1 << 16, 1 << 14, 1 << 49
SUPPRESS_EMBEDS = 1 << 2
WITHOUT_CONTENT = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
NOBODY = 804_000_000_000_999_999
WAVE = "749054660769218631"
LINK = "https://example.org/my-mixes"
EMBED = {"title": "My mixes", "description": "Book me now", "provider": {"name": "Example"}}
NOTES = ("notes.txt", b"half up front")


def asking(*answers: str, **more: Any) -> dict[str, Any]:
    media = [{"poll_media": {"text": one}} for one in answers or ("Yes", "No")]
    return {"question": {"text": "Is half up front fair?"}, "answers": media} | more


class TestForwards:
    async def test_a_forward_carries_everything_but_the_author(
        self, nora: Person, mara: Person, puppet: Puppet
    ) -> None:
        embed = {"title": "Plot"}
        button = {"type": 2, "style": 5, "label": "Mixes", "url": LINK}
        row = {"type": 1, "components": [button]}
        source = await puppet.post(
            nora.channels["biz-talk"], NOTES, content="look", embeds=[embed], components=[row]
        )
        sent = await nora.forward(source, "general-talk")
        heard = await mara.hears("MESSAGE_CREATE", lambda one: one["id"] == sent["id"])
        [snapshot] = heard["message_snapshots"]
        carried = snapshot["message"]
        for name in ("content", "embeds", "attachments", "components", "timestamp", "type"):
            assert carried[name] == source[name]
        assert "author" not in carried
        assert (heard["type"], heard["content"], heard["flags"]) == (0, "", 1 << 14)
        assert heard["message_reference"] == {
            "type": 1,
            "message_id": source["id"],
            "channel_id": source["channel_id"],
            "guild_id": str(nora.guild_id),
        }
        assert "referenced_message" not in heard
        assert heard["mentions"] == []

    async def test_a_forward_stays_as_it_was_and_can_be_carried_on(self, nora: Person) -> None:
        source = await nora.say("biz-talk", "before")
        first = await nora.forward(source, "general-talk")
        await nora.edit(source, "after")
        await nora.delete(source)
        second = await nora.forward(first, "biz-talk")
        assert second["message_snapshots"] == first["message_snapshots"]
        assert second["message_snapshots"][0]["message"]["content"] == "before"

    @pytest.mark.parametrize(
        ("more", "refusal"),
        [
            ({"content": "look"}, (400, 160011)),
            ({"poll": asking()}, (400, 160011)),
            ({"message_reference": {"type": 1, "message_id": "5"}}, (400, 50035)),
            ({"message_reference": {"message_id": str(NOBODY)}}, (400, 50035)),
            ({"message_reference": {"channel_id": str(NOBODY)}}, (404, 10003)),
        ],
    )
    async def test_what_no_forward_is(self, nora: Person, more: Any, refusal: Any) -> None:
        source = await nora.say("biz-talk", "look")
        reference = {"type": 1, "message_id": source["id"], "channel_id": source["channel_id"]}
        body = {"message_reference": reference} | more
        if "message_reference" in more and len(more["message_reference"]) == 1:
            body["message_reference"] = reference | more["message_reference"]
        path = f"/channels/{source['channel_id']}/messages"
        status, answer = await nora.request("POST", path, body)
        assert (status, answer["code"]) == refusal

    async def test_what_cannot_be_forwarded(
        self, nora: Person, mara: Person, olive: Person, discord: Discord, puppet: Puppet
    ) -> None:
        async def refusal(one: dict[str, Any]) -> tuple[int, int]:
            reference = {"type": 1, "message_id": one["id"], "channel_id": one["channel_id"]}
            path = f"/channels/{nora.channels['general-talk']}/messages"
            status, answer = await nora.request("POST", path, {"message_reference": reference})
            return status, answer.get("code", 0)

        assert await refusal(await nora.post("biz-talk", poll=asking())) == (400, 50035)
        thread = {"name": "gig", "type": 11}
        await nora.request("POST", f"/channels/{nora.channels['biz-talk']}/threads", thread)
        told = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 18)
        assert await refusal(told) == (400, 50035)
        assert await refusal(await mara.say("moderators-log", "hm")) == (403, 50001)
        said = await nora.say("biz-talk", "a")
        await olive.set_overwrite("biz-talk", olive.guild_id, deny=HISTORY)
        assert await refusal(said) == (403, 160009)
        await olive.clear_overwrite("biz-talk", olive.guild_id)
        assert await refusal(said) == (200, 0)
        await discord.order("gateway", do="grant", intents=0)
        reference = {"type": 1, "message_id": said["id"], "channel_id": said["channel_id"]}
        path = f"/channels/{said['channel_id']}/messages"
        answer = await puppet.request("POST", path, {"message_reference": reference})
        assert answer.refusal == (403, 160014)


class TestEmbedsOfLinks:
    async def test_they_arrive_by_an_update_that_is_no_edit(
        self, discord: Discord, nora: Person, mara: Person
    ) -> None:
        await discord.order("embeds", url=LINK, embed=EMBED)
        said = await nora.say("biz-talk", f"listen: {LINK}.")
        created = await mara.hears("MESSAGE_CREATE")
        updated = await mara.hears("MESSAGE_UPDATE")
        assert said["embeds"] == created["embeds"] == []
        assert updated["embeds"] == [{"type": "link", "url": LINK} | EMBED]
        assert (updated["content"], updated["edited_timestamp"]) == (said["content"], None)
        path = f"/channels/{said['channel_id']}/messages/{said['id']}"
        assert (await nora.request("GET", path))[1]["embeds"] == updated["embeds"]

    @pytest.mark.parametrize(
        "body",
        [
            {"content": f"<{LINK}>"},
            {"content": f"{LINK}/other"},
            {"content": LINK, "flags": SUPPRESS_EMBEDS},
        ],
    )
    async def test_some_links_show_none(self, discord: Discord, nora: Person, body: Any) -> None:
        await discord.order("embeds", url=LINK, embed=EMBED)
        await nora.post("biz-talk", **body)
        shown = await nora.say("biz-talk", LINK)
        await nora.hears("MESSAGE_UPDATE", lambda one: one["id"] == shown["id"])
        assert [one["id"] for one in nora.heard("MESSAGE_UPDATE")] == [shown["id"]]

    async def test_they_need_embed_links(
        self, discord: Discord, nora: Person, olive: Person
    ) -> None:
        await discord.order("embeds", url=LINK, embed=EMBED)
        await olive.set_overwrite("biz-talk", olive.guild_id, deny=EMBED_LINKS)
        await nora.say("biz-talk", LINK)
        shown = await olive.say("biz-talk", LINK)
        await nora.hears("MESSAGE_UPDATE", lambda one: one["id"] == shown["id"])
        assert len(nora.heard("MESSAGE_UPDATE")) == 1

    async def test_an_edit_brings_and_takes_them(self, discord: Discord, nora: Person) -> None:
        await discord.order("embeds", url=LINK, embed=EMBED)
        said = await nora.say("biz-talk", "listen")
        await nora.edit(said, f"listen: {LINK}")
        with_embed = await nora.hears("MESSAGE_UPDATE", lambda one: one["embeds"])
        assert with_embed["edited_timestamp"]
        assert (await nora.edit(said, "never mind"))["embeds"] == []

    async def test_whoever_manages_messages_hides_them(
        self, discord: Discord, nora: Person, mara: Person
    ) -> None:
        await discord.order("embeds", url=LINK, embed=EMBED)
        said = await nora.say("biz-talk", LINK)
        await mara.hears("MESSAGE_UPDATE")
        hidden = await mara.change(said, flags=SUPPRESS_EMBEDS)
        assert (hidden["embeds"], hidden["flags"]) == ([], SUPPRESS_EMBEDS)
        assert hidden["edited_timestamp"] is None
        assert (await nora.change(said, flags=0))["embeds"]
        path = f"/channels/{said['channel_id']}/messages/{said['id']}"
        status, answer = await mara.request("PATCH", path, {"flags": 4, "content": "mine"})
        assert (status, answer["code"]) == (403, 50005)


class TestPolls:
    async def test_a_poll_is_heard_voted_on_and_ends(
        self, discord: Discord, nora: Person, mara: Person
    ) -> None:
        sent = await nora.post("biz-talk", poll=asking(duration=2))
        heard = (await mara.hears("MESSAGE_CREATE"))["poll"]
        assert heard["question"] == {"text": "Is half up front fair?"}
        assert [one["poll_media"]["text"] for one in heard["answers"]] == ["Yes", "No"]
        assert [one["answer_id"] for one in heard["answers"]] == [1, 2]
        path = f"/channels/{sent['channel_id']}/polls/{sent['id']}"
        assert (await mara.request("PUT", f"{path}/answers/@me", {"answer_ids": ["1"]}))[0] == 204
        assert (await mara.request("PUT", f"{path}/answers/@me", {"answer_ids": ["2"]}))[0] == 204
        vote = await nora.hears("MESSAGE_POLL_VOTE_ADD", lambda one: one["answer_id"] == 2)
        assert (vote["user_id"], vote["message_id"]) == (str(mara.id), sent["id"])
        assert (await nora.hears("MESSAGE_POLL_VOTE_REMOVE"))["answer_id"] == 1
        _, voters = await nora.request("GET", f"{path}/answers/2")
        assert [one["id"] for one in voters["users"]] == [str(mara.id)]
        await discord.order("clock", advance_seconds=2 * 3600)
        ended = (await nora.hears("MESSAGE_UPDATE"))["poll"]["results"]
        assert ended == {
            "is_finalized": True,
            "answer_counts": [{"id": 2, "count": 1, "me_voted": False}],
        }
        told = await nora.hears("MESSAGE_CREATE", lambda one: one["type"] == 46)
        fields = {one["name"]: one["value"] for one in told["embeds"][0]["fields"]}
        assert (fields["victor_answer_text"], fields["total_votes"]) == ("No", "1")
        assert told["message_reference"]["message_id"] == sent["id"]
        status, answer = await nora.request("POST", f"{path}/expire")
        assert (status, answer["code"]) == (400, 520001)

    @pytest.mark.parametrize(
        "poll",
        [
            asking() | {"answers": []},
            asking(*"abcdefghijk"),
            asking("x" * 56),
            asking() | {"question": {"text": "x" * 301}},
            asking() | {"question": {}},
            asking(duration=0),
            asking(duration=769),
            asking(layout_type=2),
            asking() | {"answers": [{"poll_media": {"text": "a", "emoji": {"name": "x"}}}]},
        ],
    )
    async def test_what_no_poll_is(self, nora: Person, poll: Any) -> None:
        path = f"/channels/{nora.channels['biz-talk']}/messages"
        status, answer = await nora.request("POST", path, {"poll": poll})
        assert (status, answer["code"]) == (400, 50035)

    async def test_who_may_do_what_with_a_poll(
        self, nora: Person, mara: Person, olive: Person, puppet: Puppet
    ) -> None:
        emoji = {"poll_media": {"text": "a", "emoji": {"name": "🎹"}}}
        sent = await nora.post("biz-talk", poll=asking() | {"answers": [emoji]})
        assert sent["poll"]["answers"][0]["poll_media"]["emoji"]["name"] == "🎹"
        path = f"/channels/{sent['channel_id']}/polls/{sent['id']}"

        async def refused(who: Person, method: str, what: str, body: Any = None) -> int:
            status, answer = await who.request(method, what, body)
            assert status >= 400, answer
            return int(answer["code"])

        edit = f"/channels/{sent['channel_id']}/messages/{sent['id']}"
        two = {"answer_ids": ["1", "2"]}
        assert await refused(nora, "PATCH", edit, {"content": "hm"}) == 520003
        assert await refused(mara, "POST", f"{path}/expire") == 50005
        assert await refused(mara, "PUT", f"{path}/answers/@me", two) == 50035
        assert (await puppet.request("PUT", f"{path}/answers/@me", two)).refusal == (403, 20001)
        plain = await nora.say("biz-talk", "a")
        other = f"/channels/{sent['channel_id']}/polls/{plain['id']}"
        assert await refused(nora, "POST", f"{other}/expire") == 520006
        status, ended = await nora.request("POST", f"{path}/expire")
        assert (status, ended["poll"]["results"]["is_finalized"]) == (200, True)
        assert await refused(mara, "PUT", f"{path}/answers/@me", two) == 520001
        await olive.set_overwrite("biz-talk", olive.guild_id, deny=SEND_POLLS)
        messages = f"/channels/{sent['channel_id']}/messages"
        assert await refused(nora, "POST", messages, {"poll": asking()}) == 50013
        body = {"poll": asking(), "flags": V2, "components": [{"type": 10, "content": "a"}]}
        assert await refused(olive, "POST", messages, body) == 50035


class TestStickers:
    async def test_people_send_standard_ones(self, nora: Person, mara: Person) -> None:
        await nora.post("biz-talk", sticker_ids=[WAVE])
        heard = await mara.hears("MESSAGE_CREATE")
        assert heard["sticker_items"] == [{"id": WAVE, "name": "Wave", "format_type": 3}]
        status, sticker = await nora.request("GET", f"/stickers/{WAVE}")
        assert (status, sticker["description"]) == (200, "Wumpus waves hello")

    async def test_others_are_refused(self, nora: Person, puppet: Puppet) -> None:
        path = f"/channels/{nora.channels['biz-talk']}/messages"
        status, answer = await nora.request("POST", path, {"sticker_ids": ["5"]})
        assert (status, answer["code"]) == (400, 50081)
        answers = await puppet.request("POST", path, {"sticker_ids": [WAVE]})
        assert answers.refusal == (400, 50081)


async def test_a_bot_without_the_intent_reads_none_of_it(
    discord: Discord, puppet: Puppet, nora: Person
) -> None:
    await discord.order("embeds", url=LINK, embed=EMBED)
    await puppet.connect(WITHOUT_CONTENT)
    said = await nora.attach("biz-talk", LINK, NOTES, poll=asking(), sticker_ids=[WAVE])
    plain = await nora.say("biz-talk", LINK)
    await nora.forward(plain, "biz-talk")
    for event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        heard = await puppet.hears(event, lambda one: one["id"] == said["id"])
        hidden = [heard[name] for name in ("content", "embeds", "attachments", "components")]
        assert hidden == ["", [], [], []]
        assert "poll" not in heard
        assert heard["sticker_items"]
    forwarded = await puppet.hears("MESSAGE_CREATE", lambda one: "message_snapshots" in one)
    assert forwarded["message_snapshots"][0]["message"]["content"] == ""
    await puppet.connect(EVERYTHING)
    again = await nora.attach("biz-talk", "", NOTES)
    heard = await puppet.hears("MESSAGE_CREATE", lambda one: one["id"] == again["id"])
    assert heard["attachments"] == again["attachments"]

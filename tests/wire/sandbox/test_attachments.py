"""Files: who may attach them, how they are named and kept, and where they are found again."""

from typing import Any

import aiohttp
import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import EPHEMERAL, MESSAGE, UPDATE, V2, Puppet
from tests.wire.sandbox.offers import labelled, opened, sent

GIF = b"GIF89a\x03\x00\x02\x00" + bytes(20)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\x00\x00\x00\x05\x00\x00\x00\x04"
MIB = 1024 * 1024
ATTACH_FILES = 1 << 15
NOTES = ("notes.txt", b"half up front")


async def fetched(url: str) -> tuple[int, bytes, str | None]:
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.read(), answer.headers.get("Content-Type")


async def test_what_a_person_attaches_is_heard_and_found(nora: Person, mara: Person) -> None:
    described = [{"id": "0", "description": "the plot"}, {"id": "1", "title": "My notes"}]
    sent = await nora.attach("biz-talk", "", ("plot.gif", GIF), NOTES, attachments=described)
    heard = await mara.hears("MESSAGE_CREATE")
    plot, notes = heard["attachments"]
    assert heard["attachments"] == sent["attachments"]
    assert (plot["filename"], plot["description"], plot["content_type"]) == (
        "plot.gif",
        "the plot",
        "image/gif",
    )
    assert (plot["size"], plot["width"], plot["height"]) == (len(GIF), 3, 2)
    assert (notes["title"], notes["content_type"]) == ("My notes", "text/plain; charset=utf-8")
    assert f"/attachments/{heard['channel_id']}/{plot['id']}/plot.gif" in plot["url"]
    assert await fetched(plot["url"]) == (200, GIF, "image/gif")
    assert (await fetched(notes["proxy_url"]))[1] == NOTES[1]
    assert (await fetched(plot["url"] + "x"))[0] == 404


@pytest.mark.parametrize(
    ("called", "filename", "title"),
    [
        ("plot.png", "plot.png", None),
        ("my plot (2).png", "my_plot_2.png", "my plot (2)"),
        ("_plot.png", "plot.png", "_plot"),
        ("préludé.txt", "prelude.txt", "préludé"),
        ("плагин.txt", None, "плагин"),
        ("README", "README", None),
    ],
)
async def test_a_name_is_cleansed_and_its_title_says_what_it_was(
    nora: Person, called: str, filename: str | None, title: str | None
) -> None:
    wish = [{"id": "0", "filename": called}]
    message = await nora.attach("biz-talk", "", ("x", b"x"), attachments=wish)
    [attachment] = message["attachments"]
    assert attachment.get("title") == title
    if filename is None:
        assert attachment["filename"].isascii()
        assert attachment["filename"].endswith(".txt")
    else:
        assert attachment["filename"] == filename


@pytest.mark.parametrize("wish", [{"is_spoiler": True}, {"filename": "SPOILER_x.png"}])
async def test_a_spoiler_is_marked(nora: Person, wish: dict[str, Any]) -> None:
    message = await nora.attach("biz-talk", "", ("x.png", PNG), attachments=[{"id": "0"} | wish])
    assert message["attachments"][0]["flags"] == 1 << 3


@pytest.mark.parametrize(
    ("body", "files", "refusal"),
    [
        ({}, [("large.bin", bytes(10 * MIB))], None),
        ({}, [("large.bin", bytes(10 * MIB + 1))], (413, 40005)),
        ({}, [(f"{number}.bin", bytes(9 * MIB)) for number in range(3)], (413, 40005)),
        ({}, [(f"{number}.txt", b"x") for number in range(10)], None),
        ({}, [(f"{number}.txt", b"x") for number in range(11)], (400, 30015)),
        ({"attachments": [{"id": "1"}]}, [NOTES], (400, 50146)),
        ({"attachments": [{"id": "0"}]}, [], (400, 50146)),
        ({"attachments": [{"id": "0", "description": "d" * 1025}]}, [NOTES], (400, 50035)),
        ({"attachments": [{"filename": "a"}]}, [NOTES], (400, 50035)),
    ],
)
async def test_what_may_be_attached(nora: Person, body: Any, files: Any, refusal: Any) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/messages"
    status, answer = await nora.request("POST", path, body, *files)
    if refusal is None:
        assert (status, len(answer["attachments"])) == (200, len(files))
    else:
        assert (status, answer["code"]) == refusal


async def test_files_need_attach_files(nora: Person, olive: Person, puppet: Puppet) -> None:
    await olive.set_overwrite("biz-talk", olive.guild_id, deny=ATTACH_FILES)
    path = f"/channels/{nora.channels['biz-talk']}/messages"
    status, answer = await nora.request("POST", path, {"content": "a"}, NOTES)
    assert (status, answer["code"]) == (403, 50013)
    message = await nora.say("biz-talk", "b")
    status, answer = await nora.request("PATCH", f"{path}/{message['id']}", {}, NOTES)
    assert (status, answer["code"]) == (403, 50013)
    assert (await puppet.request("POST", path, {}, NOTES)).refusal == (403, 50013)


async def test_an_edit_keeps_takes_away_and_adds(nora: Person, mara: Person) -> None:
    message = await nora.attach("biz-talk", "two", NOTES, ("plot.gif", GIF))
    notes, plot = message["attachments"]
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    _, kept = await nora.request("PATCH", path, {"content": "still two"})
    assert kept["attachments"] == [notes, plot]
    wish = {"attachments": [{"id": notes["id"], "description": "new"}, {"id": "0"}]}
    _, changed = await nora.request("PATCH", path, wish, ("more.txt", b"more"))
    names = [one["filename"] for one in changed["attachments"]]
    assert (names, changed["attachments"][0]["description"]) == (["notes.txt", "more.txt"], "new")
    status, refused = await nora.request("PATCH", path, {"attachments": [{"id": plot["id"]}]})
    assert (status, refused["code"]) == (400, 50146)
    status, refused = await nora.request("PATCH", path, {"content": "", "attachments": []})
    assert (status, refused["code"]) == (400, 50006)
    _, bare = await nora.request("PATCH", path, {"attachments": []})
    assert bare["attachments"] == []
    last = await mara.hears("MESSAGE_UPDATE", lambda one: one["attachments"] == [])
    assert last["content"] == "still two"


async def test_files_in_embeds_and_components_are_no_attachments(
    puppet: Puppet, nora: Person
) -> None:
    place = nora.channels["biz-talk"]
    embed = {"title": "Plot", "image": {"url": "attachment://my plot.gif"}}
    shown = await puppet.post(place, ("my plot.gif", GIF), NOTES, embeds=[embed])
    [notes] = shown["attachments"]
    assert notes["filename"] == "notes.txt"
    assert (await fetched(shown["embeds"][0]["image"]["url"]))[1] == GIF
    components = [
        {"type": 12, "items": [{"media": {"url": "attachment://plot.gif"}, "description": "d"}]},
        {"type": 13, "file": {"url": "attachment://notes.txt"}},
        {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}]},
    ]
    card = await puppet.post(place, ("plot.gif", GIF), NOTES, components=components, flags=V2)
    gallery, file, elsewhere = card["components"]
    media = gallery["items"][0]["media"]
    assert card["attachments"] == []
    assert (media["width"], media["content_type"]) == (3, "image/gif")
    assert await fetched(media["url"]) == (200, GIF, "image/gif")
    assert (file["name"], file["size"]) == ("notes.txt", len(NOTES[1]))
    assert elsewhere["items"][0]["media"]["url"] == "https://example.org/a.png"
    again = f"/channels/{place}/messages/{card['id']}"
    changed = await puppet.request("PATCH", again, {"components": components[:1]})
    assert changed.body["components"][0]["items"][0]["media"]["url"] == media["url"]
    assert [one["filename"] for one in changed.body["attachments"]] == ["notes.txt"]


async def test_answers_to_interactions_carry_files(puppet: Puppet, nora: Person) -> None:
    interaction, _ = await opened_interaction(puppet, nora)
    callback = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    body = {"type": MESSAGE, "data": {"content": "here", "flags": EPHEMERAL}}
    assert (await puppet.request("POST", callback, body, NOTES)).status == 204
    heard = await nora.hears("MESSAGE_CREATE", lambda one: one["content"] == "here")
    assert heard["attachments"][0]["filename"] == "notes.txt"
    more = await puppet.request("POST", puppet.webhook(interaction), {}, ("plot.gif", GIF))
    assert more.body["attachments"][0]["filename"] == "plot.gif"
    original = puppet.webhook(interaction) + "/messages/@original"
    changed = await puppet.request("PATCH", original, {"attachments": []}, ("b.txt", b"b"))
    assert [one["filename"] for one in changed.body["attachments"]] == ["b.txt"]


async def opened_interaction(puppet: Puppet, nora: Person) -> tuple[Any, Any]:
    button = {"type": 2, "style": 2, "label": "Open", "custom_id": "open"}
    row = {"type": 1, "components": [button]}
    message = await puppet.post(nora.channels["biz-talk"], content="x", components=[row])
    await nora.send(nora.press_body(message, "Open"))
    return await puppet.hears("INTERACTION_CREATE"), message


async def test_an_update_of_the_pressed_message_carries_files(puppet: Puppet, nora: Person) -> None:
    interaction, message = await opened_interaction(puppet, nora)
    callback = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    await puppet.request("POST", callback, {"type": UPDATE, "data": {}}, NOTES)
    heard = await nora.hears("MESSAGE_UPDATE", lambda one: one["id"] == message["id"])
    assert heard["attachments"][0]["filename"] == "notes.txt"


async def test_a_modal_takes_files(puppet: Puppet, nora: Person) -> None:
    upload = labelled({"type": 19, "custom_id": "proof", "max_values": 2})
    modal = await opened(puppet, nora, upload)
    body = nora.submit_body(modal, proof=["0", "1"])
    body["data"]["attachments"] = [{"id": "1", "filename": "plot.gif"}]
    nonce = await nora.send(body, NOTES, ("x", GIF))
    mine = await nora.hears("INTERACTION_CREATE", lambda one: one["nonce"] == nonce)
    asked = await puppet.hears("INTERACTION_CREATE", lambda one: one["id"] == mine["id"])
    ids = asked["data"]["components"][0]["component"]["values"]
    found = [asked["data"]["resolved"]["attachments"][one] for one in ids]
    assert [one["filename"] for one in found] == ["notes.txt", "plot.gif"]
    assert all(one["ephemeral"] for one in found)
    assert (await fetched(found[0]["url"]))[1] == NOTES[1]


async def test_a_field_for_files_may_stay_empty(puppet: Puppet, nora: Person) -> None:
    upload = labelled({"type": 19, "custom_id": "proof", "required": False, "min_values": 0})
    told = await sent(puppet, nora, await opened(puppet, nora, upload))
    assert told["data"]["components"][0]["component"]["values"] == []


async def test_a_modal_refuses_a_file_that_did_not_come(puppet: Puppet, nora: Person) -> None:
    modal = await opened(puppet, nora, labelled({"type": 19, "custom_id": "proof"}))
    assert (await nora.refused(nora.submit_body(modal, proof=["0"])))["code"] == 50146


async def test_a_command_takes_a_file(puppet: Puppet, nora: Person) -> None:
    option = {"type": 11, "name": "file", "description": "f", "required": True}
    await puppet.register(
        {"type": 1, "name": "show", "description": "Show it.", "options": [option]}
    )
    body = await nora.command_body("biz-talk", "show", file="0")
    assert (await nora.refused(body))["code"] == 50146
    await nora.send(body, NOTES)
    told = (await puppet.hears("INTERACTION_CREATE"))["data"]
    file = told["resolved"]["attachments"][told["options"][0]["value"]]
    assert (file["filename"], file["ephemeral"]) == ("notes.txt", True)


async def test_nothing_in_a_file_runs_in_the_pages_name(nora: Person, discord: Discord) -> None:
    message = await nora.attach("biz-talk", "", ("page.html", b"<script>1</script>"))
    async with (
        aiohttp.ClientSession() as http,
        http.get(message["attachments"][0]["url"]) as answer,
    ):
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Disposition"].startswith("attachment")

"""Promotion in each kind of thing that a message can carry; each gives the message it stands in."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from tests.wire.cases import PITCH
from tests.wire.connection import Json
from tests.wire.person import Person
from tests.wire.process import Discord

V2 = 1 << 15
LINK = "https://pax-music.example/single"
PREVIEW = {"title": "Pax", "description": "Hire me to mix your record, DM me for rates"}

Post: TypeAlias = Callable[[Discord, Person, Person], Awaitable[Json]]
"""Posts as the first person; the second owns the server."""


async def through_webhook(owner: Person, channel: str, **body: object) -> Json:
    path = f"/channels/{owner.channels[channel]}/webhooks"
    status, webhook = await owner.request("POST", path, {"name": "News"})
    assert status == 200, webhook
    path = f"/webhooks/{webhook['id']}/{webhook['token']}?wait=1&with_components=1"
    status, sent = await owner.request("POST", path, body)
    assert status == 200, sent
    return sent


async def content(_: Discord, pax: Person, __: Person) -> Json:
    return await pax.say("biz-talk", PITCH)


async def preview(discord: Discord, pax: Person, _: Person) -> Json:
    await discord.order("embeds", url=LINK, embed=PREVIEW)
    return await pax.say("biz-talk", f"an interesting read {LINK}")


async def file(_: Discord, pax: Person, __: Person) -> Json:
    about = [{"id": 0, "filename": "rates.png", "description": PITCH}]
    return await pax.attach("biz-talk", "look", ("rates.png", b"..."), attachments=about)


async def forward(_: Discord, pax: Person, __: Person) -> Json:
    source = await pax.say("show-your-work", PITCH)
    return await pax.forward(source, "biz-talk")


async def poll(_: Discord, pax: Person, __: Person) -> Json:
    answers = [{"poll_media": {"text": "Hire me, DM me for rates"}}, {"poll_media": {"text": "No"}}]
    question = {"text": "Mixing from $50 a song. DM me for rates?"}
    return await pax.post("biz-talk", poll={"question": question, "answers": answers})


async def webhook(_: Discord, __: Person, olive: Person) -> Json:
    return await through_webhook(olive, "biz-talk", embeds=[{"title": "a", "description": PITCH}])


async def buttons(_: Discord, __: Person, olive: Person) -> Json:
    button = {"type": 2, "style": 5, "label": "Join my server", "url": "https://discord.gg/abcdef"}
    return await through_webhook(
        olive, "biz-talk", flags=V2, components=[{"type": 1, "components": [button]}]
    )


async def user_app(discord: Discord, pax: Person, _: Person) -> Json:
    return await discord.made(
        "user-app", person="Pax", channel_id=str(pax.channels["biz-talk"]), content=PITCH
    )


async def thread_title(_: Discord, pax: Person, __: Person) -> Json:
    body = {"name": "Hire me to mix your record, DM me for rates", "type": 11}
    await pax.request("POST", f"/channels/{pax.channels['biz-talk']}/threads", body)
    return await pax.hears("MESSAGE_CREATE", lambda one: one["type"] == 18)


async def rename(_: Discord, pax: Person, __: Person) -> Json:
    body = {"name": "My record", "type": 11}
    _, thread = await pax.request("POST", f"/channels/{pax.channels['biz-talk']}/threads", body)
    await pax.request(
        "PATCH", f"/channels/{thread['id']}", {"name": "Hire me to mix, DM me for rates"}
    )
    return await pax.hears("MESSAGE_CREATE", lambda one: one["type"] == 4)


async def forum_title(discord: Discord, pax: Person, _: Person) -> Json:
    forum = await discord.made("channels", name="feedback", type=15)
    body = {"name": "Hire me to mix, DM me for rates", "message": {"content": "hear it"}}
    _, post = await pax.request("POST", f"/channels/{forum['id']}/threads", body)
    return {"id": post["id"], "channel_id": post["id"]}


async def in_a_thread(_: Discord, pax: Person, __: Person) -> Json:
    body = {"name": "My record", "type": 11}
    _, thread = await pax.request("POST", f"/channels/{pax.channels['biz-talk']}/threads", body)
    return await pax.say(int(thread["id"]), PITCH)


async def edit(_: Discord, pax: Person, __: Person) -> Json:
    said = await pax.say("biz-talk", "what do you all think of this?")
    return await pax.edit(said, PITCH)


THROUGH_WEBHOOKS = (webhook, buttons)
KINDS: tuple[Post, ...] = (
    content,
    preview,
    file,
    forward,
    poll,
    webhook,
    buttons,
    user_app,
    thread_title,
    rename,
    forum_title,
    in_a_thread,
    edit,
)

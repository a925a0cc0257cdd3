"""/moderation, /check and "Report promotion" on the wire."""

from collections.abc import AsyncIterator

import pytest

from tests.wire.connection import Json
from tests.wire.person import Person, buttons, components, text
from tests.wire.process import Discord, Process

pytestmark = pytest.mark.usefixtures("new_bot")

REPORT = "Report promotion"
EPHEMERAL = 1 << 6
SEND = 1 << 11
REMOVE = "moderation exempt remove"
BOOKED = "a place where somebody can be booked"
BOT_ROLE, REGULARS = 804_000_000_000_000_003, 804_000_000_000_000_002
PITCH = "Mixing, $50 a song. DM me for rates"
ON_POLITICS = "Everybody should vote for the other party on Sunday"


@pytest.fixture
async def pax(discord: Discord) -> AsyncIterator[Person]:
    """Somebody who likes to promote."""
    person = await Person.join(discord, "Pax")
    yield person
    await person.leave()


@pytest.fixture
async def log(mara: Person) -> int:
    """The moderators' log, chosen, with nothing judged into it."""
    channel_id = mara.channels["moderators-log"]
    await mara.command("biz-talk", "config set", log=str(channel_id))
    await mara.command("biz-talk", "moderation mode set", mode="observe")
    return channel_id


async def form_for(person: Person, message: Json) -> Json:
    return await person.opens(await person.use_on_body(message, REPORT))


async def report(person: Person, message: Json, reason: str, words: str = "") -> Json:
    return await person.submit(await form_for(person, message), reason=reason, words=words)


async def case_of(moderator: Person, log: int, *words: str, event: str = "MESSAGE_CREATE") -> Json:
    """The card in the log that shows all of these words, once it is posted or edited."""

    def fits(one: Json) -> bool:
        at_log = int(one["channel_id"]) == log and bool(one["author"].get("bot"))
        return at_log and all(each in text(one) for each in words)

    return await moderator.hears(event, fits)


async def exempting(moderator: Person, channel_id: int) -> Json:
    """The interaction that exempts a channel and the regulars."""
    command = "moderation exempt add"
    body = await moderator.command_body("biz-talk", command, role=str(REGULARS))
    options = body["data"]["options"][0]["options"][0]["options"]
    options.append({"type": 7, "name": "channel", "value": str(channel_id)})
    return body


async def test_review_comes_once_its_log_can_be_written_to(olive: Person, mara: Person) -> None:
    told = await mara.command("biz-talk", "moderation mode set", mode="review")
    assert "`/config set log:`" in text(told)
    channel_id = mara.channels["show-your-work"]
    await mara.command("biz-talk", "config set", log=str(channel_id))
    await olive.set_overwrite("show-your-work", BOT_ROLE, deny=SEND)
    told = await mara.command("biz-talk", "moderation mode set", mode="review")
    assert f"I lack Send Messages in <#{channel_id}>" in text(told)
    await olive.clear_overwrite("show-your-work", BOT_ROLE)
    saved = await mara.command("biz-talk", "moderation mode set", mode="review")
    assert "**Review**, since <t:" in text(saved)
    shown = await mara.command("general-talk", "moderation mode show")
    assert "**Review**, since <t:" in text(shown)
    assert saved["flags"] & EPHEMERAL


@pytest.mark.parametrize("name", ["Nora", "Rafi", "Pax"])
async def test_members_are_not_offered_it_and_cannot_use_it(
    discord: Discord, mara: Person, name: str
) -> None:
    person = await Person.join(discord, name)
    offered = [one["name"] for one in await person.commands()]
    assert "moderation" not in offered
    assert {"check", REPORT} <= {*offered}
    body = await mara.command_body("biz-talk", "moderation stats")
    assert (await person.refused(body))["code"] == 10063
    await person.leave()


async def test_a_text_is_judged_before_a_moderator_alone(mara: Person) -> None:
    card = await mara.command("biz-talk", "moderation test", text=PITCH)
    assert "**__DM me for rates__**" in text(card)
    assert "`+75`" in text(card)
    assert card["flags"] & EPHEMERAL
    odd = await mara.command("biz-talk", "moderation test", text="@everyone <@1> ||x|| " * 150)
    assert not any([odd["mention_everyone"], *odd["mentions"], *odd["mention_roles"]])


async def test_the_rules_are_turned_page_by_page(mara: Person) -> None:
    page = await mara.command("biz-talk", "moderation rules")
    seen = [text(page)]
    while "Next page" in [one["label"] for one in buttons(page)]:
        page = await mara.press(page, "Next page")
        seen.append(text(page))
    assert len(seen) >= 3
    assert "It asks people to follow or subscribe" in seen[0]
    assert "asked for this" in "".join(seen)


async def test_sites_channels_and_roles_are_let_through(mara: Person) -> None:
    added = await mara.command("biz-talk", "moderation allow add", domain="https://Example.org/x")
    assert "is now allowed" in text(added)
    offered = await mara.suggestions("biz-talk", "moderation allow remove", domain="exam")
    assert offered == [{"name": "example.org", "value": "example.org"}]
    gone = await mara.command("biz-talk", "moderation allow remove", domain="example.org")
    assert "is off the list now" in text(gone)
    place = mara.channels["show-your-work"]
    card = await mara.interact(await exempting(mara, place))
    assert f"<#{place}> is now exempt" in text(card)
    assert f"- Roles: <@&{REGULARS}>" in text(card)
    assert not card["mention_roles"]
    offered = await mara.suggestions("biz-talk", REMOVE, what="")
    assert [one["name"] for one in offered] == ["#show-your-work", "@Regular"]
    for one in offered:
        card = await mara.command("biz-talk", REMOVE, what=one["value"])
    assert "- Channels: none\n- Roles: none" in text(card)


async def test_an_exemption_outlives_its_channel_until_it_is_taken_back(
    mara: Person, rafi: Person
) -> None:
    path = f"/channels/{rafi.channels['biz-talk']}/threads"
    _, thread = await rafi.request("POST", path, {"name": "Mixes", "type": 11})
    await mara.interact(await exempting(mara, int(thread["id"])))
    status, _ = await mara.request("DELETE", f"/channels/{thread['id']}")
    assert status == 200
    listed = await mara.command("biz-talk", "moderation exempt list")
    assert f"that I cannot see (`{thread['id']}`)" in text(listed)
    [gone] = await mara.suggestions("biz-talk", REMOVE, what="gone")
    assert gone["name"] == f"a channel that is gone ({thread['id']})"
    card = await mara.command("biz-talk", REMOVE, what=gone["value"])
    assert "- Channels: none" in text(card)
    assert "not on the list" in text(await mara.command("biz-talk", REMOVE, what="Mixes"))
    assert "- Roles: none" in text(await mara.command("biz-talk", REMOVE, what=f"<@&{REGULARS}>"))


async def test_what_a_server_allows_goes_before_the_rules(mara: Person) -> None:
    pitch = "Book me now: https://calendly.com/pax"
    site = "moderation allow add"
    added = await mara.command("biz-talk", site, domain="calendly.com")
    assert "your list goes first" in text(added)
    alone = await mara.command("biz-talk", "moderation test", text=pitch)
    assert BOOKED not in text(alone)
    beside = await mara.command(
        "biz-talk", "moderation test", text=f"{pitch} https://fiverr.com/pax"
    )
    assert BOOKED in text(beside)
    await mara.command("biz-talk", "moderation allow remove", domain="calendly.com")


async def test_anyone_checks_a_text_for_themselves(discord: Discord, rafi: Person) -> None:
    await rafi.open_dm()
    for channel in ("biz-talk", "dm"):
        card = await rafi.command(channel, "check", text=PITCH)
        assert "These words stand in the way" in text(card)
        assert "that is welcome" in text(card)
        assert card["flags"] & EPHEMERAL
    for typed in ("Is $50 a song too low?", "🎸", "x" * 4000):
        assert "Before you post" in text(await rafi.command("biz-talk", "check", text=typed))
    told = await rafi.command("dm", "check", text=PITCH)
    assert "Please wait" in text(told)
    await discord.order("clock", advance_seconds=3_601)
    assert "Before you post" in text(await rafi.command("dm", "check", text=PITCH))


async def test_reports_of_a_message_are_one_case(
    mara: Person, nora: Person, rafi: Person, pax: Person, log: int
) -> None:
    message = await pax.say("general-talk", f"{PITCH}, I am new here")
    thanks = await report(nora, message, "promotion", "Third time\ntoday")
    assert "Your report is with the moderators" in text(thanks)
    assert thanks["flags"] & EPHEMERAL
    card = await case_of(mara, log, "I am new here", f"<@{nora.id}>", "Third time today")
    assert "No self-promotion" in text(card)
    assert "**__DM me for rates__**" in text(card)
    assert not card["mentions"]
    assert "it counts once" in text(await report(nora, message, "promotion"))
    await report(rafi, message, "politics")
    joined = await case_of(mara, log, "by 2 members", f"<@{rafi.id}>", event="MESSAGE_UPDATE")
    assert joined["id"] == card["id"]
    assert not [one for one in pax.heard("MESSAGE_CREATE") if one["author"].get("bot")]


async def test_politics_is_a_case_of_its_own_kind(
    mara: Person, nora: Person, rafi: Person, log: int
) -> None:
    pitch = await rafi.say("general-talk", f"{PITCH} and more")
    await report(nora, pitch, "promotion")
    promotion = await case_of(mara, log, "and more")
    on_politics = await rafi.say("general-talk", ON_POLITICS)
    await report(nora, on_politics, "politics")
    card = await case_of(mara, log, ON_POLITICS)
    assert "No politics" in text(card)
    assert card["id"] != promotion["id"]


async def test_what_stands_in_an_embed_alone_is_reported_too(
    discord: Discord, mara: Person, nora: Person, log: int
) -> None:
    message = await discord.made(
        "user-app",
        person="Dee",
        channel_id=str(nora.channels["general-talk"]),
        embeds=[{"title": "Only in an embed", "description": "Subscribe to my channel"}],
    )
    assert "with the moderators" in text(await report(nora, message, "promotion"))
    card = await case_of(mara, log, "Only in an embed")
    assert "**__Subscribe to my channel__**" in text(card)


async def test_something_else_wants_a_few_words(
    mara: Person, nora: Person, pax: Person, log: int
) -> None:
    message = await pax.say("general-talk", "You are all fools")
    assert "say in a few words" in text(await report(nora, message, "other", " \u200b"))
    await report(nora, message, "other", "Rude to everybody")
    card = await case_of(mara, log, "You are all fools", "Something else\\: Rude to everybody")
    assert "Reported by members" in text(card)


async def test_what_is_nobody_elses_is_not_reported(nora: Person, mara: Person, log: int) -> None:
    own = await nora.say("general-talk", "Mine")
    assert "That is your own message" in text(await nora.use_on(own, REPORT))
    other = await mara.say("general-talk", "Gone in a moment")
    form = await form_for(nora, other)
    await mara.delete(other)
    told = await nora.submit(form, reason="promotion")
    assert "That message is gone" in text(told)
    await report(nora, await mara.say("general-talk", "Welcome to everybody new"), "politics")
    assert "Welcome to everybody new" in text(await case_of(mara, log, "Welcome to everybody"))


async def test_without_a_log_a_report_waits_and_says_so(
    nora: Person, mara: Person, rafi: Person, log: int
) -> None:
    await mara.command("biz-talk", "config clear", setting="Moderators' log")
    message = await nora.say("general-talk", "Who else votes for the same party?")
    assert "not chosen a channel for reports" in text(await report(rafi, message, "politics"))
    await mara.command("biz-talk", "moderation mode set", mode="off")
    assert "I take no reports" in text(await rafi.use_on(message, REPORT))
    await mara.command("biz-talk", "config set", log=str(log))
    await case_of(mara, log, "Who else votes")


async def test_figures_tell_of_it(mara: Person) -> None:
    card = await mara.command("biz-talk", "moderation stats")
    plot = text(card).partition("```\n")[2].partition("\n```")[0].splitlines()
    assert max(map(len, plot)) <= 26
    assert "reported by members" in text(card)
    assert card["flags"] & EPHEMERAL
    assert all(len(one.get("custom_id", "")) <= 100 for one in components(card))


async def test_nothing_of_this_was_an_error(new_bot: Process, mara: Person) -> None:
    await mara.command("biz-talk", "moderation mode show")
    assert "Traceback" not in new_bot.told
    assert " ERROR " not in new_bot.told

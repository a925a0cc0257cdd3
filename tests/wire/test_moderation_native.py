"""/moderation native on the wire: Discord blocks, moderators see it, and people keep the say."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from tests.wire.cases import LOG, case_with
from tests.wire.connection import Json
from tests.wire.person import Person, text
from tests.wire.process import PATIENCE, Discord, Process, start_bot
from tests.wire.sandbox.automod_rules import RULES

FEATURES = "moderation,native"
PITCH = "Mixing and mastering, $50 a song, DM me for rates!"
INVITE = "come and join us, https://discord.gg/fernhollow"
BLOCKED = 200_000
HOUR = 3_600


@pytest.fixture(scope="module")
async def new_bot(
    discord: Discord, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Process]:
    """A bot that was asked for this, on a fresh server."""
    await discord.order("reset")
    database = tmp_path_factory.mktemp("bot") / "biztalk.db"
    running = await start_bot(discord, database, BIZTALK_FEATURES=FEATURES)
    yield running
    assert await running.stop() == 0


@pytest.fixture(autouse=True)
async def _log(new_bot: Process, mara: Person) -> None:
    """The moderators' log is chosen."""
    await mara.command("biz-talk", "config set", log=str(mara.channels[LOG]))


async def switch(mara: Person, to: str) -> str:
    card = await mara.command("biz-talk", f"moderation native {to}")
    assert card["flags"] & 1 << 6
    return text(card)


async def rules(olive: Person) -> list[Json]:
    status, found = await olive.request("GET", RULES)
    assert status == 200, found
    return found


async def tried(person: Person, words: str, channel: str = "biz-talk") -> tuple[int, Any]:
    path = f"/channels/{person.channels[channel]}/messages"
    return await person.request("POST", path, {"content": words})


async def rule_that(olive: Person, fits: Callable[[Json], bool]) -> Json:
    """Wait until the one rule is so, and return it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await rules(olive)
            if len(found) == 1 and fits(found[0]):
                return found[0]


async def told(mara: Person, words: str) -> Json:
    """What the log says of the rule."""
    return await mara.hears("MESSAGE_CREATE", lambda one: words in text(one))


async def changed(olive: Person, rule: Json, **changes: Any) -> None:
    status, answer = await olive.request("PATCH", f"{RULES}/{rule['id']}", changes)
    assert status == 200, answer


async def test_without_manage_server_it_says_what_to_do(
    discord: Discord, olive: Person, mara: Person
) -> None:
    refusal = {"status": 403, "code": 50013, "message": "Missing Permissions"}
    path = "/guilds/*/auto-moderation/rules"
    await discord.order("faults", kind="status", method="GET", path=path, times=1, **refusal)
    said = await switch(mara, "on")
    assert "I need Manage Server" in said
    assert await rules(olive) == []
    await discord.calm()


async def test_on_it_blocks_with_our_words_and_moderators_see_a_case(
    olive: Person, mara: Person, nora: Person
) -> None:
    said = await switch(mara, "on")
    assert "**On**" in said
    assert "not in place yet" not in said
    [rule] = await rules(olive)
    assert rule["enabled"]
    status, answer = await tried(nora, INVITE)
    assert (status, answer["code"]) == (400, BLOCKED)
    [words] = answer["errors"]["content"]["_errors"]
    assert "ask a moderator" in words["message"]
    card = await case_with(mara, "discord.gg/fernhollow")
    assert "Blocked before anyone saw it" in text(card)
    assert f"<@{nora.id}>" in text(card)
    assert "Go to the message" not in text(card)
    assert not card["mentions"]
    assert (await tried(nora, PITCH))[0] == 400
    for harmless in (
        "Don't promote here, even “DM me for rates” counts",
        "I charge $50 a song, is that too low?",
        "https://discord.com/terms",
    ):
        assert (await tried(nora, harmless))[0] == 200, harmless
    assert not [one for one in nora.heard("MESSAGE_CREATE") if "guild_id" not in one]


async def test_moderators_and_exempt_channels_are_left_alone(
    olive: Person, mara: Person, nora: Person
) -> None:
    assert (await tried(mara, INVITE))[0] == 200
    assert (await tried(nora, INVITE, "show-your-work"))[0] == 400
    body = await mara.command_body("biz-talk", "moderation exempt add")
    place = str(mara.channels["show-your-work"])
    options = body["data"]["options"][0]["options"][0]["options"]
    options.append({"type": 7, "name": "channel", "value": place})
    await mara.interact(body)
    await rule_that(olive, lambda rule: place in rule["exempt_channels"])
    assert (await tried(nora, INVITE, "show-your-work"))[0] == 200
    assert f"<#{place}>" in await switch(mara, "status")


async def test_what_is_changed_by_hand_is_set_back_and_told_once(
    discord: Discord, olive: Person, mara: Person
) -> None:
    [rule] = await rules(olive)
    wanted = rule["trigger_metadata"]
    for _ in range(2):
        await changed(olive, rule, trigger_metadata=wanted | {"keyword_filter": ["hello"]})
        await rule_that(olive, lambda one: one["trigger_metadata"] == wanted)
        await discord.order("clock", advance_seconds=HOUR + 1)
    notice = await told(mara, "I have set it back")
    assert "I set it back" in text(await mara.press(notice, "How it stands"))
    notices = [one for one in mara.heard("MESSAGE_CREATE") if "I have set it back" in text(one)]
    assert len(notices) == 1


async def test_who_disables_or_deletes_it_is_respected(olive: Person, mara: Person) -> None:
    [rule] = await rules(olive)
    await changed(olive, rule, enabled=False)
    await told(mara, "disabled my rule")
    said = await switch(mara, "status")
    assert "**Off**" in said
    assert "I leave it off" in said
    await changed(olive, rule, enabled=True)
    await told(mara, "enabled my rule")
    assert "**On**" in await switch(mara, "status")
    status, _ = await olive.request("DELETE", f"{RULES}/{rule['id']}")
    assert status == 204
    await told(mara, "deleted my rule")
    assert "**Off**" in await switch(mara, "status")
    assert await rules(olive) == []


async def test_off_takes_the_rule_away(olive: Person, mara: Person, nora: Person) -> None:
    assert "**On**" in await switch(mara, "on")
    again = INVITE.replace("fernhollow", "brackenmoor")
    assert (await tried(nora, again))[0] == 400
    await case_with(mara, "brackenmoor")
    assert "**Off**" in await switch(mara, "off")
    assert await rules(olive) == []
    assert (await tried(nora, again))[0] == 200


async def test_nothing_of_this_was_an_error(new_bot: Process, mara: Person) -> None:
    await mara.command("biz-talk", "moderation mode show")
    assert "Traceback" not in new_bot.told
    assert " ERROR " not in new_bot.told

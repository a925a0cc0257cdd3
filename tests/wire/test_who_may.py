"""Who may: over the wire, whatever a client sends, the check stands before everything else."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest

from bot.interactions.permissions import Who
from tests.wire.connection import Json
from tests.wire.forging import Server, sending, uses
from tests.wire.forms import is_modal
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process, start_bot
from tests.wire.rafis_things import SECRET, furnish, kept
from tests.wire.walking import ALL_FEATURES, Control, Everything, everything, loaded_bot

FOR_MODERATORS = "This is for moderators"
ON_SERVERS = "This works on a server"
FOR_OWNERS = "This is for who runs me"
GONE = "That one was deleted; `/evaluate` begins another."
GONE_WRONG = "Something went wrong"
_ANYTHING: Mapping[int, Any] = {3: "x.example", 4: 1, 5: True}


@pytest.fixture(scope="module")
async def there_is(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    async with loaded_bot(tmp_path_factory.mktemp("walked") / "biztalk.db") as bot:
        return everything(bot)


@pytest.fixture(scope="module")
async def server(
    discord: Discord, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    await discord.order("reset")
    database = tmp_path_factory.mktemp("bot") / "biztalk.db"
    ids = await furnish(database)
    bot: Process = await start_bot(discord, database, BIZTALK_FEATURES=ALL_FEATURES)
    await discord.order("trust", clients=True)
    yield Server(discord, database, ids)
    await discord.order("reset")
    assert await bot.stop() == 0


async def test_no_member_uses_a_moderators_command(
    server: Server, there_is: Everything, olive: Person, nora: Person
) -> None:
    """Also where a server's settings would have let them."""
    bodies = [await _command(olive, one) for one in there_is.commands_for(Who.MODERATORS)]
    before, _ = kept(server.database), server.posted()
    for body in bodies:
        assert FOR_MODERATORS in text(await nora.interact(body)), body["data"]
    assert kept(server.database) == before
    assert server.posted() == []


async def test_no_member_reads_what_a_moderators_command_suggests(
    server: Server, olive: Person, nora: Person
) -> None:
    await olive.command("biz-talk", "moderation allow add", domain="rafis-secret.org")
    body = await olive.command_body("biz-talk", "moderation allow remove", domain="")
    body["data"]["options"][0]["options"][0]["options"][0]["focused"] = True
    event = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
    await nora.send(body | {"type": 4})
    await nora.command("biz-talk", "gigs how")  # answered after it
    assert nora.heard(event) == []
    assert await olive.suggestions("biz-talk", "moderation allow remove", domain="rafi")


async def test_no_moderator_runs_the_bot(
    server: Server, there_is: Everything, olive: Person, mara: Person
) -> None:
    for name in there_is.commands_for(Who.OWNER):
        assert FOR_OWNERS in text(await mara.interact(await _command(olive, name))), name


async def test_no_member_presses_a_moderators_button_or_sends_their_form(
    server: Server, there_is: Everything, nora: Person
) -> None:
    controls = there_is.controls_for(Who.MODERATORS)
    sent = await sending(server, nora, "biz-talk", controls, server.ids)
    before = kept(server.database)
    for one, body in sent:
        answer = await uses(nora, one, body)
        assert FOR_MODERATORS in text(answer), one.name
    assert kept(server.database) == before
    assert server.posted() == []


async def test_nobody_is_a_moderator_in_direct_messages(
    server: Server, there_is: Everything, olive: Person, mara: Person
) -> None:
    await mara.open_dm()
    direct = {"channel_id": str(mara.channels["dm"]), "guild_id": None}
    controls = there_is.controls_for(Who.MODERATORS)
    sent = await sending(server, mara, "dm", controls, server.ids)
    before = kept(server.database)
    for name in there_is.commands_for(Who.MODERATORS):
        body = await _command(olive, name)
        assert ON_SERVERS in text(await mara.interact(body | direct)), name
    for one, body in sent:
        answer = await uses(mara, one, body)
        assert ON_SERVERS in text(answer), one.name
    assert kept(server.database) == before
    assert server.posted() == []


@pytest.mark.parametrize("place", ["biz-talk", "dm"])
async def test_a_stranger_neither_sees_nor_changes_what_is_somebodys_own(
    server: Server, there_is: Everything, nora: Person, place: str
) -> None:
    await nora.open_dm()
    controls = there_is.controls_for(Who.ITS_PERSON)
    sent = await sending(server, nora, place, controls, server.ids)
    before = kept(server.database)
    for one, body in sent:
        answer = await uses(nora, one, body)
        assert SECRET not in json.dumps(answer), one.name
        assert is_modal(answer) or GONE_WRONG not in text(answer), one.name
        assert is_modal(answer) or answer["flags"] & 1 << 6, one.name
        assert kept(server.database) == before, one.name
    assert server.posted() == []
    pressed = {body.get("message_id") for _, body in sent}
    assert not [one for one in nora.heard("MESSAGE_UPDATE") if one["id"] in pressed]


async def test_moderators_cannot_reach_into_another_server(
    server: Server, there_is: Everything, mara: Person
) -> None:
    """A case, a question, a tip of another server are as good as gone."""
    there = {
        **server.ids,
        "case_id": server.ids["case_elsewhere"],
        "gap_id": server.ids["gap_elsewhere"],
        "occurrence_id": server.ids["occurrence_elsewhere"],
    }
    reaching = [
        one
        for one in there_is.controls_for(Who.MODERATORS)
        if {"case_id", "gap_id", "occurrence_id"} & one.template.groupindex.keys()
    ]
    assert len(reaching) > 10
    sent = await sending(server, mara, "biz-talk", reaching, there)
    before = kept(server.database)
    for one, body in sent:
        answer = await uses(mara, one, body)
        if not one.name.endswith("SettleButton"):  # which shows this server's own list
            assert SECRET not in json.dumps(answer), one.name
        assert is_modal(answer) or GONE_WRONG not in text(answer), one.name
        assert kept(server.database) == before, one.name
    assert server.posted() == []


async def test_nobody_votes_on_another_servers_offer(
    server: Server, there_is: Everything, nora: Person
) -> None:
    there = {**server.ids, "evaluation_id": server.ids["evaluation_elsewhere"]}
    voting = [one for one in there_is.controls if "evaluate.voting" in one.name]
    assert len(voting) == 4
    sent = await sending(server, nora, "biz-talk", voting, there)
    before = kept(server.database)
    for one, body in sent:
        if one.kind == 0:
            typed = {"type": 4, "id": 2, "custom_id": "reason", "value": "A fair price"}
            body["data"]["components"] = [{"type": 18, "id": 1, "component": typed}]
        assert text(await uses(nora, one, body)) == GONE, one.name
    assert kept(server.database) == before


@pytest.mark.parametrize("number", [0, 10**18 - 1])
async def test_absurd_numbers_get_a_calm_sentence(
    server: Server, there_is: Everything, mara: Person, number: int
) -> None:
    """From a moderator, whom no check stops before."""
    absurd: dict[str, Sequence[object]] = {
        name: [number] if name.endswith("_id") and name != "template_id" else values
        for name, values in server.ids.items()
    }
    numbered = [one for one in there_is.controls if _names_a_row(one)]
    sent = await sending(server, mara, "biz-talk", numbered, absurd)
    before = kept(server.database)
    for one, body in sent:
        answer = await uses(mara, one, body)
        assert is_modal(answer) or GONE_WRONG not in text(answer), one.name
    assert kept(server.database) == before
    assert server.posted() == []


def _names_a_row(one: Control) -> bool:
    """Whether its custom_id names something of the database, and it is not open to all."""
    ids = [name for name in one.template.groupindex if name.endswith("_id")]
    return one.who is not Who.ANYBODY and bool(ids) and ids != ["template_id"]


async def _command(somebody: Person, name: str) -> Json:
    """The interaction of a command with whatever it needs filled in."""
    body = await somebody.command_body("biz-talk", name)
    definition = next(
        one for one in await somebody.commands() if one["name"] == name.split(maxsplit=1)[0]
    )
    given = body["data"]["options"]
    for step in name.split()[1:]:
        definition = next(one for one in definition["options"] if one["name"] == step)
        given = given[0]["options"]
    for one in definition.get("options", ()):
        if one.get("required"):
            choices = one.get("choices") or [{"value": _ANYTHING[one["type"]]}]
            given.append({"type": one["type"], "name": one["name"], "value": choices[0]["value"]})
    return body

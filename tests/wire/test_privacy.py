"""/privacy on the wire: everything as a file, deleted for good, and no way round the rules."""

import json
from pathlib import Path
from typing import Any

import aiohttp

from tests.wire.cases import rows
from tests.wire.enforcing import HOUR, TOLD, WHY, asked, card_of, done, later, letter, promoted
from tests.wire.evaluating import begun
from tests.wire.evaluating import card_of as offer_card
from tests.wire.person import Person, buttons, components, options, text
from tests.wire.planning import EPHEMERAL
from tests.wire.process import Discord, Process

CLEARED = "What stood here is deleted, as the person it was about has asked."


async def file_of(message: dict[str, Any]) -> bytes:
    """What is attached to a message."""
    [shown] = [one["file"] for one in components(message) if "file" in one]
    async with aiohttp.ClientSession() as http, http.get(shown["url"]) as answer:
        return await answer.read()


def tables_with(database: Path, words: str) -> set[str]:
    """The tables in which this stands in whatever column."""
    names = [name for [name] in rows(database, "SELECT name FROM sqlite_master WHERE type='table'")]
    return {
        name
        for name in names
        if any(words in str(row) for row in rows(database, f'SELECT * FROM "{name}"'))  # noqa: S608
    }


async def deleted(person: Person, channel: str = "biz-talk") -> dict[str, Any]:
    """Delete everything about somebody, as they would; gives what they are told."""
    question = await person.command(channel, "privacy delete")
    assert "Delete everything about you?" in text(question)
    return await person.press(question, "Delete everything")


async def test_seen_taken_along_and_deleted_in_direct_messages(
    discord: Discord, acting_bot: tuple[Process, Path], rafi: Person, nora: Person
) -> None:
    _, database = acting_bot
    answer = await begun(rafi)
    card = await offer_card(rafi, answer)
    await rafi.command("biz-talk", "met add", who="Ana Lovelace", when="in 10 days")
    await nora.command("biz-talk", "met add", who="Grace Hopper", when="in 10 days")
    await rafi.open_dm()

    shown = await rafi.command("dm", "privacy show")
    assert shown["flags"] & EPHEMERAL
    assert "**Your offers**: 1" in text(shown)
    sent = await rafi.press(shown, "Get it as a file")
    assert sent["flags"] & EPHEMERAL
    whole = await file_of(sent)
    kinds = {one["kind"]: one["entries"] for one in json.loads(whole)["kinds"]}
    assert kinds["Your offers"][0]["job"] == "Mix of four songs"
    assert [one["name"] for one in kinds["People you met"]] == ["Ana Lovelace"]
    assert b"Grace" not in whole

    said = await deleted(rafi, "dm")
    assert "- Your offers: 1" in text(said)
    cleared = await rafi.hears(
        "MESSAGE_UPDATE", lambda one: one["id"] == card["id"] and CLEARED in text(one)
    )
    assert buttons(cleared) == []
    assert tables_with(database, str(rafi.id)) == set()
    assert tables_with(database, "Ana Lovelace") == set()
    assert "people_met" in tables_with(database, "Grace Hopper")
    assert "I keep nothing about you" in text(await rafi.command("dm", "privacy export"))


async def test_a_card_that_was_open_says_that_it_is_gone(
    acting_bot: tuple[Process, Path], nora: Person
) -> None:
    listed = await nora.command("biz-talk", "met list")
    opened = await nora.choose(listed, options(listed)[0])
    await deleted(nora)
    assert "They are not in your list any more." in text(await nora.press(opened, "Delete"))


async def test_deleting_is_no_way_round_the_rules(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, pax)
    await asked(pax, note)
    await done(enforced, case_id)
    said = await deleted(pax)
    assert "1 case still names you until it is over" in text(said)
    await pax.hears("MESSAGE_UPDATE", lambda one: one["id"] == note["id"] and CLEARED in text(one))
    card = await card_of(mara, case_id, "The text is no longer kept")
    assert f"<@{pax.id}>" in text(card)
    assert tables_with(enforced, "50 a song") == set()
    assert tables_with(enforced, WHY) == set()

    form = await mara.opens(mara.press_body(card, "Answer"))
    await mara.submit(form, answer="It stays down")
    answer = await letter(pax, "answer", case_id)
    await mara.press(await card_of(mara, case_id, "**Answered**"), "Promotion")
    await card_of(mara, case_id, "**Promotion**, by")
    await done(enforced, case_id)
    await later(discord, HOUR)
    card = await card_of(mara, case_id, "Somebody whose data is deleted")
    assert f"<@{pax.id}>" not in text(card)
    assert tables_with(enforced, str(pax.id)) <= {"moderation_recent"}

    await pax.hears(
        "MESSAGE_UPDATE", lambda one: one["id"] == answer["id"] and CLEARED in text(one)
    )

    _, note = await promoted(enforced, pax)
    assert "This counts as strike 1" in text(note), text(note)


async def test_a_moderator_who_is_deleted_has_no_name_on_the_card(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    await later(discord)
    case_id, _ = await promoted(enforced, pax)
    await mara.press(await card_of(mara, case_id, TOLD), "Promotion")
    await card_of(mara, case_id, f"by <@{mara.id}>")
    await deleted(mara)
    card = await card_of(mara, case_id, "**Promotion**, by a moderator")
    assert f"<@{mara.id}>" not in text(card)
    assert tables_with(enforced, str(mara.id)) <= {"moderation_recent"}

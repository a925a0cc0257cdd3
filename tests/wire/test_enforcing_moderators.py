"""Moderators act from cases and by hand, and read what could not be done and who can mend it."""

from pathlib import Path

from tests.wire.cases import PITCH, rows, told_first
from tests.wire.enforcing import (
    CREATE_PRIVATE_THREADS,
    MANAGE_MESSAGES,
    MISSING,
    TOLD,
    act,
    asked,
    audit_log,
    card_of,
    case_id_of,
    case_in_review,
    done,
    gone,
    labels,
    letter,
    letters,
    promoted,
    ran,
    strikes,
    timed_out_until,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process


async def test_from_review_a_post_is_taken_down_and_told_and_put_back(
    enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    case_id, card = await case_in_review(enforced, pax, mara)
    assert labels(card)[:4] == ["Take down", "Warn", "Not promotion", "Promotion"]
    shown = await mara.press(card, "Take down")
    assert f"**Promotion**, by <@{mara.id}>" in text(shown)
    note = await letter(pax, "note", case_id)
    assert "No strike this time." in text(note)
    assert PITCH in text(note)
    card = await card_of(mara, case_id, f"**Told**, by <@{mara.id}>")
    assert f"**Taken down**, by <@{mara.id}>" in text(card)
    assert "by hand" not in text(card)
    await olive.press(card, "Put back")
    assert "Your post is back" in text(await letter(pax, "told", case_id))


async def test_a_warning_leaves_the_post_and_can_be_asked_about(
    enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, card = await case_in_review(enforced, pax, mara)
    await mara.press(card, "Warn")
    warning = await letter(pax, "warn", case_id)
    assert "stays, and a moderator asks you to have another look" in text(warning)
    assert "strike" not in text(warning).lower()
    assert pax.heard("MESSAGE_DELETE") == []
    await card_of(mara, case_id, f"**Warned**, by <@{mara.id}>")
    await asked(pax, warning)
    assert labels(await card_of(mara, case_id, "It waits for an answer."))[0] == "Answer"


async def test_a_time_out_from_a_case_is_as_long_as_chosen(
    enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, card = await case_in_review(enforced, pax, mara)
    menu = await mara.press(card, "Time out")
    assert "cannot write here" in text(await mara.choose(menu, "600"))
    await card_of(mara, case_id, "**Timed out** until <t:")
    until = await timed_out_until(mara, pax)
    assert until is not None
    [entry] = [one for one in await audit_log(mara) if one.get("reason") == f"Case {case_id}"]
    assert entry["action_type"] == 24


async def test_two_who_take_down_at_once_do_it_once(
    enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    case_id, card = await case_in_review(enforced, pax, mara)
    for who in (mara, olive):
        await who.send(who.press_body(card, "Take down"))
    await told_first("Somebody was faster", mara, olive)
    await letter(pax, "note", case_id)
    await done(enforced, case_id)
    assert len(letters(pax, "note", case_id)) == 1


async def test_closed_messages_lead_to_a_private_thread(
    discord: Discord, enforced: Path, dee: Person, nora: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, dee)
    place = int(note["channel_id"])
    assert f"Hi <@{dee.id}>" in text(note)
    status, _ = await nora.request("GET", f"/channels/{place}/messages")
    assert status in (403, 404)
    assert "Moderators have your question" in text(await asked(dee, note))
    await card_of(mara, case_id, "It waits for an answer.")
    await strikes(discord, enforced, dee, 1)
    case_id, note = await strikes(discord, enforced, dee, 1)
    said = text(note)
    assert "On the server the button works <t:" in said
    assert "`/appeal` in a direct message to me works at once." in said
    refusal = await dee.refused(dee.press_body(note, "Ask a moderator"))
    assert refusal["code"] == 50013
    await dee.open_dm()
    shown = await dee.command("dm", "appeal")
    assert "Moderators have your question" in text(await asked(dee, shown))


async def test_who_cannot_be_told_is_not_told_in_public(
    discord: Discord, enforced: Path, dee: Person, mara: Person, olive: Person
) -> None:
    bot = discord.application_id
    for place in ("biz-talk", "general-talk"):
        await olive.set_overwrite(place, bot, of_member=True, deny=CREATE_PRIVATE_THREADS)
    before = len(mara.heard("MESSAGE_CREATE"))
    post = await dee.say("biz-talk", PITCH)
    await gone(dee, post)
    case_id = await case_id_of(enforced, post)
    card = await card_of(mara, case_id, "**Told**: could not be told")
    assert "`/appeal` shows them the note" in text(card)
    public = [one for one in mara.heard("MESSAGE_CREATE")[before:] if one["id"] != post["id"]]
    assert {one["channel_id"] for one in public} == {str(mara.channels["moderators-log"])}
    assert PITCH in text(await dee.command("general-talk", "appeal"))
    for place in ("biz-talk", "general-talk"):
        await olive.clear_overwrite(place, bot)


async def test_a_missing_permission_is_named_with_who_can_give_it(
    discord: Discord, enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    bot = discord.application_id
    await olive.set_overwrite("biz-talk", bot, of_member=True, deny=MANAGE_MESSAGES)
    post = await pax.say("biz-talk", PITCH)
    case_id = await case_id_of(enforced, post)
    card = await card_of(mara, case_id, "**Taken down**: Discord refused it")
    assert "Somebody who manages roles can give me **Manage Messages** there" in text(card)
    assert letters(pax, "note", case_id) == []
    await olive.clear_overwrite("biz-talk", bot)
    await mara.press(card, "Take down")
    await gone(pax, post)
    assert PITCH in text(await letter(pax, "note", case_id))


async def test_a_time_out_that_is_refused_is_on_the_card_and_not_in_the_note(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    await strikes(discord, enforced, pax, 2)
    await discord.order(
        "faults", kind="status", method="PATCH", path="/guilds/*/members/*", **MISSING
    )
    case_id, note = await strikes(discord, enforced, pax, 1)
    assert "strike 2" in text(note)
    assert "You can write here again" not in text(note)
    card = await card_of(mara, case_id, TOLD)
    assert "**Timed out**: Discord refused it." in text(card)
    assert "**Timeout Members**" in text(card)


async def test_nobody_above_the_bot_is_touched(
    discord: Discord, enforced: Path, rafi: Person, mara: Person, olive: Person
) -> None:
    _, found = await olive.request("GET", f"/guilds/{olive.guild_id}/roles")
    [role] = [one for one in found if one["name"] == "Regular"]
    told = {"guild_id": str(olive.guild_id)}
    await discord.order(
        "gateway", do="send", t="GUILD_ROLE_UPDATE", d=told | {"role": role | {"position": 9}}
    )
    post = await rafi.say("biz-talk", PITCH)
    case_id = await case_id_of(enforced, post)
    card = await card_of(mara, case_id, "they stand as high as I do")
    assert "Somebody above them can act by hand" in text(card)
    assert rafi.heard("MESSAGE_DELETE") == []
    await discord.order("gateway", do="send", t="GUILD_ROLE_UPDATE", d=told | {"role": role})
    await mara.press(card, "Promotion")


async def test_it_acts_only_after_review_and_after_showing_what_it_would_do(
    enforced: Path, pax: Person, mara: Person, acting_bot: tuple[Process, Path]
) -> None:
    act(enforced, mara, moderation_mode="observe")
    said = text(await ran(mara, "moderation mode set", mode="enforce"))
    assert "Set the mode to review first" in said
    case_id, card = await case_in_review(enforced, pax, mara)
    preview = await ran(mara, "moderation mode set", mode="enforce")
    assert "In the last 7 days I would have taken down" in text(preview)
    assert f"case {case_id}" in text(preview)
    assert "I lack" not in text(preview)
    mode = "SELECT moderation_mode FROM guild_settings"
    assert rows(enforced, mode) == [("review",)]
    assert "Clear posts are taken down" in text(await mara.press(preview, "Act from now on"))
    assert rows(enforced, mode) == [("enforce",)]
    await mara.press(card, "Promotion")


async def test_ladder_and_cases_are_shown_and_set(
    enforced: Path, pax: Person, mara: Person
) -> None:
    shown = await ran(mara, "moderation ladder", strike_days=30, timeout_minutes=20)
    assert "20 minutes" in text(shown)
    assert "30 days" in text(shown)
    case_id, _ = await promoted(enforced, pax)
    await card_of(mara, case_id, TOLD)
    listed = await ran(mara, "moderation cases")
    assert f"**Case {case_id}**, <@{pax.id}>: 1 post" in text(listed)
    one = await mara.choose(listed, str(case_id))
    assert labels(one)[0] == "Put back"
    again = await ran(mara, "moderation case", number=case_id)
    assert text(again) == text(one)
    await ran(mara, "moderation ladder", strike_days=90, timeout_minutes=60)

"""What moderation did, taken back; and members who ask for that."""

import asyncio
from pathlib import Path

from tests.wire import posts
from tests.wire.cases import PITCH, told_first
from tests.wire.enforcing import (
    DAY,
    HOUR,
    TOLD,
    asked,
    card_of,
    case_id_of,
    done,
    labels,
    later,
    letter,
    letters,
    promoted,
    ran,
    steps,
    strikes,
    taken_down,
    timed_out_until,
)
from tests.wire.person import Person, options, text
from tests.wire.process import Discord

ANSWER = "Thank you. Post it in #show-your-work next time"


async def test_put_back_brings_back_post_strike_and_voice(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, _ = await strikes(discord, enforced, pax, 3)
    assert await timed_out_until(mara, pax) is not None
    card = await card_of(mara, case_id, TOLD)
    assert labels(card)[:2] == ["Put back", "Promotion"]
    await mara.press(card, "Put back")
    await card_of(mara, case_id, f"**Not promotion**, by <@{mara.id}>")
    told = await letter(pax, "told", case_id)
    assert f"Your post is back in <#{pax.channels['biz-talk']}>, with your name on it" in text(told)
    assert "It does not count as a strike. You can write again." in text(told)
    [restored] = [
        one for one in mara.heard("MESSAGE_CREATE") if "Taken down by mistake" in text(one)
    ]
    assert restored["channel_id"] == str(pax.channels["biz-talk"])
    assert text(restored).startswith(f"\n<@{pax.id}> wrote, <t:")
    assert f"> {PITCH}" in text(restored)
    assert restored["mentions"] == []
    assert "the bot only put it back" in text(await pax.press(restored, "About this"))
    assert await timed_out_until(mara, pax) is None
    card = text(await card_of(mara, case_id, "**Told that it was taken back**, by"))
    assert "**Put back**, by" in card
    assert "**Time-out ended**, by" in card
    assert "The strike is taken back." in card
    assert f"/{restored['id']})" in card
    await later(discord, DAY)
    _, note = await promoted(enforced, pax)
    assert "strike 2" in text(note)
    about = await pax.press(told, "What it was about")
    assert PITCH in text(about)


async def test_a_forum_post_comes_back_as_one(
    discord: Discord, enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    post = await posts.forum_title(discord, pax, olive)
    gone = await pax.hears("THREAD_DELETE", lambda one: one["id"] == post["id"])
    case_id = await case_id_of(enforced, post)
    card = await card_of(mara, case_id, TOLD)
    await mara.press(card, "Put back")
    back = await pax.hears(
        "THREAD_CREATE",
        lambda one: one["parent_id"] == gone["parent_id"] and one["id"] != gone["id"],
    )
    assert back["name"] == "Hire me to mix, DM me for rates"
    _, [message] = await pax.request("GET", f"/channels/{back['id']}/messages")
    assert "> hear it" in text(message)
    assert f"<@{pax.id}> wrote, <t:" in text(message)
    assert "Your post is back" in text(await letter(pax, "told", case_id))


async def test_undo_takes_the_last_one_back_and_any_by_its_number(
    discord: Discord, enforced: Path, pax: Person, rafi: Person, mara: Person
) -> None:
    first, _ = await promoted(enforced, pax)
    last, _ = await promoted(enforced, rafi, f"{PITCH} Ask Rafi")
    for number in (first, last):
        await card_of(mara, number, TOLD)
    assert f"Case {last} is taken back" in text(await ran(mara, "moderation undo"))
    await letter(rafi, "told", last)
    said = await ran(mara, "moderation undo", number=first)
    assert f"Case {first} is taken back" in text(said)
    await letter(pax, "told", first)
    await card_of(mara, first, "**Told that it was taken back**, by")
    again = await ran(mara, "moderation undo", number=first)
    assert f"by <@{mara.id}>" in text(again)
    await done(enforced, first)
    assert len(letters(pax, "told", first)) == 1


async def test_of_two_moderators_at_once_one_counts(
    enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    post = await pax.say("biz-talk", PITCH)
    case_id, _ = await taken_down(enforced, pax, post)
    card = await card_of(mara, case_id, TOLD)
    await asyncio.gather(*(who.send(who.press_body(card, "Put back")) for who in (mara, olive)))
    late = await told_first("Somebody was faster", mara, olive)
    assert text(late).count("by <@") == 1
    await letter(pax, "told", case_id)
    await done(enforced, case_id)
    assert len(letters(pax, "told", case_id)) == 1
    assert len(letters(mara, "restored", int(post["id"]))) == 1


async def test_an_appeal_is_on_the_card_answered_and_told(
    enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, pax)
    await card_of(mara, case_id, TOLD)
    assert "Moderators have your question" in text(await asked(pax, note))
    card = await card_of(mara, case_id, "Asked for another look")
    assert "It was for the" in text(card)
    assert "It waits for an answer." in text(card)
    assert card["mentions"] == []
    form = await mara.opens(mara.press_body(card, "Answer"))
    answered = await mara.submit(form, answer=ANSWER)
    assert f"**Answered**, by <@{mara.id}>" in text(answered)
    told = await letter(pax, "answer", case_id)
    assert "Post it in #show-your-work next time" in text(told)
    assert str(mara.id) not in text(told)
    assert "**Answer sent**" in text(await card_of(mara, case_id, "**Answer sent**"))
    twice = await pax.press(note, "Ask a moderator")
    assert "You asked about this" in text(twice)


async def test_an_appeal_that_is_granted_is_put_back(
    enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, pax)
    await card_of(mara, case_id, TOLD)
    await asked(pax, note)
    card = await card_of(mara, case_id, "It waits for an answer.")
    await mara.press(card, "Put back")
    await letter(pax, "told", case_id)
    await done(enforced, case_id)
    settled = await card_of(mara, case_id, "**Told that it was taken back**")
    assert "It waits for an answer." not in text(settled)
    assert "Answer" not in labels(settled)
    assert letters(pax, "answer", case_id) == []


async def test_a_forgotten_appeal_is_brought_up_once(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, pax)
    await card_of(mara, case_id, TOLD)
    await asked(pax, note)
    await card_of(mara, case_id, "It waits for an answer.")
    await later(discord, 47 * HOUR)
    assert letters(mara, "remind", case_id) == []
    await later(discord, 2 * HOUR)
    reminder = await letter(mara, "remind", case_id, "nobody has answered yet")
    assert labels(await mara.press(reminder, "Show the case"))[0] == "Answer"
    listed = await ran(mara, "moderation cases", which="asked about")
    assert f"Case {case_id}" in text(listed)
    await later(discord, 72 * HOUR)
    await done(enforced, case_id)
    assert len(letters(mara, "remind", case_id)) == 1


async def test_appeal_shows_what_was_taken_down_on_the_server_and_in_private(
    discord: Discord, enforced: Path, pax: Person, nora: Person, mara: Person
) -> None:
    assert "Nothing of yours" in text(await ran(nora, "appeal"))
    first, _ = await promoted(enforced, pax, f"{PITCH} The first")
    await later(discord)
    last, _ = await promoted(enforced, pax, f"{PITCH} The last")
    await done(enforced, last)
    shown = await ran(pax, "appeal")
    assert shown["flags"] & 1 << 6
    assert "The last" in text(shown)
    assert str(first) in options(shown)
    assert "The first" in text(await pax.choose(shown, str(first)))
    await pax.open_dm()
    private = await pax.command("dm", "appeal")
    assert "The last" in text(private)
    assert "Moderators have your question" in text(await asked(pax, private))
    await card_of(mara, last, "Asked for another look")
    assert steps(enforced, last)["note"] == ("done", None, None)


async def test_the_text_goes_in_time_from_card_and_appeal(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, _ = await promoted(enforced, pax)
    await mara.press(await card_of(mara, case_id, TOLD), "Promotion")
    kept = await card_of(mara, case_id, "**Promotion**, by")
    assert "DM me" in text(kept)
    await later(discord, 30 * DAY + 2 * HOUR)
    forgotten = await card_of(mara, case_id, "The text is no longer kept")
    assert "DM me" not in text(forgotten)
    assert "Put back" in labels(forgotten)
    assert "Nothing of yours" in text(await ran(pax, "appeal"))


async def test_nobody_reads_or_asks_about_what_is_anothers(
    enforced: Path, pax: Person, nora: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, pax)
    await card_of(mara, case_id, TOLD)
    form = await pax.opens(pax.press_body(note, "Ask a moderator"))
    forged = nora.submit_body(form, reason="mine")
    assert await nora.refused(forged)
    card = await card_of(mara, case_id, TOLD)
    assert "Ask a moderator" not in labels(card)

"""Moderation that acts: what goes, the note about it, and the ladder."""

from pathlib import Path

import aiohttp

from tests.wire import posts
from tests.wire.cases import OTHER_PITCH, PITCH, case_of
from tests.wire.enforcing import (
    DAY,
    DOUBTFUL,
    FRIENDS,
    TOLD,
    act,
    audit_log,
    card_of,
    case_id_of,
    done,
    gone,
    later,
    letter,
    letters,
    promoted,
    steps,
    taken_down,
    timed_out_until,
)
from tests.wire.person import Person, components, text
from tests.wire.process import Discord

LONG = f"{PITCH} " + "I answer within a day, and every song gets three rounds. " * 30


async def test_a_clear_post_goes_and_its_author_has_everything_back(
    enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, pax, f"  {PITCH}\n*for singers* ||and bands||")
    said, place = text(note), pax.channels["biz-talk"]
    assert note["channel_id"] not in map(str, mara.channels.values())
    assert f"Hi <@{pax.id}>. I took your post down from <#{place}> because " in said
    assert '$50 a song, DM me\u2069" reads as promotion' in said
    assert "(oaklandmatt, #general-talk). No strike this time." in said
    assert f'In bobby k\'s pinned words: "{FRIENDS}"' in said
    assert f"If it belongs in <#{pax.channels['show-your-work']}>, post it there." in said
    assert f"```\n{PITCH}\n*for singers* ||and bands||\n```" in said
    assert "Press **Ask a moderator**" in said
    assert "Files cannot" not in said
    card = text(await card_of(mara, case_id, TOLD))
    assert "**Taken down** <t:" in card
    assert "A first clear case, without a strike." in card
    assert ", taken down" in card
    assert "Go to the message" not in card
    assert "by hand" not in card
    [entry] = [one for one in await audit_log(mara) if one.get("reason") == f"Case {case_id}"]
    assert entry["target_id"] == str(pax.id)
    assert await timed_out_until(mara, pax) is None
    public = [one for one in mara.heard("MESSAGE_CREATE") if one["channel_id"] == str(place)]
    assert [one["author"]["id"] for one in public] == [str(pax.id)]


async def test_without_a_place_for_promotion_none_is_named_and_files_are(
    enforced: Path, pax: Person, mara: Person
) -> None:
    act(enforced, mara, show_work_channel_id=None)
    post = await pax.attach("biz-talk", PITCH, ("rates.txt", b"all of them"))
    _, note = await taken_down(enforced, pax, post)
    assert "If it belongs in" not in text(note)
    assert "Files cannot be given back; please attach them again." in text(note)


async def test_a_burst_is_one_note_and_much_text_comes_as_a_file(
    enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, note = await promoted(enforced, pax, LONG)
    assert LONG.strip() in text(note)
    await gone(pax, await pax.say("general-talk", f"{OTHER_PITCH} {LONG}"))
    both = await letter(pax, "note", case_id, "Your text is in the file below.")
    assert both["id"] == note["id"]
    assert len(letters(pax, "note", case_id)) == 1
    assert f"<#{pax.channels['biz-talk']}>, <#{pax.channels['general-talk']}>" in text(both)
    [file] = [one["file"] for one in components(both) if one["type"] == 13]
    async with aiohttp.ClientSession() as http, http.get(file["url"]) as answer:
        kept = await answer.text()
    assert kept == f"{LONG.strip()}\n\n{OTHER_PITCH} {LONG.strip()}"
    assert "2 messages" in text(await card_of(mara, case_id, "2 messages"))


async def test_the_ladder_is_climbed_over_weeks_and_strikes_fade(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    said = []
    for _ in range(4):
        await later(discord, 7 * DAY)
        case_id, note = await promoted(enforced, pax)
        await done(enforced, case_id)
        said.append(text(note))
        assert ("timeout" in steps(enforced, case_id)) == (len(said) == 3)
        if len(said) == 3:
            until = await timed_out_until(mara, pax)
            assert until is not None
            status, _ = await pax.request(
                "POST", f"/channels/{pax.channels['biz-talk']}/messages", {"content": "hello"}
            )
            assert status == 403
            assert "**Timed out** until <t:" in text(await card_of(mara, case_id, TOLD))
    assert "No strike this time." in said[0]
    assert "strike 1; it fades after 90 days" in said[1]
    assert "You can write here again <t:" not in said[1]
    assert "strike 2" in said[2]
    assert "You can write here again <t:" in said[2]
    assert "strike 3" in said[3]
    assert "Moderators will talk" in said[3]
    assert "yours to decide" in text(await card_of(mara, case_id, "**Strike 3**"))
    await later(discord, 91 * DAY)
    _, note = await promoted(enforced, pax)
    assert "No strike this time." in text(note)


async def test_a_forum_post_goes_as_its_thread(
    discord: Discord, enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    post = await posts.forum_title(discord, pax, olive)
    await pax.hears("THREAD_DELETE", lambda one: one["id"] == post["id"])
    note = await letter(pax, "note", await case_id_of(enforced, post))
    assert "Hire me to mix, DM me for rates\nhear it" in text(note)


async def test_of_a_webhook_nobody_is_told(
    discord: Discord, enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    post = await posts.webhook(discord, pax, olive)
    await gone(mara, post)
    case_id = await case_id_of(enforced, post)
    await done(enforced, case_id)
    assert steps(enforced, case_id) == {"remove": ("done", None, None)}
    assert "**Strike" not in text(await card_of(mara, case_id, "**Taken down**"))


async def test_an_edit_into_promotion_is_taken_down_with_the_text_it_had_last(
    discord: Discord, enforced: Path, pax: Person, olive: Person
) -> None:
    post = await posts.edit(discord, pax, olive)
    _, note = await taken_down(enforced, pax, post)
    assert f"```\n{PITCH}\n```" in text(note)


async def test_what_is_doubtful_waits_for_moderators(
    enforced: Path, rafi: Person, mara: Person
) -> None:
    post = await rafi.say("biz-talk", DOUBTFUL)
    card = await case_of(mara, post)
    assert "Go to the message" in text(card)
    assert steps(enforced, await case_id_of(enforced, post)) == {}
    await mara.press(card, "Not promotion")
    assert rafi.heard("MESSAGE_DELETE") == []

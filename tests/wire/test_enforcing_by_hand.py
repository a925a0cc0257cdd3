"""What moderators do without the bot is noticed, noted with their names, and not done again."""

from pathlib import Path

from tests.wire import posts
from tests.wire.cases import PITCH, rows, settled
from tests.wire.connection import Json
from tests.wire.enforcing import (
    MANAGE_MESSAGES,
    MINUTE,
    TOLD,
    act,
    card_of,
    case_id_of,
    case_in_review,
    done,
    labels,
    later,
    letter,
    letters,
    steps,
    strikes,
    timed_out_until,
)
from tests.wire.person import Person, text
from tests.wire.process import Discord
from tests.wire.sandbox.sandbox_time import at

THREE_SECONDS = 4  # and a little, until the audit log is asked


async def latest(moderator: Person) -> Json:
    """The last message of the channel."""
    path = f"/channels/{moderator.channels['biz-talk']}/messages?limit=1"
    _, [message] = await moderator.request("GET", path)
    return message


def steps_noted(database: Path, case_id: int) -> int:
    query = f"SELECT 1 FROM moderation_steps WHERE outcome = 'by_hand' AND case_id = {case_id}"  # noqa: S608 - an id
    return len(rows(database, query))


async def test_what_moderators_delete_by_hand_is_noted_with_their_names(
    discord: Discord, enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    case_id, _ = await case_in_review(enforced, pax, mara)
    first = await latest(mara)
    second, third = [await pax.say("general-talk", f"{PITCH} {one}") for one in "ab"]
    await card_of(mara, case_id, "3 messages")
    await mara.delete(first)
    await later(discord, THREE_SECONDS)
    card = await card_of(mara, case_id, f"**Taken down**, by <@{mara.id}> <t:")
    assert "(by hand)" in text(card)
    assert "Take down" in labels(card)
    await olive.delete(second)
    await later(discord, THREE_SECONDS)
    await settled(lambda: steps_noted(enforced, case_id) == 2)
    await later(discord, MINUTE)
    await olive.delete(third)
    await later(discord, THREE_SECONDS)
    await settled(lambda: steps_noted(enforced, case_id) == 3)
    card = await card_of(mara, case_id, f"**Taken down**, by <@{olive.id}> <t:")
    await mara.press(card, "Promotion")
    await done(enforced, case_id)
    assert letters(pax, "note", case_id) == []


async def test_by_hand_what_the_bot_could_not_do(
    discord: Discord, enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    bot = discord.application_id
    await olive.set_overwrite("biz-talk", bot, of_member=True, deny=MANAGE_MESSAGES)
    post = await pax.say("biz-talk", PITCH)
    case_id = await case_id_of(enforced, post)
    await card_of(mara, case_id, "**Taken down**: Discord refused it")
    await olive.clear_overwrite("biz-talk", bot)
    await mara.delete(post)
    await later(discord, THREE_SECONDS)
    card = await card_of(mara, case_id, f"**Taken down**, by <@{mara.id}> <t:")
    decided = await mara.press(card, "Promotion")
    await done(enforced, case_id)
    assert "Put back" not in labels(decided)
    assert letters(pax, "note", case_id) == []
    query = f"SELECT count(*) FROM moderation_strikes WHERE case_id = {case_id}"  # noqa: S608 - an id
    assert rows(enforced, query) == [(0,)]


async def test_who_deletes_their_own_post_is_not_taken_for_a_moderator(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    other = await pax.say("biz-talk", "good morning")
    await mara.delete(other)
    await later(discord, 60)
    case_id, _ = await case_in_review(enforced, pax, mara)
    await pax.delete(await latest(mara))
    await card_of(mara, case_id, ", deleted")
    await later(discord, THREE_SECONDS)
    looked = "SELECT 1 FROM jobs WHERE kind = 'who_deleted' AND state != 'done'"
    await settled(lambda: not rows(enforced, looked))
    assert steps(enforced, case_id) == {}


async def test_a_forum_post_deleted_by_hand_is_noted(
    discord: Discord, enforced: Path, pax: Person, mara: Person, olive: Person
) -> None:
    act(enforced, mara, moderation_mode="review")
    post = await posts.forum_title(discord, pax, olive)
    case_id = await case_id_of(enforced, post)
    await card_of(mara, case_id)
    status, _ = await mara.request("DELETE", f"/channels/{post['id']}")
    assert status == 200
    card = await card_of(mara, case_id, f"**Taken down**, by <@{mara.id}> <t:")
    assert "Take down" not in labels(card)


async def test_a_time_out_by_hand_is_noted_and_not_doubled(
    discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    await strikes(discord, enforced, pax, 1)
    case_id, _ = await strikes(discord, enforced, pax, 1)
    await card_of(mara, case_id, TOLD)
    path = f"/guilds/{mara.guild_id}/members/{pax.id}"
    until = at(discord, hours=5)
    status, _ = await mara.request("PATCH", path, {"communication_disabled_until": until})
    assert status == 200
    card = await card_of(mara, case_id, "**Timed out** until <t:")
    assert f"by <@{mara.id}>" in text(card)
    assert "(by hand)" in text(card)
    await mara.press(card, "Put back")
    await letter(pax, "told", case_id)
    await done(enforced, case_id)
    assert await timed_out_until(mara, pax) is not None
    await mara.request("PATCH", path, {"communication_disabled_until": None})

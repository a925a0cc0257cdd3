"""A server on which moderation acts, as its members and moderators see it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.wire.cases import LOG, PITCH, case_of, put, rows, settled
from tests.wire.connection import Json
from tests.wire.evaluating import custom_ids
from tests.wire.person import Person, buttons, text
from tests.wire.process import Discord

WHY = "It was for the *pinned* thread, as <@&1> asked"
MINUTE, HOUR, DAY = 60, 3_600, 86_400
FRIENDS = "We generally aim to make friends, not fans."
MISSING = {"status": 403, "code": 50013, "message": "Missing Permissions"}
TOLD = "**Told** <t:"  # on a case's card, when all that goes with a clear post is done
DOUBTFUL = "new song is out https://rafi-records.example/album"
MANAGE_MESSAGES, CREATE_PRIVATE_THREADS, VIEW_AUDIT_LOG = 1 << 13, 1 << 36, 1 << 7


def act(database: Path, moderator: Person, **settings: Any) -> None:
    """Let moderation act, with its cases in the log, and promotion welcome in one channel."""
    chosen = {
        "moderation_mode": "enforce",
        "log_channel_id": moderator.channels[LOG],
        "show_work_channel_id": moderator.channels["show-your-work"],
        "biz_talk_channel_id": moderator.channels["biz-talk"],
    }
    put(database, moderator.guild_id, **(chosen | settings))


def begin_anew(database: Path) -> None:
    """Forget every strike, as if nobody had ever posted promotion."""
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute("DELETE FROM moderation_strikes")


async def later(discord: Discord, seconds: int = 11 * MINUTE) -> None:
    """Let time go by; after ten minutes, what is posted is another case."""
    await discord.order("clock", advance_seconds=seconds)


async def case_id_of(database: Path, message: Json) -> int:
    """Wait until a message belongs to a case, and return its number."""
    wanted = f"SELECT case_id FROM moderation_case_messages WHERE message_id = {message['id']}"  # noqa: S608 - an id
    await settled(lambda: bool(rows(database, wanted)))
    return int(rows(database, wanted)[0][0])


async def letter(person: Person, kind: str, case_id: int, words: str = "") -> Json:
    """Wait until somebody reads what the bot wrote to them about a case, and return it."""
    return await _shown(person, f"{kind}:{case_id}:", words)


async def card_of(moderator: Person, case_id: int, words: str = "") -> Json:
    """Wait until the card of a case says this."""
    return await _shown(moderator, f"case:{case_id}:", words)


async def taken_down(database: Path, person: Person, post: Json) -> tuple[int, Json]:
    """Wait until a post of somebody was taken down, and return its case and the note."""
    await gone(person, post)
    case_id = await case_id_of(database, post)
    return case_id, await letter(person, "note", case_id)


async def promoted(database: Path, person: Person, words: str = PITCH) -> tuple[int, Json]:
    """Post promotion, and return its case and the note."""
    return await taken_down(database, person, await person.say("biz-talk", words))


def labels(message: Json) -> list[str]:
    return [one.get("label", "") for one in buttons(message)]


async def strikes(discord: Discord, database: Path, person: Person, times: int) -> tuple[int, Json]:
    """Promote on so many days, and return the last case and its note."""
    for _ in range(times):
        await later(discord, DAY)
        last = await promoted(database, person)
    return last


async def asked(person: Person, note: Json, why: str = WHY) -> Json:
    """Press "Ask a moderator" and fill in the form; gives what is said to that."""
    form = await person.opens(person.press_body(note, "Ask a moderator"))
    return await person.submit(form, reason=why)


async def case_in_review(database: Path, person: Person, moderator: Person) -> tuple[int, Json]:
    """A case of a post that stays until moderators decide, and its card."""
    act(database, moderator, moderation_mode="review")
    card = await case_of(moderator, await person.say("biz-talk", PITCH))
    return int(text(card).split("Case ")[1].split(":")[0]), card


async def gone(person: Person, post: Json) -> None:
    """Wait until a post is gone."""
    await person.hears("MESSAGE_DELETE", lambda one: one["id"] == post["id"])


async def done(database: Path, case_id: int) -> None:
    """Wait until nothing is planned about a case any more."""
    planned = f"SELECT 1 FROM moderation_steps WHERE state = 'planned' AND case_id = {case_id}"  # noqa: S608 - an id
    await settled(lambda: not rows(database, planned))


def letters(person: Person, kind: str, case_id: int) -> list[Json]:
    """What was posted about a case, as far as somebody saw it."""
    heard = person.heard("MESSAGE_CREATE")
    return [one for one in heard if _carries(one, f"{kind}:{case_id}:")]


def steps(database: Path, case_id: int) -> dict[str, tuple[str, str | None, int | None]]:
    """What was done about a case: state, outcome and by whom, by kind."""
    wanted = f"SELECT kind, state, outcome, by FROM moderation_steps WHERE case_id = {case_id}"  # noqa: S608 - an id
    return {kind: (state, outcome, by) for kind, state, outcome, by in rows(database, wanted)}


async def ran(person: Person, command: str, **options: Any) -> Json:
    """Run a command, and return its own answer, whatever else the bot shows meanwhile."""
    nonce = await person.send(await person.command_body("biz-talk", command, **options))
    taken = await person.hears("INTERACTION_SUCCESS", lambda one: one["nonce"] == nonce)
    return await person.hears(
        "MESSAGE_CREATE",
        lambda one: one.get("interaction_metadata", {}).get("id") == taken["id"],
    )


async def timed_out_until(person: Person, who: Person) -> str | None:
    """Until when somebody is timed out, as Discord has it."""
    status, member = await person.request("GET", f"/guilds/{person.guild_id}/members/{who.id}")
    assert status == 200, member
    return member["communication_disabled_until"]


async def audit_log(moderator: Person) -> list[Json]:
    """The server's audit log, the latest first."""
    status, log = await moderator.request("GET", f"/guilds/{moderator.guild_id}/audit-logs")
    assert status == 200, log
    return log["audit_log_entries"]


async def _shown(person: Person, mark: str, words: str) -> Json:
    frame = await person._gateway.frame(
        lambda one: (
            one.get("t") in ("MESSAGE_CREATE", "MESSAGE_UPDATE")
            and "components" in one["d"]
            and _carries(one["d"], mark)
            and words in text(one["d"])
        )
    )
    return frame["d"]


def _carries(message: Json, mark: str) -> bool:
    return any(one.startswith(mark) for one in custom_ids(message))

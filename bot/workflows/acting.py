"""What is to be done about a case: written down, all of one decision or nothing of it.

Each of these belongs into a `store.together()`; what it plans is then carried out by `Enforcing`.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.store import Case, CaseMessage, Plan, RemovedPost, Repositories
from bot.store.case import KeptPart
from bot.workflows.enforcing import promise

_WORDS = 3  # of what matched, as many are named


async def take_down(
    rooms: Repositories, case: Case, now: datetime, by: int | None, *, is_member: bool = True
) -> None:
    """Plan that posts of a case go and their author is told, with the text to have it back.

    The bot of itself (`by` None) takes down what is clear; a moderator, all of it. A webhook is
    no member, and told nothing.
    """
    clear = [one for one in case.messages if by is not None or one.action == "remove"]
    there = [one for one in clear if one.was_posted and one.deleted_at is None]
    if not there:
        return
    await rooms.removed_posts.keep(removed_post(case, one, now) for one in there)
    plans = [Plan("remove", one.message_id) for one in there]
    await _plan(rooms, case, [*plans, Plan("note")] if is_member else plans, now, by)


async def warn(rooms: Repositories, case: Case, now: datetime, by: int) -> None:
    """Plan that the author is told what reads as promotion, while the post stays."""
    await _plan(rooms, case, [Plan("warn")], now, by)


async def time_out(
    rooms: Repositories, case: Case, until: datetime, now: datetime, by: int | None
) -> None:
    """Plan that the author cannot write until then."""
    await _plan(rooms, case, [Plan("timeout", until=until)], now, by)


async def put_back(rooms: Repositories, case: Case, now: datetime, by: int) -> None:
    """Plan that posts come back, a time-out ends, and the author hears of it; the strike goes.

    What is only planned so far is not done any more, and where nothing was done nothing is planned.
    """
    steps = await rooms.steps.of(case.id)
    await rooms.steps.cancel(case.id)
    ours = [one for one in steps if one.state == "done" and one.outcome != "by_hand"]
    if not ours:
        return
    await rooms.strikes.withdraw(case.id)
    gone = {one.target_id for one in ours if one.kind == "remove"}
    kept = {one.message_id for one in await rooms.removed_posts.of(case.id)}
    plans = [Plan("restore", message_id) for message_id in sorted(gone & kept)]
    pauses = (one.until for one in ours if one.kind == "timeout")
    plans += [Plan("end_timeout", until=until) for until in pauses if until and until > now]
    is_member = any(one.kind in ("note", "warn", "timeout") for one in steps)
    await _plan(rooms, case, [*plans, Plan("told")] if is_member else plans, now, by)


def removed_post(case: Case, message: CaseMessage, now: datetime) -> RemovedPost:
    """What is kept of a post that is taken down."""
    return RemovedPost(
        message_id=message.message_id,
        case_id=case.id,
        guild_id=case.guild_id,
        channel_id=message.channel_id,
        author_id=case.author_id,
        text="\n".join(_own_words(message.parts)),
        matched="\n".join(matched(message)),
        has_files=any(part.place == "attachment" for part in message.parts),
        posted_at=message.posted_at,
        removed_at=now,
    )


def matched(message: CaseMessage) -> list[str]:
    """The words of a message that weigh most, as they were written; none if its text is gone."""
    found: list[str] = []
    for signal in sorted(message.signals, key=lambda one: -one.weight):
        if signal.weight > 0 and signal.part < len(message.parts):
            start, end = signal.span
            words = " ".join(message.parts[signal.part].text[start:end].split())
            if words and not any(words in one for one in found):
                found.append(words)
    return found[:_WORDS]


def _own_words(parts: Iterable[KeptPart]) -> Iterable[str]:
    return (part.text for part in parts if part.place in ("content", "title", "poll", "forward"))


async def _plan(
    rooms: Repositories, case: Case, plans: list[Plan], now: datetime, by: int | None
) -> None:
    await rooms.steps.plan(case.id, case.guild_id, case.author_id, plans, by)
    await promise(rooms, case.guild_id, case.id, now)

"""What was done about a case, and what its author asked, as lines of its card."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.content import Wording
from bot.interactions.wording import plain
from bot.store import Appeal, Step, StepKind
from cogs.moderation.note import Matter, when
from cogs.moderation.words import moderator

_ASKED = 400

_DONE: Final[Mapping[StepKind, str]] = {
    "remove": "Taken down",
    "timeout": "Timed out",
    "note": "Told",
    "warn": "Warned",
    "restore": "Put back",
    "end_timeout": "Time-out ended",
    "told": "Told that it was taken back",
    "answer": "Answer sent",
    "remind": "Brought up again",
}


def done_lines(matter: Matter) -> list[str]:
    """Say what was done, by whom and when, and what could not be, with how to mend it."""
    lines = [_line(matter, one) for one in _worth_telling(matter.steps)]
    return [*lines, *_strike(matter)]


def appeal_lines(matter: Matter) -> list[str]:
    """Say what the author asked, and what moderators answered."""
    appeal = matter.appeal
    if appeal is None:
        return []
    asked = f"**Asked for another look**, <t:{int(appeal.asked_at.timestamp())}:R>"
    reason = [f"> {plain(appeal.reason, _ASKED)}"] if appeal.reason else []
    return [asked, *reason, *_answer(matter.content.wording, appeal)]


def _answer(wording: Wording, appeal: Appeal) -> Iterator[str]:
    if appeal.answered_at is None:
        yield wording.case_appeal_waits
        return
    at = int(appeal.answered_at.timestamp())
    yield f"**Answered**, by {moderator(appeal.answered_by or 0)} <t:{at}:R>"
    if appeal.answer:
        yield f"> {plain(appeal.answer, _ASKED)}"


def _worth_telling(steps: Sequence[Step]) -> Iterator[Step]:
    """Leave out what says nothing new: posts that went together, a note where no post went."""
    seen: set[tuple[str, str, str | None, int | None]] = set()
    nothing_gone = not any(one.kind == "remove" and one.state == "done" for one in steps)
    for step in steps:
        if step.kind == "note" and nothing_gone and step.state == "failed":
            continue
        alike = step.kind, step.state, step.outcome, step.by
        if alike not in seen:
            seen.add(alike)
            yield step


def _line(matter: Matter, step: Step) -> str:
    wording = matter.content.wording
    name = f"**{_DONE[step.kind]}**"
    if step.state == "planned":
        return f"{name}: {wording.step_planned}"
    if step.state == "failed":
        return f"{name}: {_failure(matter, step)}"
    by = "" if step.by is None else f", by {moderator(step.by)}"
    at = int((step.done_at or step.planned_at).timestamp())
    ends = step.until if step.kind == "timeout" else None
    until = f" until {when(ends)}" if ends is not None else ""
    how = _how(wording, step)
    return f"{name}{until}{by} <t:{at}:R>{f' ({how})' if how else ''}"


def _how(wording: Wording, step: Step) -> str:
    match step.outcome:
        case "gone":
            return wording.step_gone
        case "by_hand":
            return wording.step_by_hand
        case _:
            return ""


def _failure(matter: Matter, step: Step) -> str:
    wording = matter.content.wording
    if step.outcome == "above":
        return wording.step_above
    if step.outcome == "closed":
        return wording.step_closed
    if step.outcome == "not_allowed":
        return wording.step_not_allowed.format(permission=_permission(matter, step))
    return wording.step_refused


def _permission(matter: Matter, step: Step) -> str:
    """What a step needs, as Discord's settings call it."""
    match step.kind:
        case "timeout" | "end_timeout":
            return "Timeout Members"
        case "remove":
            begins_thread = any(
                one.message_id == one.channel_id == step.target_id for one in matter.case.messages
            )
            return "Manage Threads" if begins_thread else "Manage Messages"
        case _:
            return "Send Messages"


def _strike(matter: Matter) -> list[str]:
    strike, wording = matter.strike, matter.content.wording
    if strike is None:
        return []
    if strike.withdrawn_at is not None:
        return [wording.case_strike_gone] if strike.strike else []
    said = [f"**Strike {strike.strike}**" if strike.strike else wording.case_first]
    return [*said, *([wording.case_asks_moderators] if strike.asks_moderators else [])]

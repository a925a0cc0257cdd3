"""Judging a whole file of messages, one JSON object a line, and explaining a single one."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import CannotStart
from bot.jsonl import lines_of
from bot.moderation import Action, Rules, Signal, judge, said

_SAID = {
    Action.ALLOW: "It stays.",
    Action.REVIEW: "A moderator is asked.",
    Action.REMOVE: "It is taken down.",
}


class Message(BaseModel):
    """A line of the file; further fields are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    reply_to: str | None = None


def of_file(rules: Rules, file: Path) -> Iterator[str]:
    """One JSON line a message: ``id``, ``decision``, ``score``, ``signals``.

    A signal has ``name``, ``span`` (from and to, in characters of the text) and ``weight``. Raises
    `CannotStart` for a file or a line that cannot be read.
    """
    for number, line in lines_of(file):
        yield json.dumps(_judged(rules, _message(file, number, line)), ensure_ascii=False)


def _message(file: Path, number: int, line: str) -> Message:
    try:
        return Message.model_validate_json(line)
    except ValidationError as error:
        msg = f'{file}:{number} is not a line like {{"id": "1", "text": "..."}}.'
        raise CannotStart(msg) from error


def _judged(rules: Rules, message: Message) -> dict[str, object]:
    decision = judge(said(message.text, reply_to=message.reply_to), rules)
    return {
        "id": message.id,
        "decision": str(decision.action),
        "score": decision.score,
        "signals": [
            {"name": one.name, "span": list(one.span), "weight": one.weight}
            for one in decision.signals
        ],
    }


def explained(rules: Rules, text: str) -> Iterator[str]:
    """Say what becomes of a message and why: the text with its words marked, a line a signal."""
    decision = judge(said(text), rules)
    if not decision.signals:
        yield f"{_SAID[decision.action]} Nothing was found in it."
        return
    rule = rules.rules[decision.rule]
    yield marked(text, decision.signals)
    yield (
        f"{_SAID[decision.action]} {rule.title}: {decision.score} "
        f"({rule.review} for a second look, {rule.remove} to be taken down)."
    )
    for one in decision.signals:
        words = f' "{text[slice(*one.span)]}"' if one.span[0] < one.span[1] else ""
        yield f"{one.weight:+5d}  {one.sentence}{words} [{one.name}]"


def marked(text: str, signals: tuple[Signal, ...]) -> str:
    """Put the words that speak against a message between ** and **."""
    ends: list[tuple[int, int]] = []
    for start, end in sorted(one.span for one in signals if one.weight > 0):
        if ends and start <= ends[-1][1]:
            ends[-1] = ends[-1][0], max(end, ends[-1][1])
        elif start < end:
            ends.append((start, end))
    told, place = "", 0
    for start, end in ends:
        told += f"{text[place:start]}**{text[start:end]}**"
        place = end
    return told + text[place:]

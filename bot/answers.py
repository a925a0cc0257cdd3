"""Asking the library a whole file of questions, one JSON object a line: for measuring it."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import CannotStart
from bot.guidance import Guidance
from bot.jsonl import lines_of

_MOST = 5  # entries a line


class Asked(BaseModel):
    """A line of the file; further fields are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str


def of_file(guidance: Guidance, file: Path) -> Iterator[str]:
    """One JSON line a question: ``id``, ``answered``, ``entries``, ``topics``.

    ``entries`` are the ids that come nearest, best first, at most five, also where they are no
    answer; ``topics`` are theirs. ``answered`` is false when the library holds nothing on it, or
    only knows the name of the page. Raises `CannotStart` for a file or a line that cannot be read.
    """
    for number, line in lines_of(file):
        yield json.dumps(_answer(guidance, _asked(file, number, line)), ensure_ascii=False)


def _asked(file: Path, number: int, line: str) -> Asked:
    try:
        return Asked.model_validate_json(line)
    except ValidationError as error:
        msg = f'{file}:{number} is not a line like {{"id": "1", "question": "..."}}.'
        raise CannotStart(msg) from error


def _answer(guidance: Guidance, asked: Asked) -> dict[str, object]:
    ranking = guidance.rank(asked.question, _MOST)
    entries = [match.entry for match in ranking.matches]
    return {
        "id": asked.id,
        "answered": ranking.answers and entries[0].held,
        "entries": [entry.id for entry in entries],
        "topics": [list(entry.topics) for entry in entries],
    }

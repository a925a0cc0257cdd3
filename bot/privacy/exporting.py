"""What is kept about a person as a JSON file, in as many parts as Discord's size limit wants."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.store.people import Theirs
from bot.store.persons import Row

NAME = "biz-talk.json"


@dataclass(frozen=True)
class Part:
    """A file."""

    name: str
    content: bytes


def as_json(rows: Mapping[Theirs, Sequence[Row]], user_id: int, now: datetime) -> bytes:
    """Write everything about a person down, kind by kind; moments are in UTC."""
    kinds = [
        {"kind": kind.name, "about": kind.about, "kept": kind.life, "entries": list(entries)}
        for kind, entries in rows.items()
    ]
    whole = {"user_id": str(user_id), "written_at": now.isoformat(), "kinds": kinds}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def as_parts(content: bytes, most: int) -> list[Part]:
    """Make files of at most `most` bytes: the JSON as it is, else compressed, else that in pieces.

    Pieces, put one behind the other in the order of their names, are the compressed file; nothing
    is left out. Raises `ValueError` if `most` is not above 0.
    """
    if most <= 0:
        raise ValueError("a file needs room")
    if len(content) <= most:
        return [Part(NAME, content)]
    packed = gzip.compress(content, mtime=0)
    if len(packed) <= most:
        return [Part(f"{NAME}.gz", packed)]
    pieces = [packed[start : start + most] for start in range(0, len(packed), most)]
    digits = len(str(len(pieces)))
    return [Part(f"{NAME}.gz.{number:0{digits}d}", piece) for number, piece in enumerate(pieces, 1)]

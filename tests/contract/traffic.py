"""The sandbox's traffic record: one REST exchange or gateway payload a line of JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, cast

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = dict[str, Json]


class RecordError(Exception):
    """A line of a traffic record cannot be read; says which, and why not."""

    def __init__(self, path: Path, line: int, cause: Exception) -> None:
        super().__init__(f"{path.name}, line {line}: {cause!r}")


class UnknownKindError(ValueError):
    """An entry of a traffic record is neither `rest` nor `gateway`."""


@dataclass(frozen=True)
class Exchange:
    """One REST request and its answer; `path` has no `/api/v10` before it.

    For a multipart request, `request` is its `payload_json`.
    """

    who: str
    method: str
    path: str
    status: int
    query: Mapping[str, Json] = field(default_factory=dict)
    request: Json = None
    multipart: bool = False
    response: Json = None


@dataclass(frozen=True)
class Payload:
    """One gateway payload; direction `out` is from the sandbox to a client."""

    who: str
    direction: str
    op: int
    event: str | None
    data: Json


def read(path: Path) -> Iterator[Exchange | Payload]:
    """Read a record line by line; RecordError names the line that is not one of ours."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield parse(json.loads(line))
                except (ValueError, KeyError, AttributeError) as error:
                    raise RecordError(path, number, error) from error


def parse(entry: JsonObject) -> Exchange | Payload:
    """Read one entry; raises KeyError, AttributeError or UnknownKindError if it is not ours."""
    match entry.get("kind"):
        case "rest":
            return Exchange(
                who=str(entry["who"]),
                method=str(entry["method"]),
                path=str(entry["path"]),
                status=cast("int", entry["status"]),
                query=cast("JsonObject", entry["query"]),
                request=entry["request"],
                multipart=bool(entry["multipart"]),
                response=entry["response"],
            )
        case "gateway":
            return Payload(
                who=str(entry["who"]),
                direction=str(entry["direction"]),
                op=cast("int", entry["op"]),
                event=cast("str | None", entry.get("t")),
                data=entry.get("d"),
            )
        case kind:
            raise UnknownKindError(kind)

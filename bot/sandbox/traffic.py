"""The record of what went over the wire, one JSON object a line, for the contract check."""

import json
from pathlib import Path
from typing import Literal

from bot.sandbox.json import JsonObject
from bot.sandbox.world import User

Who = Literal["bot", "person", "sandbox"]


class Traffic:
    """Appends exchanges to a file, or lets them go when there is none."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = None if path is None else path.open("a", encoding="utf-8", buffering=1)

    def rest(self, who: Who, exchange: JsonObject) -> None:
        """One request and its answer."""
        self._write({"kind": "rest", "who": who} | exchange)

    def gateway(
        self, user: User | None, direction: Literal["in", "out"], frame: JsonObject
    ) -> None:
        """One gateway frame; ``out`` is from the sandbox to a client."""
        self._write({"kind": "gateway", "who": who_is(user), "direction": direction} | frame)

    def close(self) -> None:
        """Finish the record."""
        if self._file is not None:
            self._file.close()

    def _write(self, line: JsonObject) -> None:
        if self._file is not None:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


def who_is(user: User | None) -> Who:
    """How the record calls a client."""
    if user is None:
        return "sandbox"
    return "bot" if user.bot else "person"

"""Files of JSON lines that somebody runs a command on, read a line at a time."""

from collections.abc import Iterator
from pathlib import Path

from bot.errors import CannotStart

LONGEST_LINE = 1_000_000
"""Characters; an offer, a question or a message of Discord is far from it."""


def lines_of(file: Path) -> Iterator[tuple[int, str]]:
    r"""Yield each line that holds something, with its number; only "\n" ends one.

    Raises `CannotStart` for a file that cannot be read, or a line that is too long.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="\n") as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    msg = f"{file}, line {number}: it is longer than {LONGEST_LINE:,} characters."
                    raise CannotStart(msg)
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file} cannot be read as UTF-8 text: {error}"
        raise CannotStart(msg) from error

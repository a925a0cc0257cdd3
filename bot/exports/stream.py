"""Reading the messages of an export one by one, however many there are."""

import codecs
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from bot.errors import CannotStart
from bot.moderation.carried.raw import is_object
from bot.moderation.exported import Object

_AT_ONCE = 256 * 1024  # bytes
_LONGEST = 64 * 1024 * 1024  # characters of one message: names of all who reacted are in it

_WHITE = " \t\r\n"


class Malformed(Exception):
    """What is wrong with the file, as the end of a sentence."""


def messages_in(file: Path, tell: Callable[[int], None]) -> Iterator[Object]:
    """Yield the messages of an export in their order, with never more than one in memory.

    `tell` hears how many bytes were read, time and again. What is no message is an empty one.
    Raises `CannotStart` for a file that cannot be read, or is no export.
    """
    try:
        with file.open("rb") as stream:
            yield from _messages(_Source(stream, tell))
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror or error}."
        raise CannotStart(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{file} cannot be read: it is not UTF-8 text."
        raise CannotStart(msg) from error
    except Malformed as error:
        msg = (
            f"{file} is not a whole export: {error}. "
            "Export the channel again with DiscordChatExporter, as JSON."
        )
        raise CannotStart(msg) from error


def _messages(source: "_Source") -> Iterator[Object]:
    source.take("{")
    while (name := source.value()) != "messages":
        source.take(":")
        source.value()
        if not isinstance(name, str) or source.peek() == "}":
            raise Malformed('it has no "messages"')
        source.take(",")
    source.take(":")
    source.take("[")
    number = 0
    while source.peek() != "]":
        if number:
            source.take(",")
        number += 1
        try:
            message = source.value()
        except Malformed as error:
            msg = f"message {number:,} in it {error}"
            raise Malformed(msg) from error
        yield message if is_object(message) else {}


class _Source:
    """A JSON text, read piece by piece; what was taken is let go."""

    def __init__(self, stream: BinaryIO, tell: Callable[[int], None]) -> None:
        self._stream, self._tell = stream, tell
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._text, self._place = "", 0

    def peek(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            while self._place < len(self._text):
                if self._text[self._place] not in _WHITE:
                    return self._text[self._place]
                self._place += 1
            if not self._read():
                return ""

    def take(self, wanted: str) -> None:
        if self.peek() != wanted:
            msg = f"'{wanted}' is missing"
            raise Malformed(msg)
        self._place += 1

    def value(self) -> object:
        """Take one value. If it is not all there yet, read on, twice as much each time."""
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                if len(self._text) - self._place > _LONGEST or not self._read():
                    raise Malformed("breaks off, or is not JSON") from error
                continue
            except (ValueError, RecursionError) as error:
                raise Malformed("is no message") from error
            length = end - self._place
            if end == len(self._text) and self._read():
                continue  # a number may go on
            self._place += length
            return value

    def _read(self) -> bool:
        """Read further behind what was not taken yet; False at the end of the file."""
        rest = self._text[self._place :]
        raw = self._stream.read(max(_AT_ONCE, len(rest)))
        self._tell(len(raw))
        self._text, self._place = rest + self._decoder.decode(raw, final=not raw), 0
        return bool(raw)

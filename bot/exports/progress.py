"""A bar that shows how far a long piece of work has come, on a terminal and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

_WIDTH = 30
_DONE, _LEFT = "█", "░"
_CLEAR = "\r\x1b[K"  # to the start of the line, and everything on it away


class Progress:
    """Drawn anew whenever a per cent is done."""

    def __init__(self, stream: TextIO, whole: int) -> None:
        """Show on `stream` how much of `whole` is done, in any unit."""
        self._stream = stream if stream.isatty() else None
        self._whole = max(whole, 1)
        self._done = 0
        self._shown = -1

    def add(self, done: int) -> None:
        self._done += done
        percent = min(100, 100 * self._done // self._whole)
        if self._stream is not None and percent != self._shown:
            self._shown = percent
            self._stream.write(f"\r{bar(percent)} {percent:3} %")
            self._stream.flush()

    def end(self) -> None:
        """Leave the line as it was."""
        if self._stream is not None and self._shown >= 0:
            self._stream.write(_CLEAR)
            self._stream.flush()


@contextmanager
def progress_of(file: Path, stream: TextIO) -> Iterator[Callable[[int], None]]:
    """Show how much of a file has been read; gives what is to be told of every piece."""
    size = file.stat().st_size if file.is_file() else 0
    progress = Progress(stream, size)
    try:
        yield progress.add
    finally:
        progress.end()


def bar(percent: int) -> str:
    """Draw so many per cent."""
    return (_DONE * (percent * _WIDTH // 100)).ljust(_WIDTH, _LEFT)

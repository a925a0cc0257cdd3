"""Percent-encoding undone to its end: "%2568" is "%68" is "h"."""

import re
from collections.abc import Iterator

from bot.moderation.draft import Draft, Edit

_ESCAPE = re.compile(r"%[0-9a-f]{2}")
_TOKEN = re.compile(r"\S++")
_HEX = frozenset("0123456789abcdef")
_KEPT = frozenset(map(chr, range(0x21))) | frozenset('"<>`|\x7f')
"""What would end an address or make it markdown: stays encoded."""

_BYTE = 0xDC00
"""Bytes of UTF-8 not yet put together stand as lone surrogates, as in surrogateescape."""

_MANY = 3

Piece = tuple[str, int, int]


def undo_percent(draft: Draft) -> None:
    """Decode what is escaped in addresses, and in any word full of escapes."""
    if may_hold_percent(draft.text):
        draft.rewrite(list(_edits(draft)))


def may_hold_percent(text: str) -> bool:
    """Tell cheaply whether anything may be escaped."""
    return "%" in text and _ESCAPE.search(text) is not None


def _edits(draft: Draft) -> Iterator[Edit]:
    for token in _TOKEN.finditer(draft.text):
        said = token[0]
        escapes = len(_ESCAPE.findall(said)) if "%" in said else 0
        if escapes >= _MANY or (escapes and ("." in said or "/" in said or ":" in said)):
            for char, start, end in _joined(_decoded(said, draft.undone)):
                if end - start > 1 and said[start:end] != char:
                    yield Edit(token.start() + start, token.start() + end, char)


def _decoded(said: str, undone: set[str]) -> list[Piece]:
    """Decode in one pass: what a decoded character completes is decoded at once.

    Every decoding takes two characters away, so the work is in proportion to the text.
    """
    pieces: list[Piece] = []
    for place, char in enumerate(said):
        pieces.append((char, place, place + 1))
        last = char
        while last in _HEX and len(pieces) > 2 and pieces[-3][0] == "%":
            digits = pieces[-2][0] + last
            if digits[0] not in _HEX:
                break
            code = int(digits, 16)
            decoded = chr(code).lower() if code < 0x80 else chr(_BYTE + code)
            if decoded in _KEPT:
                break
            start, nested = pieces[-3][1], pieces[-3][2] - pieces[-3][1] > 1
            if nested or decoded.isalnum():
                undone.add("percent")
            pieces[-3:] = [(decoded, start, place + 1)]
            last = decoded
    return pieces


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Put the bytes together to characters; bytes that are no UTF-8 stay encoded."""
    waiting: list[Piece] = []
    for piece in [*pieces, ("", 0, 0)]:
        if "\udc80" <= piece[0] <= "\udcff" and piece[2] - piece[1] > 1:
            waiting.append(piece)
            continue
        if waiting:
            yield _character(waiting)
            waiting = []
        yield piece


def _character(waiting: list[Piece]) -> Piece:
    raw = bytes(ord(char) - _BYTE for char, _, _ in waiting)
    try:
        said = raw.decode()
    except UnicodeDecodeError:
        said = "".join(f"%{byte:02x}" for byte in raw)
    return said, waiting[0][1], waiting[-1][2]

"""Other people's text with some of its words marked, cut where nothing is marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.interactions.wording import escape, isolate, tidy

Span = tuple[int, int]

_GAP = " … "
_LEAST_AROUND = 20  # characters kept beside marked words, however little room there is


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    is_marked: bool


def marked(text: str, spans: Iterable[Span], longest: int) -> str:
    """Escape `text` for a card, on one line, with the characters of `spans` bold and underlined.

    About `longest` of its characters are shown: what lies between marked words is cut first, then
    the last ones of them. The result stands between direction isolates, as in `plain`.
    """
    pieces = list(_pieces(text, list(merged(spans, len(text)))))
    unmarked = [one for one in pieces if not one.is_marked]
    room = longest - sum(len(one.text) for one in pieces if one.is_marked)
    around = max(_LEAST_AROUND, room // max(1, len(unmarked)))
    shown: list[str] = []
    left = longest
    for number, piece in enumerate(pieces):
        if left <= 0:
            shown.append(_GAP)
            break
        if piece.is_marked:
            taken = tidy(piece.text)[:left]
            shown.append(_mark(piece.text, taken))
        else:
            ends = (number > 0, number + 1 < len(pieces))
            taken = _cut(_flat(piece.text), min(around, max(left, _LEAST_AROUND)), ends)
            shown.append(escape(taken))
        left -= len(taken)
    return isolate("".join(shown).strip())


def merged(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """Yield spans within a text of this length in order, those that touch as one."""
    first, last = 0, 0
    for start, end in sorted(spans):
        start, end = max(0, start), min(end, length)  # noqa: PLW2901 - the same span, clipped
        if start >= end:
            continue
        if last and start <= last:
            last = max(last, end)
            continue
        if last:
            yield first, last
        first, last = start, end
    if last:
        yield first, last


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[_Piece]:
    place = 0
    for start, end in spans:
        if place < start:
            yield _Piece(text[place:start], is_marked=False)
        yield _Piece(text[start:end], is_marked=True)
        place = end
    if place < len(text):
        yield _Piece(text[place:], is_marked=False)


def _mark(text: str, shown: str) -> str:
    if not shown:
        return ""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}**__{escape(shown)}__**{after}"


def _flat(text: str) -> str:
    """Fold to one line, and keep a space at either end, where a marked word may stand."""
    shown = tidy(text)
    if not shown:
        return " " if any(character.isspace() for character in text) else ""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{shown}{after}"


def _cut(text: str, room: int, ends: tuple[bool, bool]) -> str:
    """Keep `room` characters at those ends at which marked words stand; at the start if at none."""
    if len(text) <= room:
        return text
    after, before = ends
    half = room // 2 if after and before else room
    head = text[:half].rpartition(" ")[0] or text[:half]
    tail = text[-half:].partition(" ")[2] or text[-half:]
    if after and before:
        return f"{head}{_GAP}{tail}"
    return f"{_GAP}{tail}" if before else f"{head}{_GAP}"

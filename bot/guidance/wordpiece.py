"""Splitting text into the pieces that the sentence model was trained on.

WordPiece as BERT's uncased English model uses it (Devlin et al., 2019), with its vocabulary:
https://huggingface.co/google-bert/bert-base-uncased, Apache License 2.0.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

LONGEST_WORD = 100  # characters; a longer one is unknown
MOST_PIECES = 126  # of a text, beside the marks of its start and end

_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


@cache
def vocabulary() -> dict[str, int]:
    """Every piece with its number; a piece that goes on inside a word begins with ``##``."""
    lines = Path(__file__).with_name("vocabulary.txt").read_text(encoding="utf-8").splitlines()
    return {piece: number for number, piece in enumerate(lines)}


def encode(text: str) -> list[int]:
    """The numbers of a text's pieces between the marks of start and end; at most 128."""
    known = vocabulary()
    pieces = [piece for token in _TOKEN.findall(_fold(text)) for piece in _split(token, known)]
    return [known[_START], *(known[piece] for piece in pieces[:MOST_PIECES]), known[_END]]


def _fold(text: str) -> str:
    """Lower case without accents, as the model saw its training text."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if unicodedata.category(char) not in {"Mn", "Cc"})


def _split(token: str, known: dict[str, int]) -> list[str]:
    """The longest known piece from the left, then again; unknown if nothing fits."""
    pieces: list[str] = []
    start = 0
    while start < len(token) <= LONGEST_WORD:
        prefix = "##" if start else ""
        end = len(token)
        while end > start and prefix + token[start:end] not in known:
            end -= 1
        if end == start:
            return [_UNKNOWN]
        pieces.append(prefix + token[start:end])
        start = end
    return pieces or [_UNKNOWN]

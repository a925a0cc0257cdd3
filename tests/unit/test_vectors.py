from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.content.vectors import RememberedVectors
from bot.guidance.meaning import WIDTH, Vectors


class Counting:
    """Embeds each phrase by its length, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, phrases: Sequence[str]) -> Vectors:
        self.asked += phrases
        return np.array([[len(phrase)] * WIDTH for phrase in phrases], np.float32)


def test_a_phrase_is_worked_out_once_for_many_starts(tmp_path: Path) -> None:
    file, embed = tmp_path / "deep" / "vectors.npz", Counting()
    first = RememberedVectors(file, embed)(["a", "bb", "a"])
    again = RememberedVectors(file, embed)(["bb", "ccc"])
    assert embed.asked == ["a", "bb", "ccc"]
    assert [row[0] for row in (*first, *again)] == [1, 2, 1, 2, 3]


@pytest.mark.parametrize("kept", [b"", b"not an archive", b"PK\x03\x04 half an archive"])
def test_a_broken_file_is_made_anew(tmp_path: Path, kept: bytes) -> None:
    file, embed = tmp_path / "vectors.npz", Counting()
    file.write_bytes(kept)
    RememberedVectors(file, embed)(["a"])
    RememberedVectors(file, embed)(["a"])
    assert embed.asked == ["a"]


def test_where_nothing_can_be_kept_it_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    vectors = RememberedVectors(tmp_path / "a file" / "vectors.npz", Counting())(["a"])
    assert vectors.shape == (1, WIDTH)


def test_no_phrases_are_no_rows(tmp_path: Path) -> None:
    assert RememberedVectors(tmp_path / "vectors.npz", Counting())([]).shape == (0, WIDTH)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.wordpiece import MOST_PIECES, encode, vocabulary


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # As BERT's own tokenizer numbers them.
        ("Hello, world!", [7592, 1010, 2088, 999]),
        ("unaffable", [14477, 20961, 3468]),
        ("Café", [7668]),
        ("", []),
    ],
)
def test_texts_are_split_as_the_model_was_taught(text: str, numbers: list[int]) -> None:
    assert encode(text) == [101, *numbers, 102]


@given(st.text(max_size=300))
def test_any_text_has_pieces_and_not_too_many(text: str) -> None:
    pieces = encode(text)
    assert 2 <= len(pieces) <= MOST_PIECES + 2
    assert set(pieces) <= set(vocabulary().values())

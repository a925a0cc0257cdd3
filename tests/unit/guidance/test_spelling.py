import pytest

from bot.guidance.spelling import Spelling

SPELLING = Spelling(["royalties instead of a fee", "royalties and recording", "a recording", "fee"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("royaltys or a fee", "royalties or a fee"),  # two edits in a long word
        ("recrding", "recording"),  # a letter missing
        ("recordnig", "recording"),  # two swapped
        ("Recording ROYALTIES", "recording royalties"),
        ("mixing", "mixing"),  # English, though the library does not use it
        ("fe", "fe"),  # too short to tell
        ("instaed", "instaed"),  # stands in the texts only once: it might be a slip there
        ("zzzzzzzz", "zzzzzzzz"),
        ("¿regalías?", "¿regalías?"),
    ],
)
def test_a_slip_becomes_the_librarys_word(typed: str, meant: str) -> None:
    assert SPELLING.mend(typed) == meant

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.text import Stemmer, plain, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Open   MICS! ", "open mics"),
        ("**open** __mic__ ||night|| `x`", "open mic night x"),
        ("o**pe**n mi\u200bcs\u202e", "open mics"),
        ("\uff2f\uff30\uff25\uff2e café", "open cafe"),
        ("don't, don\u2019t", "dont dont"),
        ("20,000 plays at $0.003", "20000 plays at 0.003"),
        ("<@123> <#45> <@&6> <:wave:78> </advice:9> <t:1:R> @everyone @here hi", "hi"),
        ("see https://example.com/open?mic=1 now", "see now"),
        ("\U0001f3b8\ufe0f\U0001f468\u200d\U0001f3a4", ""),
        ("שלום עולם", "שלום עולם"),
        ('title:mic* AND "open" NEAR(x) -y', "titlemic and open near x y"),
        ("", ""),
    ],
)
def test_only_the_words_remain(text: str, expected: str) -> None:
    assert plain(text) == expected.replace("titlemic", "title mic")


@given(st.text(max_size=300))
def test_folding_is_stable(text: str) -> None:
    assert words(plain(text)) == words(text)


def test_forms_of_a_word_share_a_stem_and_stop_words_have_none() -> None:
    stemmer = Stemmer()
    assert stemmer.stems("networking networks") == stemmer.stems("to the network network")
    assert stemmer.stems("what should I do") == []

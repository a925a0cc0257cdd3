import pytest

from bot.moderation.pattern import Malformed, parse
from bot.moderation.phrases import Phrases
from bot.moderation.quotes import quoted
from bot.moderation.tokens import NUMBER, LinkWord, pieces, tokens

CLASSES = {
    "hear": ("check out", "hear", "listen to"),
    "mine": ("my", "our", "mój"),
    "work": ("song", "mix tape", "beat"),
}


def find(phrase: str, text: str, **links: tuple[int, int]) -> list[str]:
    """The words of a text that a phrase finds, as they stand there."""
    phrases = Phrases({"it": [phrase]}, CLASSES, sites=("music",))
    places = [LinkWord(*place, name) for name, place in links.items()]
    words = tokens(text, places)
    return [text[words.starts[one.first] : words.ends[one.last]] for one in phrases.find(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("for hire", "a drummer for hire here", "for hire"),
        ("for hire", "for a hire", None),
        ("{hear} {mine} {work}", "please check out my mix tape now", "check out my mix tape"),
        ("{hear} {mine} {work}", "check my song", None),
        ("{hear} ..2 {work}", "hear this new song", "hear this new song"),
        ("{hear} ..2 {work}", "hear this very new song", None),
        ("{hear} ..2 {work}", "did you hear. a song", None),
        ("{hear} {mine} {work}", "did you hear. my song", "hear. my song"),
        ("{hear} (all) {mine} {work}", "hear all our song", "hear all our song"),
        ("{hear} (all|just) {mine} {work}", "hear our song", "hear our song"),
        ("[dm|write to] me", "write to me", "write to me"),
        ("dm|pm me", "pm me", "pm me"),
        ("dm|pm me", "dm pm", None),
        ("from $ {number}", "mixes from $30 up", "from $30"),
        ("{number} [percent|%] off", "20% off", "20% off"),
        ("{mine} {work}", "moj song", "moj song"),
        ("{work} ?", "a song?", "song?"),
    ],
)
def test_a_phrase_is_found_where_it_is_said(phrase: str, text: str, found: str | None) -> None:
    assert find(phrase, text) == ([found] if found else [])


def test_a_gap_grows_by_the_one_before_a_word_that_is_missing() -> None:
    assert find("{hear} ..1 (all) ..1 {work}", "hear it now song") == ["hear it now song"]


def test_a_link_is_one_word_whatever_it_holds() -> None:
    text = "stream it here x.org/my-song now"
    place = (15, 28)
    assert find("here {link}", text, other=place) == []  # a list that the phrases do not know
    assert find("here {link music} now", text, music=place) == ["here x.org/my-song now"]
    assert find("here {link}", text, music=place) == ["here x.org/my-song"]
    assert find("{mine} {work}", text, music=place) == []


def test_every_name_is_found_once_and_once_more_where_it_is_quoted() -> None:
    text = '"for hire", he said: for hire, for hire'
    words = tokens(text)
    found = Phrases({"offer": ["for hire"]}, {}).find(words, quoted(text, words))
    assert sorted(one.first for one in found) == [0, 4]


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("hear my song", True),
        ("song to hear, the best of mine, my friend", True),
        ("hear my voice", False),
        ("my song", False),
        ("for hire", True),
        ("for higher", False),
        ("i'd hire you, but for what", True),
        ("$30", False),
        ("from 2nd hand, $", True),
        ("2song, my4 hear_", True),
    ],
)
def test_a_text_without_all_the_words_of_a_phrase_needs_no_closer_look(
    text: str, worth: bool
) -> None:
    written = {"a": ["{hear} {mine} song"], "b": ["for hire"], "c": ["from $ {number}"]}
    phrases = Phrases(written, CLASSES, costs={"my": 400, "for": 400})
    assert bool(phrases.anchors_among(pieces(text))) is worth


@pytest.mark.parametrize(
    "phrase",
    ["", "(out)", "..2 out", "out ..2", "{hear", "[a|]", "a ..x", "a & b", "a b c d e f g h i j k"],
)
def test_a_phrase_that_cannot_be_read_says_so(phrase: str) -> None:
    with pytest.raises(Malformed):
        parse(phrase)


def test_quotation_marks_of_many_kinds_set_words_apart() -> None:
    for text in ('a "b c" d', "a “b c” d", "a «b c» d", "a „b c“ d", "a 'b c' d"):
        assert list(quoted(text, tokens(text))) == [False, True, True, False]
    assert list(quoted("> b c\na", tokens("> b c\na"))) == [True, True, False]
    assert quoted("it's what's said", tokens("it's what's said")) == []


def test_all_pieces_of_a_word_are_there_where_the_word_is() -> None:
    for text in ("don't check-out my $30 mixes, 2nd mp3? 5%", "naïve don't, €30 м1кш 2й"):
        there = {*pieces(text)}
        assert all({*pieces(word)} <= there for word in tokens(text).words if word[0] != "<")
        assert NUMBER in there

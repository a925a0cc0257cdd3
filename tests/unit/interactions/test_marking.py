import pytest

from bot.interactions.marking import marked, merged


def bare(shown):
    """Without the isolates around it, which every card's foreign text has."""
    assert (shown[0], shown[-1]) == ("\u2068", "\u2069")
    return shown[1:-1]


def at(text, *words):
    return [(text.index(one), text.index(one) + len(one)) for one in words]


def test_words_are_marked_and_nothing_else_has_an_effect():
    text = "Hi *all*, DM me\nfor rates: @everyone https://x.example"
    shown = bare(marked(text, at(text, "DM me\nfor rates"), 500))
    assert shown == "Hi \\*all\\*, **__DM me for rates__**\\: \\@everyone https\\://x.example"


def test_spans_that_touch_are_marked_as_one():
    text = "follow and subscribe now"
    assert (
        bare(marked(text, [(0, 10), (6, 20), (11, 20)], 99)) == "**__follow and subscribe__** now"
    )
    assert list(merged([(5, 5), (8, 4), (90, 99), (-3, 2)], 10)) == [(0, 2)]


def test_spaces_stay_outside_of_the_marks():
    assert bare(marked("so DM me now", [(2, 9)], 99)) == "so **__DM me__** now"


@pytest.mark.parametrize("text", ["", "plain words", "\u200b\u200b", "**bold**"])
def test_a_text_without_matches_is_only_escaped(text):
    shown = bare(marked(text, [], 99))
    assert "__" not in shown
    assert shown == shown.strip()


def test_what_is_not_marked_is_cut_first():
    text = f"{'before ' * 200}DM me {'between ' * 200}buy this {'after ' * 200}"
    shown = bare(marked(text, at(text, "DM me", "buy this"), 300))
    assert "**__DM me__**" in shown
    assert "**__buy this__**" in shown
    assert len(shown) < 400
    assert shown.count("…") == 3


def test_more_marked_words_than_there_is_room_for_are_cut():
    text = "buy " * 500
    shown = bare(marked(text, [(0, 1200), (1300, 1500)], 100))
    assert len(shown) < 150
    assert shown.endswith("…")


def test_hidden_characters_inside_a_match_are_not_shown():
    text = "D\u200bM m\u200be now"
    assert bare(marked(text, [(0, 7)], 99)) == "**__DM me__** now"

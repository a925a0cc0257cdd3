"""What is passed over to save time would have found nothing: the short ways lead to the same."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import MODERATION, load_rules
from bot.moderation import Rules, addresses, folding, leet, markdown, percent, spelled
from bot.moderation.draft import Draft, Edit
from bot.moderation.folding import fold
from bot.moderation.links import links_in
from bot.moderation.phrases import Phrases
from bot.moderation.plain import is_plain, may_hold_gaps
from bot.moderation.tokens import LinkWord, link_word, pieces, tokens

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "tests" / "quality" / "moderation.jsonl"


def addresses_mended(draft: Draft) -> Iterator[Edit]:
    yield from addresses._schemes(draft)
    yield from addresses._dots(draft)
    if "." in draft.text:
        yield from addresses._slashes(draft)
    if "://" in draft.text and "\n" in draft.text:
        yield from addresses._mended(draft)


def marks_taken_off(draft: Draft) -> Iterator[Edit]:
    without = Draft.of(draft.text)
    markdown.undo_markdown(without)
    yield Edit(0, len(draft.text), without.text)


def gaps_closed(draft: Draft) -> Iterator[Edit]:
    for gap in folding._SPACES.finditer(draft.text):
        yield Edit(gap.start(), gap.end(), "\n" if "\n" in gap[0] else " ")


STEPS: dict[Callable[[str], bool], Callable[[Draft], Iterable[Edit]]] = {
    percent.may_hold_percent: percent._edits,
    addresses.may_hold_spelled_addresses: addresses_mended,
    markdown.may_hold_markdown: marks_taken_off,
    spelled.holds_spaced: spelled._joined,
    leet.holds_leet: lambda draft: (edit for edit, _ in leet._decoded(draft.text)),
    spelled.holds_stretched: spelled._shortened,
    may_hold_gaps: gaps_closed,
}

TYPED = st.sampled_from(
    [
        *("d", "m", "me", "i", "a", "i'm", "mix", "r4tes", "b34ts", "33abc", "33", "fr33", "808s"),
        *(" ", " ", " ", " ", "  ", "\n", ".", ". ", " .", "...", "/", " /", "/ ", "-", "_", "'"),
        *("dot", " dot ", "d0t", " slash ", "(dot)", "( .", "[.]", "{.}", "<.", "(punkt)", "com"),
        *("net", "gg", "abc.de", "discord", "https://", "hxxps://", "http", " ://", "http(:)//"),
        *("h**ps://a.com", "http:\\\\", "://", "https://a.com/b4d", "https://my.\nsite.com/x"),
        *("%68", "%25", "%2", "%", "[", "](", "](https://a.com", "||", "`", "```", "*", "**", "~~"),
        *("__", "\\", "<", ">", '"', "0", "1", "4", "@", "@user", "$", "$50", "!", "?", ":", ","),
        *("www", "www.", "wwww", "soooo", "é", "м", "ж", "ß", "は", "🎵", "—", "½", "\t", "\x00"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(TYPED, max_size=25).map("".join))


def as_read(text: str) -> Draft:
    draft = Draft.of(text)
    for undo in folding._READING:
        undo(draft)
    return draft


@given(TEXTS)
def test_a_step_that_is_passed_over_would_have_changed_nothing(text: str) -> None:
    draft = as_read(text)
    for may_hold, edits in STEPS.items():
        if not may_hold(draft.text):
            changed = [
                one for one in edits(draft) if draft.text[one.start : one.end] != one.instead
            ]
            assert not changed, may_hold.__name__


@given(TEXTS)
def test_every_step_passes_over_plain_text(text: str) -> None:
    draft = as_read(text)
    if is_plain(draft.text):
        assert not [may_hold.__name__ for may_hold in STEPS if may_hold(draft.text)]


@given(TEXTS)
def test_closing_gaps_first_leads_to_the_same(text: str) -> None:
    short, thorough = fold(text), folding._fold_thoroughly(text)
    assert (short.text, short.disguises) == (thorough.text, thorough.disguises)
    assert list(short.starts) == list(thorough.starts)
    assert list(short.ends) == list(thorough.ends)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(ROOT / "content" / MODERATION)


def kinds_of(rules: Rules) -> tuple[Phrases, ...]:
    return rules.leading, rules.adding, rules.asked


def assert_nothing_is_missed(text: str, rules: Rules) -> None:
    folded = fold(text)
    plain = folded.text
    links = []
    for link in links_in(folded):
        start, end = (
            next((n for n, at in enumerate(folded.starts) if at >= place), len(plain))
            for place in link.span
        )
        links.append(LinkWord(start, end, rules.known_sites.list_of(link)))
    there = [*pieces(plain), *(link_word(link.sites) for link in links)]
    words = tokens(plain, links)
    for phrases in kinds_of(rules):
        assert phrases.find(words, (), phrases.anchors_among(there)) == phrases.find(words)


def test_no_phrase_is_missed_in_the_corpus(rules: Rules) -> None:
    for line in CORPUS.read_text(encoding="utf-8").split("\n"):
        if line and (text := json.loads(line).get("text")):
            assert_nothing_is_missed(text, rules)


@given(data=st.data())
def test_no_phrase_is_missed_in_what_phrases_are_made_of(data: st.DataObject, rules: Rules) -> None:
    signs = ("$", "€", "%", "?", "50", "2nd", "a.com", "https://youtu.be/x")
    entries = sorted({*signs, *_entries(rules)})
    said = st.lists(st.sampled_from(entries), max_size=12)
    sign = st.sampled_from([" ", " ", " ", ", ", ". ", "\n", "'", "4"])
    assert_nothing_is_missed(data.draw(sign).join(data.draw(said)), rules)


def _entries(rules: Rules) -> Iterator[str]:
    for words in rules.classes.values():
        yield from words
    for signal in rules.signals.values():
        for phrase in signal.phrases:
            yield from phrase.replace("{", " ").replace("}", " ").split()

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.planning.outreach import Held, Kind, hold
from tests.unit.planning.people_tools import CONTENT, OUTREACH


def names(held: Held) -> tuple[set[str], set[str]]:
    return {one.check.name for one in held.pitch}, {one.check.name for one in held.good}


@pytest.mark.parametrize(
    ("message", "pitch"),
    [
        ("Mixing is $50 a song", {"prices", "no-music"}),
        ("Mixing, mastering, vocal tuning and editing", {"service-list", "no-music"}),
        ("DM me for rates", {"write-me", "no-music"}),
        ("It is a slow month here", {"needs-work", "no-music"}),
        ("With your following this could be big", {"upward", "no-music"}),
        ("Check out my portfolio", {"own-links", "no-music"}),
        ("I can mix your next record. I love your new EP", {"offers-work", "pitch-first"}),
        ("I love your new EP. I can mix the next one for 100 euros", {"prices"}),
    ],
)
def test_what_reads_as_a_pitch(message: str, pitch: set[str]) -> None:
    assert names(hold(message, OUTREACH))[0] == pitch


@pytest.mark.parametrize(
    ("message", "good"),
    [
        ("Your new song has been on repeat", {"their-music"}),
        ("How did you record the vocals on it?", {"asks", "their-music"}),
        ("Which microphone did you sing into?", {"asks"}),
        ("I saw your set on Friday", {"their-music", "was-there"}),
        ("One small thought that might help", {"useful"}),
        ("You asked how it is done: here's how it works", {"shares"}),
        ("Good to meet you on Friday, how did the move go?", {"remembers"}),
        ("hello", set()),
        ("", set()),
    ],
)
def test_what_is_good(message: str, good: set[str]) -> None:
    held = hold(message, OUTREACH)
    assert names(held) == (set(), good)


def test_the_words_are_those_of_the_message() -> None:
    message = "Hello there, D\u200bM me for rates"
    [seen] = [one for one in hold(message, OUTREACH).pitch if one.check.name == "write-me"]
    assert seen.span is not None
    assert message[slice(*seen.span)] == "D\u200bM me for rates"


def test_every_pitch_leads_to_an_entry_before_any_leads_to_two() -> None:
    held = hold("Mixing, mastering and editing, $50 a song. DM me for rates", OUTREACH)
    first = [one.check.entries[0] for one in held.pitch]
    entries = held.entries(5)
    assert set(entries[: len(set(first))]) == set(first)
    assert all(entry in CONTENT.guidance.entries for entry in entries)


def test_every_approach_of_the_inventory_is_looked_for() -> None:
    sources = {kind: set[str]() for kind in Kind}
    for check in OUTREACH.checks.values():
        sources[check.kind] |= set(check.sources)
    assert {"S20", "S21", "S22", "S23", "S24"} <= sources[Kind.PITCH]
    assert sources[Kind.GOOD] == {"S15", "S16", "S17", "S18", "S19"}


@given(st.text(max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_text_is_held(message: str) -> None:
    held = hold(message, OUTREACH)
    for one in (*held.pitch, *held.good):
        first, last = one.span or (0, 0)
        assert 0 <= first <= last <= len(message)

"""What /setup finds on servers as people lay them out."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interactions.zones import zones
from cogs.server import words
from cogs.server.finding import Finding, Found, Guess, Layout, Place, Rank, Unsure, find


def places(*names: str, private: Sequence[str] = ()) -> list[Place]:
    """Channels with their number as id; those that are private are for moderators alone."""
    called = [*names, *private]
    return [Place(number, name, is_open=name in names) for number, name in enumerate(called)]


def named(layout: Layout, finding: Finding) -> str | None:
    """The name of the channel that was found."""
    if not isinstance(finding, Guess):
        return None
    return next(one.name for one in layout.places if one.id == finding.id)


def bold(name: str) -> str:
    """The name in the mathematical letters with which servers decorate."""
    return "".join(chr(ord(one) - ord("a") + 0x1D41A) if one.isalpha() else one for one in name)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["general", "biz-talk", "off-topic"], "biz-talk"),
        (["💼│biz-talk", "💬│general"], "💼│biz-talk"),
        (["『🎵』music-business", "『💬』lounge"], "『🎵』music-business"),
        ([bold("biz-talk"), bold("general")], bold("biz-talk")),
        (["BizTalk", "business"], "BizTalk"),
        (["biz-talk", "biz-talk-archive", "old-biz-talk"], "biz-talk"),
        (["biz-talk", "business-talk", "music-business"], "biz-talk"),
        (["music-business", "career"], "music-business"),
        (["business", "general"], "business"),
        (["the-music-biz-corner", "general"], "the-music-biz-corner"),
        (["musikgeschäft", "plauderecke"], "musikgeschäft"),
        (["negocios", "charla"], "negocios"),
        (["négocier", "général"], None),
        (["general", "mixing", "gear"], None),
        (["business-announcements", "mod-business"], None),
        (["no-business-talk"], None),
        (["busy-talk", "biztro"], None),
        ([], None),
    ],
)
def test_where_business_is_talked(names: list[str], expected: str | None) -> None:
    layout = Layout(places(*names))
    assert named(layout, find(layout).biz_talk) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["mod-log", "mods"], "mod-log"),
        (["🔒│moderation-logs", "staff-chat"], "🔒│moderation-logs"),
        (["staff-log", "message-log", "join-leave-log"], "staff-log"),
        (["modlogs"], "modlogs"),
        (["moderators-log"], "moderators-log"),
        (["mod-chat", "bot-logs"], "bot-logs"),
        (["mods-only", "band-room"], "mods-only"),
        (["moderatoren"], "moderatoren"),
        (["mod-applications", "modmail", "changelog"], None),
        (["band-room"], None),
    ],
)
def test_where_moderators_read(names: list[str], expected: str | None) -> None:
    layout = Layout(places("general", private=names))
    assert named(layout, find(layout).log) == expected


def test_a_log_that_everybody_reads_is_named_and_not_chosen() -> None:
    assert find(Layout(places("general", "mod-log"))).log == Unsure((1,), "open")
    assert find(Layout(places("changelog", "staff", "logs"))).log is None
    private = Layout(places("mod-log", private=["mods"]))
    assert named(private, find(private).log) == "mods"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["show-your-work", "self-promo"], "show-your-work"),
        (["🎨・showcase", "releases"], "🎨・showcase"),
        (["self-promo", "self-promo-rules"], "self-promo"),
        (["selfpromo"], "selfpromo"),
        (["shameless-plugs"], "shameless-plugs"),
        (["promo", "new-releases-2026"], "promo"),
        (["eigenwerbung"], "eigenwerbung"),
        (["no-self-promo"], None),
        (["feedback", "homework"], None),
    ],
)
def test_where_work_is_shown(names: list[str], expected: str | None) -> None:
    layout = Layout(places(*names))
    assert named(layout, find(layout).show_work) == expected


def test_what_the_bot_cannot_see_is_named_and_not_chosen() -> None:
    hidden = Place(1, "mod-log", is_seen=False, is_writable=False, is_open=False)
    chat = Place(2, "mod-chat", is_open=False)
    assert find(Layout([hidden, chat])).log == Unsure((1,), "unseen")
    log = Place(3, "staff-logs", is_open=False)
    assert find(Layout([hidden, chat, log])).log == Guess(3, "by its name")
    talk = Place(4, "biz-talk", is_seen=False)
    assert find(Layout([talk, Place(5, "general")])).biz_talk == Unsure((4,), "unseen")


def test_work_may_be_shown_in_a_forum_and_nothing_else_may() -> None:
    forums = [Place(1, "showcase", is_forum=True), Place(2, "biz-talk", is_forum=True)]
    found = find(Layout([*forums, Place(3, "mod-log", is_forum=True, is_open=False)]))
    assert found == Found(show_work=Guess(1, "by its name"))


def test_a_topic_counts_where_the_name_says_nothing() -> None:
    office = Place(1, "the-office", "Contracts, rates and the music business")
    assert find(Layout([office])).biz_talk == Guess(1, "by its topic")
    talk = Place(2, "biz-talk")
    assert find(Layout([office, talk])).biz_talk == Guess(2, "by its name")


def test_of_two_that_fit_equally_well_neither_is_chosen() -> None:
    two = Layout(places("business-talk", "music-business"))
    assert find(two).biz_talk == Unsure((0, 1))
    logs = Layout(places(private=["mod-log", "moderation-logs"]))
    assert find(logs).log == Unsure((0, 1))


def test_the_one_that_the_bot_can_write_in_comes_first() -> None:
    silent, open_to_bot = Place(1, "biz-talk", is_writable=False), Place(2, "biz-talk")
    assert find(Layout([silent, open_to_bot])).biz_talk == Guess(2, "by its name")
    assert find(Layout([silent])).biz_talk == Guess(1, "by its name")


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ([("Moderators", True), ("Staff", True)], "Moderators"),
        ([("Moderators", False), ("Staff", True)], "Staff"),
        ([("🛡️ Mods", True), ("Admin", True)], "🛡️ Mods"),
        ([("Moderator", False), ("Member", False)], "Moderator"),
        ([("Guardians", True), ("Member", False)], "Guardians"),
        ([("Guardians", True), ("Keepers", True)], None),
        ([("Ex-Moderator", False), ("mod log ping", False)], None),
        ([("Moderator", True), ("Mods", True)], None),
        ([("Modulators", False), ("Supermodel", False)], None),
        ([], None),
    ],
)
def test_who_moderates(ranks: list[tuple[str, bool]], expected: str | None) -> None:
    roles = [Rank(number, *one) for number, one in enumerate(ranks)]
    found = find(Layout(ranks=roles)).role
    assert (roles[found.id].name if isinstance(found, Guess) else None) == expected


@pytest.mark.parametrize(
    ("locale", "zone"),
    [("de", "Europe/Berlin"), ("ja", "Asia/Tokyo"), ("en-US", None), ("fr", None), ("xx", None)],
)
def test_a_language_that_is_at_home_in_one_zone(locale: str, zone: str | None) -> None:
    assert find(Layout(locale=locale)).zone == zone


def test_every_zone_that_may_be_guessed_is_known() -> None:
    assert set(words.ZONES.values()) <= zones()


NAMES = st.sampled_from(
    ["biz-talk", "business", "mod-log", "mods", "promo", "showcase", "general", "Staff", "mod"]
) | st.text(max_size=12)
PLACES = st.builds(
    Place,
    st.integers(1, 2**63),
    NAMES,
    NAMES,
    is_forum=st.booleans(),
    is_seen=st.booleans(),
    is_writable=st.booleans(),
    is_open=st.booleans(),
)
RANKS = st.builds(Rank, st.integers(1, 2**63), NAMES, st.booleans())
LAYOUTS = st.builds(
    Layout,
    st.lists(PLACES, max_size=12, unique_by=lambda one: one.id),
    st.lists(RANKS, max_size=6, unique_by=lambda one: one.id),
)


@given(LAYOUTS, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(layout: Layout, chance: random.Random) -> None:
    shuffled = Layout(
        chance.sample(layout.places, len(layout.places)),
        chance.sample(layout.ranks, len(layout.ranks)),
        layout.locale,
    )
    assert find(shuffled) == find(layout)


@given(LAYOUTS)
def test_only_what_the_bot_sees_and_what_fits_its_use_is_found(layout: Layout) -> None:
    found = find(layout)
    known = {one.id: one for one in layout.places}
    for finding in (found.biz_talk, found.log, found.show_work):
        if isinstance(finding, Guess):
            assert known[finding.id].is_seen
        elif isinstance(finding, Unsure):
            assert all(known[one].is_seen == (finding.why != "unseen") for one in finding.ids)
    if isinstance(found.log, Guess):
        assert not known[found.log.id].is_open
    for text_only in (found.biz_talk, found.log):
        assert not (isinstance(text_only, Guess) and known[text_only.id].is_forum)

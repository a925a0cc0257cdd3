import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import limits
from bot.moderation.native import Blatant, compiled, keywords_of, pattern_of
from bot.moderation.pattern import Malformed
from bot.moderation.rust_patterns import BadPattern, check
from tests.unit.moderation.automod import AutoMod, filter_of, in_use, is_rust

RULES, FILTER = in_use()
AUTOMOD = AutoMod(FILTER)


def test_all_of_it_fits_into_one_rule() -> None:
    assert 0 < len(FILTER.keywords) <= limits.AUTOMOD_KEYWORDS
    assert 0 < len(FILTER.patterns) <= limits.AUTOMOD_PATTERNS
    assert max(map(len, FILTER.keywords)) <= limits.AUTOMOD_KEYWORD
    assert max(map(len, FILTER.patterns)) <= limits.AUTOMOD_PATTERN
    assert len(set(FILTER.keywords)) == len(FILTER.keywords)


def test_its_patterns_are_rusts() -> None:
    for pattern in FILTER.patterns:
        check(pattern)
        assert is_rust(pattern), pattern


@pytest.mark.parametrize(
    "text",
    [
        "Mixing and mastering, $50 a song, DM me for rates!",
        "**Mixing & mastering** 50$/song 🔥 hmu",
        "beats 40 bucks each. Dm now",
        "Hey guys, please check out our new channel",
        "Taking on 3 new clients this month, link in bio",
        "slots open for november!! dm me to get one",
        "My new EP is out now on all platforms, link in bio",
        "[For Hire] I mix and master. DM me",
        "https://discord.gg/fernhollow",
        "join (discord.gg/fernhollow) tonight",
        "[here](https://www.discord.com/invite/fernhollow)",
        "HTTPS://T.ME/fernhollow",
    ],
)
def test_what_is_blocked(text: str) -> None:
    assert AUTOMOD.blocks(text)


@pytest.mark.parametrize(
    "text",
    [
        'Don\'t promote here, even "DM me for rates" counts',
        "I charge $50 a song, is that too low?",
        "https://discord.com/terms",
        "https://discord.com/channels/1/2/3",
        "Mixing at $50 a song, DM me: is that how you would word it?",
        "“Mixing and mastering, $50 a song, DM me” got me nothing",
        "> Mixing and mastering, $50 a song, DM me\nplease don't",
        "somebody wrote mixing, $50 a song, DM me, and was banned",
        "<@80400000000000001> mixing is $50 a song, dm me",
        "Vocals recorded with a $100 mic, dm me if you want the preset",
        "Mixing starts at 9 each day and ends at 5 pm",
        "hey everyone, which channel is for my covers",
        "taking on three clients was too much for me, what do you do",
        "the slots open at 9, says the studio",
        "my new track is out of tune",
        "for hire is what the sign on the van said",
        "about.me/fernhollow",
        "team.me/fernhollow",
        "no discord.gg links here please",
        "what does the vanity discord.gg address cost now? need boosts right?",
    ],
)
def test_what_is_not(text: str) -> None:
    assert not AUTOMOD.blocks(text)


def test_a_site_that_a_server_allows_is_left_out() -> None:
    without = AutoMod(filter_of(RULES, "discord.gg", "t.me"))
    assert not without.blocks("https://discord.gg/fernhollow")
    assert without.blocks("https://disboard.org/server/1")


def test_a_site_with_a_path_and_one_that_needs_something_to_follow() -> None:
    assert keywords_of(["chat.org/invite"])[0] == "chat.org/invite/*"
    assert keywords_of(["chat.org/+"]) == keywords_of(["chat.org"])
    assert keywords_of(["chat.org/invite"], {"chat.org"}) == ()


@pytest.mark.parametrize(
    ("sites", "complaint"),
    [
        (["a." * 30 + "org"], "cannot be a keyword"),
        (["a.org/*/b"], "cannot be a keyword"),
        ([f"{number}.org" for number in range(200)], "Discord takes 1000"),
    ],
)
def test_sites_that_do_not_fit_are_told(sites: list[str], complaint: str) -> None:
    with pytest.raises(Malformed, match=complaint):
        compiled(Blatant(("x",)), {"x": sites}, {})


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("buy {goods}", "cannot be told of {goods}"),
        ("buy {link invite}", "cannot be told of {link invite}"),
        ("buy (now)", "stands before other words"),
        ("[" + "|".join(f"word{number}" for number in range(60)) + "] now", "longer than Discord"),
    ],
)
def test_phrases_that_do_not_fit_are_told(phrase: str, complaint: str) -> None:
    with pytest.raises(Malformed, match=complaint):
        pattern_of(phrase, {})


def test_classes_numbers_and_signs_are_written_out() -> None:
    pattern = pattern_of("[{mine}|c++] ..2 $ {number} (a) song", {"mine": ("my own", "our")})
    check(pattern)
    blocks = AutoMod(compiled(Blatant(), {}, {})).blocks
    assert not blocks("my own song")
    found = AutoMod(
        compiled(Blatant((), ("{mine} ..2 $ {number} (a) song",)), {}, {"mine": ("my own", "our")})
    )
    assert found.blocks("My  own price: $50.00 a song")
    assert found.blocks("our price. $5 song")
    assert not found.blocks("hour price $5 song")
    assert not found.blocks("our price $ song")


LOOKING_AROUND = (
    r"a(?=b)  a(?!b)  (?<=a)b  (?<!a)b  (a)\1  (?P<a>b)  (?#a)  (?>a)  (?i)(?m)a  a(?i)b"
)
ESCAPED = r"\p{L}  \z  \x41  \e  [\b]  \ "
REPEATED = r"a{,2}  a{2,1}  a{600}  a**  a{2}{3}  (?:a{2}){3}  ^*  \b+  *a  (?:*a)  a|*"
BRACKETS = "[]  [^]  [a  [a-z]  [a&&b]  [[:alpha:]]  (  (?:a  )  a)  ]  }  (a)"


@pytest.mark.parametrize(
    "pattern", "  ".join([LOOKING_AROUND, ESCAPED, REPEATED, BRACKETS]).split("  ")
)
def test_what_rust_lacks_or_we_do_not_know_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        check(pattern)


PIECES = [
    *"aZé0 “.|()[]^$*+?{},-&~#\\",
    *("(?:", "(?i)", "[^", "{2}", "{1,9}", "{3,}"),
    *(r"\w", r"\W", r"\b", r"\s", r"\d", r"\.", r"\-", r"\$", r"\]"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1_500, deadline=None)
def test_whatever_passes_is_taken_by_rust(pattern: str) -> None:
    try:
        check(pattern)
    except BadPattern:
        return
    assert is_rust(pattern)

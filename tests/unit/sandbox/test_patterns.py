"""AutoMod's patterns against Rust's own engine, as jsonschema-rs carries it."""

import jsonschema_rs
import pytest

from bot.sandbox.automod.patterns import BadPattern, compiled

TEXTS = ("", "a", "A", "ab", "aB", "AB", "c", "C", "d", "cd", "Cd", "abd", "aaaa", "a\nb", "]", "-")
TEXTS += ("$50 a song", "only $5 PER SONG", "discord.gg/pax", "x", '"', "a}", "X_", "'", "b c")

TAKEN = (
    *("ab", "a+?", "a{2}", "a{3,}", "a{3,4}?", "(|a)", "()*", "a|", "a}", "a]", "^*a", r"\bab\b"),
    *(r"(?i)\$\d+ (?:per|a) song", r"discord\.(?:gg|com)/\w+", r"(?P<n>a)b", r"(?<n>a)b"),
    *("(?i)x", "a(?i)b|c", "(a(?i)b|c)d", "(?-i:a)", "(?i-s:a.b)", "(?s)a.b", "(?m)^b$", "^a$"),
    *("[a-c]", "[]a]", "[^]a]", "[-a]", "[a-]", r"[\d-]", r"[\x41-\x43]", r"[\]\[]"),
    *(r"\x41", r"\x{41}", r"\u{22}", r"\u0041", r"\U00000041", r"\Aa", r"a\z", r"\-", r"\<a"),
)
REFUSED = (
    *("(?=a)", "(?!a)b", "(?<=a)b", "(?<!a)b", r"(a)\1", "(?P<n>a)(?P=n)", "(?>a)", "(?(1)a)"),
    *(
        "(?#a)",
        r"\Z",
        r"\e",
        r"\h",
        r"\é",
        "\\",
        "*a",
        "(*a)",
        "a|*",
        "{,3}",
        "a{,3}",
        "a{",
        "a{b}",
    ),
    *("a{2,1}", "[a", "[]", "[z-a]", r"[\b]", "(a", "a)", "(?:a", "(?)a", "(?q)a", "(?i-)a"),
    *("(?P<n>a)(?P<n>b)", "(?P<1>a)", r"\xg", r"\u{110000}"),
)
NOT_SIMULATED = ("a++", "a**", r"\p{L}", "(?U)a", "(?x)a b", "(?-u)a", "[a&&b]", "[[a]b]", "[a--b]")


def in_rust(pattern: str) -> jsonschema_rs.Draft202012Validator | None:
    try:
        return jsonschema_rs.Draft202012Validator(
            {"type": "string", "pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions()
        )
    except jsonschema_rs.ValidationError:
        return None


@pytest.mark.parametrize("pattern", TAKEN)
def test_finds_what_rust_finds(pattern: str) -> None:
    rust = in_rust(pattern)
    assert rust is not None
    found = [text for text in TEXTS if compiled(pattern).search(text)]
    assert found == [text for text in TEXTS if rust.is_valid(text)]


@pytest.mark.parametrize("pattern", REFUSED)
def test_refuses_what_rust_refuses(pattern: str) -> None:
    assert in_rust(pattern) is None
    with pytest.raises(BadPattern, match="regex parse error"):
        compiled(pattern)


@pytest.mark.parametrize("pattern", NOT_SIMULATED)
def test_says_so_where_it_falls_short_of_rust(pattern: str) -> None:
    with pytest.raises(BadPattern, match="not simulated"):
        compiled(pattern)

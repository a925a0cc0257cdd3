import pytest

from bot.interactions.wording import fit, is_blank, plain, shorten, tidy


def bare(text: str) -> str:
    assert text.startswith("\u2068")
    assert text.endswith("\u2069")
    return text[1:-1]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** _it_ `code` ||s|| ~~x~~", r"\*\*bold\*\* \_it\_ \`code\` \|\|s\|\| \~\~x\~\~"),
        ("@everyone <@1> <#2>", r"\@everyone \<\@1> \<#2>"),
        ("[x](https://evil.example)", r"\[x\](https\://evil.example)"),
        ("two\n# lines", "two # lines"),
        ("a\u200b\u202eb\ufeffc", "abc"),
        ("back\\slash", r"back\\slash"),
        ("z" + "\u0301" * 50, "z" + "\u0301" * 4),
        ("سؤال عن السعر", "سؤال عن السعر"),
        ("👩\u200d🎤", "👩\u200d🎤"),
    ],
)
def test_what_people_type_is_shown_as_typed_and_does_nothing(typed: str, shown: str) -> None:
    assert bare(plain(typed, 100)) == shown


def test_control_characters_become_single_spaces() -> None:
    assert tidy("a\x00\t \r\nb ") == "a b"


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\u200d\u202e", "\n\t", "\u0301", "\x00"])
def test_blank_is_what_shows_nothing(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "?", "🎸", "سؤال", "1"])
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_cuts_fall_between_words() -> None:
    assert shorten("one two three", 100) == "one two three"
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one two three", 8) == "one two…"
    assert shorten("one\ntwo three", 8) == "one\ntwo…"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"
    assert shorten("word", 0) == ""


def test_texts_together_stay_within_the_room() -> None:
    fitted = fit(["a b c", "d e f", "g"], room=9)
    assert fitted == ["a b c", "d e…", ""]
    assert fit(["x" * 5000])[0].endswith("…")
    assert len(fit(["x" * 5000])[0]) == 4000

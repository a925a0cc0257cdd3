import pytest

from bot.sandbox.rules.form import reading
from bot.sandbox.rules.names import channel_name, is_command_name, nickname, thread_name


@pytest.mark.parametrize(
    "name", ["a", "A", "a-b_c'd", "ä", "建议", "सलाह", "क्षमा", "คำ", "٣", "x" * 32]
)
def test_letters_digits_and_two_scripts_make_a_command_name(name):
    assert is_command_name(name)


@pytest.mark.parametrize("name", ["", "x" * 33, "a b", "a.b", "a/b", "🎹", "a\u0301", "a\u200db"])
def test_nothing_else_does(name):
    assert not is_command_name(name)


def test_a_text_channel_is_written_as_discord_writes_it():
    with reading({"name": "  Show Your  Work "}) as form:
        assert channel_name(form, text=True) == "show-your-work"
        assert channel_name(form, text=False) == "Show Your  Work"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", {"name": "BASE_TYPE_REQUIRED"}),
        ("n" * 101, {"name": "BASE_TYPE_BAD_LENGTH"}),
        (None, {"name": "BASE_TYPE_REQUIRED"}),
    ],
)
def test_a_thread_has_a_name_of_1_to_100(refused, name, expected):
    def read():
        with reading({"name": name}) as form:
            thread_name(form, required=True)

    assert refused(read) == expected


def test_a_nickname_has_at_most_32(refused):
    def read():
        with reading({"nick": "n" * 33}) as form:
            nickname(form)

    assert refused(read) == {"nick": "BASE_TYPE_MAX_LENGTH"}

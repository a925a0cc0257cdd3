import pytest

from bot.sandbox.rules.names import is_command_name


@pytest.mark.parametrize(
    "name", ["a", "A", "a-b_c'd", "ä", "建议", "सलाह", "क्षमा", "คำ", "٣", "x" * 32]
)
def test_letters_digits_and_two_scripts_make_a_command_name(name):
    assert is_command_name(name)


@pytest.mark.parametrize("name", ["", "x" * 33, "a b", "a.b", "a/b", "🎹", "a\u0301", "a\u200db"])
def test_nothing_else_does(name):
    assert not is_command_name(name)

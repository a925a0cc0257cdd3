import pytest

from bot.interactions.plotting import WIDTH, Bar, bars


def lines(*rows):
    opening, *inside, closing = bars(rows).splitlines()
    assert (opening, closing) == ("```", "```")
    return inside


def test_bars_are_in_proportion_with_the_numbers_beside_them():
    assert lines(Bar("24 Aug", 12, "17%"), Bar("31 Aug", 6, "-"), Bar("07 Sep", 0, "100%")) == [
        "24 Aug ███████████ 12  17%",
        "31 Aug ██████       6    -",
        "07 Sep              0 100%",
    ]


def test_something_is_never_drawn_as_nothing():
    assert lines(Bar("a", 1000), Bar("b", 1))[1] == "b █                      1"


@pytest.mark.parametrize("label", ["x", "x" * 60])
@pytest.mark.parametrize("value", [0, 1, 99, 123_456_789])
@pytest.mark.parametrize("note", ["", "100%"])
def test_no_line_is_wider_than_a_phone(label, value, note):
    for line in lines(Bar(label, value, note), Bar("y", 3)):
        assert len(line) <= WIDTH


def test_nothing_is_drawn_of_nothing():
    assert bars(()) == ""

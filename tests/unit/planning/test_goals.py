import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.planning.asked_back import AskedBack
from bot.planning.goals import is_only_reach, least_scary, read_goals
from tests.unit.planning.people_tools import NETWORK

FIVE = ("Mix one song", "Ask Ana", "Play at the café", "Record a choir", "Write three letters")


@pytest.mark.parametrize(
    "goal",
    [
        "1 million followers",
        "1M followers",
        "\uff11\uff2d followers",
        "go viral",
        "GO VIRAL ON TIKTOK",
        "as many as possible",
        "Reach as many people as possible",
        "get heard by a million people",
        "10,000 streams on Spotify",
        "1.000.000 plays",
        "1 000 000 Followers",
        "10k followers by June",
        "2000 followers",
        "a thousand true fans",
        "100,000 monthly listeners",
        "1M plays with TikTok",
        "worldwide reach",
        "be famous",
        "more followers",
        "grow my audience",
        "get my song to everyone",
        "sell 2000 shirts",
        "millions",
    ],
)
def test_only_reach_is_no_goal(goal: str) -> None:
    assert is_only_reach(goal, NETWORK.reach)


@pytest.mark.parametrize(
    "goal",
    [
        "play 1 house show for 20 people by June",
        "Sell 1000 records by December",
        "Sell 3000 shirts in 2027",
        "finish the EP in 2027",
        "make $5,000 from mixing",
        "earn 5000 euros this year",
        "100 followers",
        "get 500 email addresses",
        "record a duet with Ana",
        "1M plays with Ana",
        "Ana's song to 100k streams",
        "ask five friends to sing",
        "meet three venue owners",
        "Find one drummer",
        "play at Madison Square Garden",
        "buy a 3 m cable",
    ],
)
def test_people_money_and_dates_make_it_one(goal: str) -> None:
    assert not is_only_reach(goal, NETWORK.reach)


def test_the_least_scary_goal_is_suggested_the_first_of_equals() -> None:
    assert least_scary((4, 2, 5, 2, 3), ()) == 1
    assert least_scary((4, 2, 5, 2, 3), (1,)) == 3
    assert least_scary((4, 2, 5, 2, 3), (1, 3)) == 4
    assert least_scary((4, 2, 0, 2, 3), ()) is None
    assert least_scary((1, 1, 1, 1, 1), (0, 1, 2, 3, 4)) is None
    assert least_scary((), ()) is None


def test_five_goals_are_taken_each_on_one_line() -> None:
    assert read_goals(["  Mix\none   song ", *FIVE[1:]], NETWORK.reach, 150) == FIVE


def test_each_goal_that_cannot_be_taken_is_told_by_its_place() -> None:
    typed = ["go viral", "  ", "x" * 2_000, "Ask Ana", "ask ana"]
    assert read_goals(typed, NETWORK.reach, 150) == {
        0: AskedBack("goal_reach"),
        1: AskedBack("goal_blank"),
        2: AskedBack("goal_long", {"length": 2_000, "most": 150, "over": 1_850}),
        4: AskedBack("goal_twice", {"number": 4}),
    }


@given(st.text(max_size=200))
def test_anything_typed_is_judged(goal: str) -> None:
    assert is_only_reach(goal, NETWORK.reach) in (True, False)

from datetime import UTC, datetime, time

import pytest

from bot.doctor.choices import choices
from bot.doctor.server import Bound, Rank
from bot.features import BY_DEFAULT
from bot.store.tip import TipSchedule
from bot.tips import Weekday
from tests.unit.doctor.servers import GUILD, LOG, chosen, only, server

TIPS = TipSchedule(
    guild_id=GUILD,
    weekday=Weekday.MONDAY,
    at=time(10),
    zone=None,
    channel_id=None,
    is_paused=False,
    begun=datetime(2026, 11, 22, tzinfo=UTC),
)


def found(looked_at, given=None, features=BY_DEFAULT, **settings):
    return only(choices(given or server(), chosen(**settings), features), looked_at)


def test_what_is_not_chosen_is_a_note_with_the_way_to_choose():
    none = server(places={})
    for name, option in (("Biz-talk channel", "biz_talk"), ("Show-your-work channel", "show_work")):
        one = found(name, none)
        assert one.state == "note"
        assert one.mend == f"Choose one with /setup, or with /config set {option}."


@pytest.mark.parametrize(
    ("mode", "state"),
    [("off", "note"), ("observe", "note"), ("review", "broken"), ("enforce", "broken")],
)
def test_without_a_log_cases_wait(mode, state):
    assert found("Moderators' log", server(places={}), moderation_mode=mode).state == state


def test_a_channel_that_is_gone_is_broken_with_two_ways_to_mend():
    one = found("Moderators' log", server(places={"log": Bound(LOG)}))
    assert (one.state, one.key) == ("broken", f"gone:log:{LOG}")
    assert "/config set log" in one.mend
    assert "allow View Channel" in one.mend


def test_that_the_tips_channel_is_gone_is_told_by_the_tips():
    one = found("Weekly tip's channel", server(places={"tips": Bound(9)}))
    assert (one.state, one.told_elsewhere) == ("broken", True)


@pytest.mark.parametrize(("there", "state"), [(None, "good"), (True, "good"), (False, "broken")])
def test_the_moderators_role(there, state):
    assert found("Moderators' role", server(has_moderator_role=there)).state == state


@pytest.mark.parametrize(
    ("mode", "state"),
    [("off", "note"), ("observe", "note"), ("review", "good"), ("enforce", "good")],
)
def test_a_mode_in_which_nothing_is_shown_says_how_to_change_it(mode, state):
    one = found("Moderation", moderation_mode=mode)
    assert one.state == state
    assert ("/moderation mode set" in one.mend) == (state == "note")


@pytest.mark.parametrize(("mode", "state"), [("review", "note"), ("enforce", "broken")])
def test_roles_of_ordinary_members_above_ours_are_named(mode, state):
    ranks = (
        Rank("Artists", is_above=True),
        Rank("Guests", is_above=False),
        Rank("Music bot", is_above=True, is_managed=True),
        Rank("Admins", is_above=True, permissions=frozenset({"administrator"})),
        Rank("Helpers", is_above=True, permissions=frozenset({"manage_messages"})),
        Rank("Crew", is_above=True, is_moderators=True),
        Rank("Old hands", is_above=True),
    )
    one = found("Order of roles", server(ranks=ranks), moderation_mode=mode)
    assert one.state == state
    assert one.found.endswith("above mine: Artists, Old hands.")
    assert one.keys == {"roles:above:Artists", "roles:above:Old hands"}
    assert found("Order of roles").state == "good"


def test_of_many_roles_some_are_named():
    ranks = tuple(Rank(f"Role {number}", is_above=True) for number in range(30))
    assert found("Order of roles", server(ranks=ranks)).found.endswith("Role 7 and 22 more.")


def test_tips_that_have_not_begun_are_a_note():
    assert found("Weekly tip").found == "None comes until you begin."
    assert found("Weekly tip", tips=TIPS).state == "good"


def test_a_feature_that_is_off_is_not_looked_at():
    names = {one.looked_at for one in choices(server(places={}), chosen(), frozenset())}
    assert names == {"Biz-talk channel", "Moderators' log", "Moderators' role"}

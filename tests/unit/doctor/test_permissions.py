import discord
import pytest

from bot.doctor.needs import TELLING, needs_of
from bot.doctor.permissions import for_tips, in_places, lacking, on_server
from bot.doctor.server import Bound
from bot.features import BY_DEFAULT, OPTIONAL
from tests.unit.doctor.servers import EVERYTHING, LOG, NEEDS, TALK, only, server, without


def test_every_permission_that_a_feature_names_is_looked_at_somewhere():
    needs = needs_of(frozenset(OPTIONAL))
    looked_at = needs.on_server.union(*needs.by_place.values()) | needs.for_tips
    named = frozenset().union(*(one.permissions for one in OPTIONAL.values()))
    assert looked_at == named
    assert looked_at <= set(discord.Permissions.VALID_FLAGS)


def test_a_feature_that_is_off_needs_nothing():
    needs = needs_of(frozenset())
    assert needs.on_server == needs.for_tips == frozenset()
    assert needs.by_place["biz_talk"] == needs.by_place["show_work"] == {"view_channel"}
    assert needs.by_place["log"] == TELLING


def test_all_is_well_where_nothing_lacks():
    found = [on_server(server(), NEEDS), *in_places(server(), NEEDS)]
    found += for_tips(server(), NEEDS, are_running=True)
    assert {one.state for one in found} == {"good"}
    assert len(found) == 5


def test_a_channel_that_forbids_something_is_where_it_is_mended():
    found = only(in_places(without(server(), "log", "send_messages"), NEEDS), "Moderators' log")
    assert found.state == "broken"
    assert found.found == "In #mod-log I lack Send Messages."
    assert found.mend == (
        "Open #mod-log, Edit Channel, Permissions, add the role biz-talk and allow Send Messages."
    )
    assert found.keys == {f"permissions:log:{LOG}:send_messages"}


def test_what_the_role_lacks_is_mended_on_the_role():
    poor = without(server(held=EVERYTHING - {"manage_threads"}), "biz_talk", "manage_threads")
    found = only(in_places(poor, NEEDS), "Biz-talk channel")
    assert found.mend == (
        "Open Server Settings, Roles, biz-talk, Permissions and switch on Manage Threads, "
        "and see that #biz-talk does not forbid it."
    )


def test_nobody_is_told_to_change_the_role_that_everybody_has():
    bare = without(server(own_role=None, held=frozenset()), "log", "send_messages")
    assert "make a role for me with Send Messages" in (
        only(in_places(bare, NEEDS), "Moderators' log").mend
    )
    held = without(server(own_role=None), "log", "send_messages")
    assert "Permissions, add me and allow" in only(in_places(held, NEEDS), "Moderators' log").mend


def test_what_counts_for_the_server_is_named_as_discord_names_it():
    needs = needs_of(BY_DEFAULT | {"native"})
    found = on_server(server(held=EVERYTHING - {"manage_guild", "moderate_members"}), needs)
    assert found.found == "I lack Manage Server, Moderate Members."
    assert found.state == "broken"


def test_whoever_cannot_see_or_post_is_told_that_alone():
    assert lacking({"view_channel", "send_messages"}, set()) == ["view_channel"]
    assert lacking({"send_messages", "attach_files"}, {"view_channel"}) == ["send_messages"]


@pytest.mark.parametrize(("running", "state"), [(True, "broken"), (False, "note")])
def test_manage_messages_no_longer_pins(running, state):
    [found] = for_tips(without(server(), "biz_talk", "pin_messages"), NEEDS, are_running=running)
    assert (found.state, found.told_elsewhere) == (state, running)
    assert "I lack Pin Messages. I do have Manage Messages, but" in found.found
    neither = without(server(), "biz_talk", "pin_messages", "manage_messages")
    [found] = for_tips(neither, NEEDS, are_running=running)
    assert "Manage Messages" not in found.found


def test_what_lacks_for_tips_and_more_is_told_once_for_the_channel():
    poor = without(server(), "biz_talk", "send_messages")
    [tips] = for_tips(poor, NEEDS, are_running=True)
    assert tips.state == "good"
    assert only(in_places(poor, NEEDS), "Biz-talk channel").state == "broken"


def test_tips_in_a_channel_of_their_own_need_all_of_it_there():
    places = dict(server().places) | {"tips": Bound(99, "#tips", frozenset({"view_channel"}))}
    [found] = for_tips(server(places=places), NEEDS, are_running=True)
    assert found.key == "permissions:tips:99"
    assert "pin_messages" in found.parts
    assert "send_messages" in found.parts
    assert TALK != 99


def test_a_channel_that_is_gone_has_no_permissions():
    places = {"biz_talk": Bound(TALK)}
    assert not [*in_places(server(places=places), NEEDS)]
    assert not [*for_tips(server(places=places), NEEDS, are_running=True)]

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.doctor.automod import rule_in_step, standing
from bot.doctor.checkup import on_this_server
from bot.features import BY_DEFAULT
from bot.store import Native
from bot.workflows.native_rule import digest_of
from tests.unit.doctor.servers import EVERYTHING, GUILD, chosen, server

RULE = {"id": "77", "name": "biz-talk", "enabled": True}
NATIVE = Native(
    guild_id=GUILD,
    wanted=True,
    revision=1,
    changed_at=datetime(2026, 11, 22, tzinfo=UTC),
    rule_id=77,
    written="asked",
    standing=digest_of(RULE),
)


def test_the_rule_is_held_against_what_discord_made_of_it():
    assert standing(NATIVE, [{"id": "1"}, RULE]) == "as wanted"
    assert standing(NATIVE, [RULE | {"enabled": False}]) == "changed"
    assert standing(NATIVE, [RULE | {"name": "other"}]) == "changed"
    assert standing(NATIVE, [{"id": "1"}]) == "missing"


@pytest.mark.parametrize(
    ("state", "seen", "expected"),
    [
        (None, None, "good"),
        (replace(NATIVE, wanted=False, problem="deleted"), None, "good"),
        (NATIVE, "as wanted", "good"),
        (NATIVE, None, "good"),
        (NATIVE, "changed", "note"),
        (NATIVE, "missing", "note"),
        (replace(NATIVE, written=None), None, "note"),
        (replace(NATIVE, problem="not_allowed"), None, "broken"),
        (replace(NATIVE, problem="full"), None, "broken"),
        (replace(NATIVE, problem="refused"), None, "broken"),
        (replace(NATIVE, problem="empty"), None, "broken"),
    ],
)
def test_a_rule_that_is_put_right_by_itself_is_a_note(state, seen, expected):
    assert rule_in_step(state, seen).state == expected


def test_manage_server_is_needed_only_where_the_rule_is_wanted():
    poor = server(held=EVERYTHING - {"manage_guild"})
    features = BY_DEFAULT | {"native"}

    def broken(native):
        found = on_this_server(poor, chosen(native=native), features)
        return [one.key for one in found if one.state == "broken"]

    assert broken(None) == []
    assert broken(NATIVE) == ["permissions:server"]

from pathlib import Path

import pytest

from bot import limits
from bot.store import Exemptions, GuildSettings
from bot.workflows.native_rule import NAME, exempted
from bot.workflows.port import Busy, Community, NotAllowed, PortError
from tests.unit.workflows.ruling_on import (
    GUILD,
    LOG,
    MODERATORS,
    OTHER,
    REGULARS,
    SELF,
    STAFF,
    THREAD,
    WORK,
    KilledError,
    ruling,
)


@pytest.fixture
async def at_work(tmp_path: Path):
    async with ruling(tmp_path) as at_work:
        yield at_work


async def test_it_is_made_once_switched_on_and_blocks_with_our_words(at_work):
    await at_work.on()
    assert at_work.rule["enabled"] is True
    assert at_work.rule["name"] == NAME
    assert "discord.gg/*" in at_work.rule["trigger_metadata"]["keyword_filter"]
    assert at_work.rule["actions"] == [
        {"type": 1, "metadata": {"custom_message": "Ask a moderator."}}
    ]
    state = await at_work.state()
    assert (state.wanted, state.rule_id, state.problem, state.version) == (True, 1, None, "v1")
    at_work.server.acts.clear()
    await at_work.looked()
    assert at_work.server.acts == ["before look"] * len(at_work.server.acts)
    assert at_work.notices == []


async def test_exemptions_are_copied_and_followed(at_work):
    store = at_work.store
    await store.guild_settings.set(
        GUILD, show_work_channel_id=WORK, moderator_role_id=MODERATORS, log_channel_id=LOG
    )
    await store.exemptions.add(GUILD, "role", REGULARS)
    await at_work.on()
    assert at_work.rule["exempt_channels"] == [str(WORK)]
    roles = [str(MODERATORS), str(STAFF), str(REGULARS)]
    assert at_work.rule["exempt_roles"] == roles
    await store.exemptions.add(GUILD, "channel", OTHER)
    await store.exemptions.add(GUILD, "channel", THREAD)
    await at_work.looked()
    assert at_work.rule["exempt_channels"] == [str(WORK), str(OTHER)]
    passed = await at_work.keeping.passed_over(GUILD)
    assert passed.left_out == 1
    assert at_work.notices == []


async def test_a_site_that_the_server_allows_is_not_blocked(at_work):
    await at_work.store.domains.allow(GUILD, "disboard.org")
    await at_work.on()
    words = at_work.rule["trigger_metadata"]["keyword_filter"]
    assert not any("disboard.org" in one for one in words)
    assert any("discord.me" in one for one in words)


def test_what_does_not_fit_is_counted():
    channels = frozenset(range(1, 61))
    community = Community(channels | {99}, frozenset(range(200, 230)), frozenset({229}))
    exempt = Exemptions(channels, frozenset(range(200, 225)))
    settings = GuildSettings(GUILD, show_work_channel_id=99, moderator_role_id=228)
    passed = exempted(exempt, settings, community)
    assert passed.channel_ids[0] == 99
    assert passed.role_ids[:2] == (228, 229)
    assert len(passed.channel_ids) == limits.AUTOMOD_EXEMPT_CHANNELS
    assert len(passed.role_ids) == limits.AUTOMOD_EXEMPT_ROLES
    assert passed.left_out == 11 + 7


async def test_off_takes_it_away(at_work):
    await at_work.on()
    await at_work.off()
    assert at_work.server.rules == {}
    state = await at_work.state()
    assert (state.wanted, state.rule_id) == (False, None)
    at_work.server.acts.clear()
    await at_work.keeping.check_all()
    at_work.later(minutes=5)
    await at_work.runner.run_due()
    assert at_work.server.rules == {}
    assert at_work.notices == []


async def test_what_was_changed_by_hand_is_set_back_once_an_hour_and_told_once(at_work):
    await at_work.on()
    before = at_work.rule["trigger_metadata"]["keyword_filter"]
    for minutes, is_back in ((1, True), (2, False), (58, True), (61, True)):
        at_work.rule["trigger_metadata"]["keyword_filter"] = ["hello"]
        await at_work.looked(minutes=minutes)
        words = at_work.rule["trigger_metadata"]["keyword_filter"]
        assert (words == before) is is_back, minutes
    assert at_work.notices == ["set_back"]
    assert (await at_work.state()).wanted


async def test_a_drift_within_the_hour_is_set_back_by_itself_later(at_work):
    await at_work.on()
    at_work.rule["name"] = "Mine"
    await at_work.looked()
    at_work.rule["exempt_roles"] = ["5"]
    await at_work.looked()
    assert at_work.rule["exempt_roles"] == ["5"]
    at_work.later(hours=1)
    await at_work.runner.run_due()
    assert (at_work.rule["name"], at_work.rule["exempt_roles"]) == (NAME, [str(STAFF)])


async def test_who_deletes_it_has_switched_it_off(at_work):
    await at_work.on()
    at_work.server.rules.clear()
    await at_work.looked()
    await at_work.looked(hours=2)
    assert at_work.server.rules == {}
    state = await at_work.state()
    assert (state.wanted, state.problem) == (False, "deleted")
    assert at_work.notices == ["deleted"]
    await at_work.on()
    assert at_work.rule["enabled"]
    assert (await at_work.state()).problem is None


async def test_who_disables_it_has_switched_it_off_and_enabling_it_on(at_work):
    await at_work.on()
    at_work.rule["enabled"] = False
    await at_work.looked()
    assert at_work.rule["enabled"] is False
    assert not (await at_work.state()).wanted
    at_work.rule.update(enabled=True, name="Mine")
    await at_work.looked()
    assert (await at_work.state()).wanted
    assert at_work.rule["name"] == NAME
    assert at_work.notices == ["disabled", "enabled", "set_back"]


async def test_on_and_off_by_command_count_after_it_was_disabled(at_work):
    await at_work.on()
    at_work.rule["enabled"] = False
    await at_work.looked()
    await at_work.on()
    assert at_work.rule["enabled"]
    at_work.rule["enabled"] = False
    await at_work.looked()
    await at_work.off()
    assert at_work.server.rules == {}


async def test_an_event_about_the_rule_as_it_stands_asks_nothing(at_work):
    await at_work.on()
    at_work.server.acts.clear()
    await at_work.keeping.hear(GUILD, dict(at_work.rule), deleted=False)
    await at_work.keeping.hear(GUILD, {**at_work.rule, "id": "77"}, deleted=True)
    await at_work.runner.run_due()
    assert at_work.server.acts == []
    changed = {**at_work.rule, "name": "Mine"}
    await at_work.keeping.hear(GUILD, changed, deleted=False)
    await at_work.runner.run_due()
    assert at_work.server.acts == ["before look"]


@pytest.mark.parametrize(
    ("trouble", "problem"), [(NotAllowed(), "not_allowed"), (PortError(), "refused")]
)
async def test_what_is_refused_stands_in_the_status_until_it_works(at_work, trouble, problem):
    act = "before look" if problem == "not_allowed" else "before make"
    at_work.server.troubles[act] = trouble
    await at_work.on()
    assert at_work.server.rules == {}
    assert (await at_work.state()).problem == problem
    await at_work.looked(hours=1)
    assert at_work.rule["enabled"]
    assert (await at_work.state()).problem is None


async def test_a_full_server_is_told_so_and_nothing_is_tried(at_work):
    for number in range(limits.AUTOMOD_KEYWORD_RULES):
        at_work.server.rules[50 + number] = {
            "id": str(50 + number), "creator_id": "1", "name": "Theirs", "trigger_type": 1,
        }  # fmt: skip
    await at_work.on()
    assert (await at_work.state()).problem == "full"
    assert "before make" not in at_work.server.acts
    assert len(at_work.server.rules) == limits.AUTOMOD_KEYWORD_RULES


async def test_a_rule_of_the_same_name_by_somebody_else_is_theirs(at_work):
    at_work.server.rules[50] = {"id": "50", "creator_id": "1", "name": NAME, "trigger_type": 1}
    await at_work.on()
    await at_work.off()
    assert list(at_work.server.rules) == [50]


async def test_doubles_go(at_work):
    await at_work.on()
    at_work.server.rules[9] = {**at_work.rule, "id": "9", "creator_id": str(SELF)}
    await at_work.looked()
    assert list(at_work.server.rules) == [1]


async def test_a_server_not_heard_of_yet_waits(at_work):
    at_work.server.known = False
    await at_work.on()
    assert at_work.server.acts == []
    assert (await at_work.state()).problem is None
    at_work.server.known = True
    await at_work.looked()
    assert at_work.rule["enabled"]


async def test_less_often_is_tried_again(at_work):
    at_work.server.troubles["before make"] = Busy()
    await at_work.on()
    assert at_work.server.rules == {}
    at_work.later(minutes=1)
    await at_work.runner.run_due()
    assert at_work.rule["enabled"]


async def test_a_notice_waits_for_a_log(at_work):
    await at_work.store.guild_settings.set(GUILD, log_channel_id=None)
    await at_work.on()
    at_work.server.rules.clear()
    await at_work.looked()
    assert at_work.notices == []
    await at_work.store.guild_settings.set(GUILD, log_channel_id=LOG)
    await at_work.looked()
    await at_work.looked()
    assert at_work.notices == ["deleted"]


@pytest.mark.parametrize("moment", ["before look", "before make", "after make"])
@pytest.mark.parametrize("trouble", [KilledError(), ConnectionResetError()])
async def test_cut_short_while_switching_on_there_is_one_rule(at_work, moment, trouble):
    at_work.server.troubles[moment] = trouble
    if isinstance(trouble, KilledError):
        with pytest.raises(KilledError):
            await at_work.on()
    else:
        await at_work.on()
    at_work.begin()
    at_work.later(minutes=1)
    await at_work.runner.run_due()
    assert at_work.rule["enabled"]
    state = await at_work.state()
    assert (state.wanted, state.problem) == (True, None)
    assert str(state.rule_id) == at_work.rule["id"]
    assert at_work.notices == []


@pytest.mark.parametrize("moment", ["before look", "before delete", "after delete"])
async def test_killed_while_switching_off_there_is_none(at_work, moment):
    await at_work.on()
    at_work.server.troubles[moment] = KilledError()
    with pytest.raises(KilledError):
        await at_work.off()
    at_work.begin()
    at_work.later(minutes=1)
    await at_work.runner.run_due()
    assert at_work.server.rules == {}
    assert (await at_work.state()).rule_id is None
    assert at_work.notices == []


@pytest.mark.parametrize(
    "moment", ["before look", "before change", "after change", "before post", "after post"]
)
async def test_killed_while_setting_back_it_is_back_and_told_once(at_work, moment):
    await at_work.on()
    await at_work.looked()
    at_work.rule["name"] = "Mine"
    at_work.server.troubles[moment] = KilledError()
    with pytest.raises(KilledError):
        await at_work.looked()
    await at_work.store.jobs.take_up_again()
    at_work.begin()
    await at_work.looked()
    assert at_work.rule["name"] == NAME
    assert at_work.notices == ["set_back"]


@pytest.mark.parametrize("moment", ["before post", "after post"])
async def test_killed_while_telling_of_a_deletion_it_is_told_once(at_work, moment):
    await at_work.on()
    await at_work.looked()
    at_work.server.rules.clear()
    at_work.server.troubles[moment] = KilledError()
    with pytest.raises(KilledError):
        await at_work.looked()
    await at_work.store.jobs.take_up_again()
    at_work.begin()
    await at_work.looked()
    assert at_work.server.rules == {}
    assert at_work.notices == ["deleted"]

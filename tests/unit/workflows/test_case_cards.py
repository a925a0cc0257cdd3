from pathlib import Path

import pytest

from bot.workflows.port import Busy, NotAllowed
from tests.unit.workflows.posting import GUILD, LOG, PITCH, KilledError, drawn, moderators


@pytest.fixture
async def at_work(tmp_path: Path):
    async with moderators(tmp_path) as at_work:
        yield at_work


async def test_a_case_has_one_card_that_goes_along(at_work):
    case = await at_work.case()
    await at_work.show(case)
    await at_work.show(case)
    assert at_work.log.cards == {1: f"case:1: open {PITCH}"}
    await at_work.store.cases.decide(case.id, GUILD, 8, "promotion")
    await at_work.show(case)
    assert at_work.log.cards == {1: "case:1: decided "}


@pytest.mark.parametrize("moment", ["before post", "after post", "before edit"])
async def test_killed_at_any_moment_there_is_one_card(at_work, moment):
    case = await at_work.case()
    if moment == "before edit":
        await at_work.show(case)
        await at_work.store.cases.decide(case.id, GUILD, 8, "promotion")
    at_work.log.troubles[moment] = KilledError()
    with pytest.raises(KilledError):
        await at_work.show(case)
    at_work.begin()
    await at_work.cards.begin()
    await at_work.runner.run_due()
    [shown] = at_work.log.cards.values()
    kept = await at_work.store.cases.get(GUILD, case.id)
    assert shown == await drawn(kept)
    assert not kept.card_is_behind


async def test_a_card_that_was_deleted_comes_back_while_its_case_is_open(at_work):
    case = await at_work.case()
    await at_work.show(case)
    at_work.log.cards.clear()
    await at_work.judge(f"{PITCH} Ask now", is_edit=True)
    await at_work.show(case)
    assert list(at_work.log.cards) == [2]
    at_work.log.cards.clear()
    await at_work.store.cases.decide(case.id, GUILD, 8, "promotion")
    await at_work.show(case)
    assert at_work.log.cards == {}


async def test_without_leave_or_channel_the_round_tries_again(at_work):
    at_work.log.troubles["before post"] = NotAllowed()
    case = await at_work.case()
    await at_work.show(case)
    await at_work.mode("review", log_channel_id=None)
    await at_work.show(case)
    assert at_work.log.cards == {}
    await at_work.cards.plan()
    await at_work.mode("review", log_channel_id=LOG)
    at_work.later(hours=1)
    await at_work.runner.run_due()
    assert len(at_work.log.cards) == 1


@pytest.mark.parametrize("trouble", [Busy(), OSError("no connection")])
async def test_trouble_that_passes_is_waited_out(at_work, trouble):
    at_work.log.troubles["before post"] = trouble
    case = await at_work.case()
    try:
        await at_work.show(case)
    except OSError as error:
        assert error is trouble  # noqa: PT017 - one of the two is led to the log by whoever asked
    at_work.later(seconds=30)
    await at_work.runner.run_due()
    assert len(at_work.log.cards) == 1


async def test_the_round_takes_old_text_from_store_and_card(at_work):
    case = await at_work.case()
    await at_work.show(case)
    await at_work.cards.plan()
    at_work.later(days=29)
    await at_work.runner.run_due()
    assert PITCH in at_work.log.cards[1]
    at_work.later(days=30, hours=1)
    await at_work.runner.run_due()
    assert at_work.log.cards == {1: "case:1: open "}
    assert not (await at_work.store.cases.get(GUILD, case.id)).has_text

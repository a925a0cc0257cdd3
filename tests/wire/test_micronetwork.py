"""/micronetwork on the wire: from five goals to the people, nudged as agreed, and closed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.person import Person, text
from tests.wire.planning import (
    DAY,
    EPHEMERAL,
    labels,
    menu,
    reminded,
    reminders,
    said,
    typed_in,
)
from tests.wire.process import Discord, Process, start_bot

Start = Callable[[], Awaitable[Process]]
GOALS = {
    "goal-1": "Mix one song for a band from my street",
    "goal-2": "Play 1 house show for 20 people by June",
    "goal-3": "Record a duet with Ana",
    "goal-4": "Ask the café about Sunday afternoons",
    "goal-5": "Send three friends a rough mix",
}
SCARES = ("4", "2", "5", "2", "3")


@pytest.fixture
async def start(discord: Discord, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts the bot, as often as called, over one database."""
    await discord.order("reset")
    started: list[Process] = []

    async def running() -> Process:
        started.append(await start_bot(discord, tmp_path / "biztalk.db"))
        return started[-1]

    yield running
    for one in started:
        await one.stop()


async def begun(person: Person, where: str = "biz-talk") -> dict[str, Any]:
    """A plan of the VIP show with its want and give, shown whole."""
    card = await person.command(where, "micronetwork start", template="vip-show")
    form = await person.opens(person.press_body(card, "Want and give"))
    return await person.submit(form)


async def test_from_five_goals_to_a_plan_with_restarts_in_between(
    start: Start, nora: Person, mara: Person
) -> None:
    bot = await start()
    form = await nora.opens(await nora.command_body("biz-talk", "micronetwork start"))
    asked = await nora.submit(form, **GOALS | {"goal-5": "1 million followers"})
    assert asked["flags"] & EPHEMERAL
    assert "Who, by name or kind, would have to say yes?" in text(asked)
    assert await bot.stop() == 0

    bot = await start()
    form = await nora.opens(nora.press_body(asked, "Correct it"))
    assert typed_in(form) == GOALS | {"goal-5": "1 million followers"}
    card = await nora.submit(form, **{"goal-5": GOALS["goal-5"]})
    for place, scare in enumerate(SCARES):
        card = await nora.use(card, menu(card, f":scare:{place}"), [scare])
    assert "Least scary: **Play 1 house show" in said(card)
    card = await nora.press(card, "Not really, the next one")
    assert "Least scary: **Ask the café" in said(card)
    assert await bot.stop() == 0

    await start()
    card = await nora.press(card, "It feels doable")
    assert "what you want, and what they get" in text(card)
    form = await nora.opens(nora.press_body(card, "Want and give"))
    asked = await nora.submit(form, want="Three Sunday afternoons", give="  ")
    assert "so the plan is not saved yet" in text(asked)
    shown = await nora.command("biz-talk", "micronetwork show")
    assert "what you want, and what they get" in text(shown)
    form = await nora.opens(nora.press_body(asked, "Correct it"))
    assert typed_in(form)["want"] == "Three Sunday afternoons"
    card = await nora.submit(form, give="Guests on their slowest day")
    assert "Guests on their slowest day" in text(card)
    none = await mara.command("biz-talk", "micronetwork show")
    assert "You have no plan open" in none["content"]


async def test_roles_add_up_as_the_article_has_them_and_people_are_kept_and_deleted(
    start: Start, nora: Person
) -> None:
    bot = await start()
    card = await begun(nora)
    assert "20-32 people; the article says approx. 31 at the most." in text(card)
    roles = await nora.press(card, "Roles")
    role = await nora.choose(roles, "4")
    roles = await nora.press(role, "Delete the role")
    assert "5-7 people in all." in text(roles)

    form = await nora.opens(nora.press_body(roles, "Add a role"))
    asked = await nora.submit(form, role="Everybody", number="300", names="Ana\nBen\nana")
    assert "300 people are an audience" in text(asked)
    form = await nora.opens(nora.press_body(asked, "Correct it"))
    assert typed_in(form)["names"] == "Ana\nBen\nana"
    roles = await nora.submit(form, number="50-60")
    assert "55-67 people in all." in text(roles)
    assert "Is it still a micro-network" in text(roles)
    assert await bot.stop() == 0

    await start()
    people = await nora.command("biz-talk", "micronetwork people")
    assert text(people).count("not yet") == 2
    ana = await nora.use(people, menu(people, ":person"), ["1"])
    ana = await nora.use(ana, menu(ana, ":state"), ["talking"])
    assert "talking" in text(ana)
    people = await nora.press(ana, "Delete the name")
    assert "Ana" not in text(people)
    assert "Ben" in text(people)


async def test_nudges_come_by_message_once_an_interval_until_stopped(
    start: Start, discord: Discord, nora: Person
) -> None:
    bot = await start()
    await nora.open_dm()
    card = await begun(nora, "dm")
    people = await nora.press(card, "People")
    form = await nora.opens(nora.use_body(people, menu(people, ":addto"), ["0"]))
    await nora.submit(form, names="Ana\nBen")
    card = await nora.command("dm", "micronetwork show")
    form = await nora.opens(nora.press_body(card, "Nudges"))
    card = await nora.submit(form, where="list", days="ten")
    assert "I write you no message" in text(card)
    await discord.order("clock", advance_seconds=11 * DAY)
    for _ in range(100):  # the bot notices within moments that the clock was moved
        card = await nora.command("dm", "micronetwork show")
        if "has not heard from you" in text(card):
            break
    assert "**Ana** has not heard from you in a while" in said(card)
    assert not reminders(nora)

    card = await nora.use(card, menu(card, ":waiting:1"), ["contacted"])
    assert "has not heard" not in text(card)
    form = await nora.opens(nora.press_body(card, "Nudges"))
    card = await nora.submit(form, where="message", days="10")
    assert await bot.stop() == 0

    bot = await start()
    await discord.order("clock", advance_seconds=45 * DAY)
    nudge = await reminded(nora, "Ben")
    assert "leave the plan out of the first line" in text(nudge)
    noted = await nora.use(nudge, menu(nudge, ":2"), ["yes"])
    assert "That is all for now" in text(noted)
    await discord.order("clock", advance_seconds=10 * DAY)
    nudge = await reminded(nora, "Ana")
    assert "I write no more nudges" in text(await nora.press(nudge, "Stop these nudges"))
    await discord.order("clock", advance_seconds=60 * DAY)
    await bot.said("the daily round is done", times=3)
    assert len(reminders(nora)) == 2


async def test_closed_with_what_came_of_it_and_the_next_goal_taken(
    start: Start, nora: Person
) -> None:
    await start()
    form = await nora.opens(await nora.command_body("biz-talk", "micronetwork start"))
    card = await nora.submit(form, **GOALS)
    card = await nora.use(card, menu(card, ":choose"), ["2"])
    await begun(nora)
    card = await nora.command("biz-talk", "micronetwork show")
    assert "Play one private show" in text(card)
    card = await nora.use(card, menu(card, "plan:other"), ["1"])
    assert "Record a duet with Ana" in text(card)
    form = await nora.opens(await nora.command_body("biz-talk", "micronetwork close"))
    closed = await nora.submit(form, state="done", outcome="Ana sang, and asked again")
    assert "Ana sang, and asked again" in text(closed)
    assert "Take it up again" not in labels(closed)
    form = await nora.opens(nora.press_body(closed, "The next goal"))
    assert GOALS["goal-3"] not in typed_in(form).values()
    assert GOALS["goal-4"] in typed_in(form).values()

    vip = await nora.use(closed, menu(closed, "plan:other"), ["2"])
    assert "20-32 people" in text(vip)
    form = await nora.opens(nora.press_body(vip, "Want and give"))
    sure = await nora.press(vip, "Delete")
    assert "names and all" in text(await nora.press(sure, "Delete for good"))
    late = await nora.submit(form, want="One *more* evening")
    assert "That plan is not there any more." in late["content"]
    assert "One \\*more\\* evening" in late["content"]
    shown = await nora.command("biz-talk", "micronetwork show")
    assert "A plan, done" in text(shown)

"""/streams and /floor on the wire: worked out, corrected without loss, kept over a restart."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.wire.connection import Json
from tests.wire.evaluating import labels, started
from tests.wire.forms import LABEL, fields
from tests.wire.person import Person, text
from tests.wire.process import Discord, Process, start_bot

EPHEMERAL = 1 << 6


@pytest.fixture
async def start(
    discord: Discord, tmp_path: Path
) -> AsyncIterator[Callable[[], Awaitable[Process]]]:
    """Starts the bot, as often as called, over one database, for a server without threads."""
    await discord.order("reset")  # both count from one
    begun: list[Process] = []

    async def running() -> Process:
        begun.append(await start_bot(discord, tmp_path / "biztalk.db"))
        return begun[-1]

    yield running
    for one in begun:
        await one.stop()


def typed_in(form: Json) -> dict[str, str]:
    """What stands in the text fields of a form."""
    return {one["custom_id"]: one["value"] for one in fields(form) if one.get("value")}


def beneath(form: Json, field: str) -> str:
    """What stands beneath a field of a form."""
    rows = [one for one in form["components"] if one["type"] == LABEL]
    found = next(one for one in rows if one["component"]["custom_id"] == field)
    return str(found["description"])


async def test_plays_are_multiplied_out_and_mistakes_are_given_back(
    start: Callable[[], Awaitable[Process]], nora: Person, mara: Person
) -> None:
    first = await start()
    month = await nora.command("biz-talk", "streams", plays="20k", per="month")
    assert month["flags"] & EPHEMERAL
    assert "20,000 plays a month at $0.003 a play: **$60.00 a month**." in text(month)
    assert "no rate of any service" in text(month)

    await nora.open_dm()
    both = await nora.command("dm", "streams", plays="-20", dollars="60", points="3", per="total")
    assert "Nothing is lost" in text(both)
    assert "only one of them" in text(both)
    assert "**How many plays?** “\u2068-20\u2069”: Write a whole number" in text(both).replace(
        "\\-", "-"
    )
    assert "no rate of any service" in text(both)
    assert await first.stop() == 0

    await start()
    form = await nora.opens(nora.press_body(both, "Correct it"))
    assert typed_in(form) == {"plays": "-20", "dollars": "60", "points": "3"}
    still = await nora.submit(form, plays="", rate="0")
    assert "above 0 and up to 1" in text(still)
    form = await nora.opens(nora.press_body(still, "Correct it"))
    assert typed_in(form) == {"dollars": "60", "points": "3", "rate": "0"}
    right = await nora.submit(form, rate="")
    assert "For $60.00 in all through points of 3%" in text(right)
    assert "**666,667 plays in all**" in text(right)
    table = await nora.press(right, "Show a table")
    assert "1,000,000: $90.00" in text(table)
    assert "**666,667 plays in all**" in text(table)
    assert labels(table) == ["Change it"]

    nothing = await mara.command("biz-talk", "streams")
    assert "Give plays, such as 20000, or dollars" in text(nothing)


async def test_a_floor_is_kept_and_offered_to_evaluate_once_agreed(
    start: Callable[[], Awaitable[Process]], nora: Person
) -> None:
    first = await start()
    await nora.open_dm()
    form = await nora.opens(await nora.command_body("dm", "floor"))
    assert "44, which is only a guess" in beneath(form, "weeks")
    wrong = await nora.submit(form, need="€30.000 a year", costs="6 grand", weeks="60", hours="25")
    assert "up to 52" in text(wrong)
    assert await first.stop() == 0

    await start()
    form = await nora.opens(nora.press_body(wrong, "Correct it"))
    assert typed_in(form)["need"] == "€30.000 a year"
    kept = await nora.submit(form, weeks="45")
    assert "(€30,000 to live on + €6,000 for the business) / (45 weeks" in text(kept)
    assert "**€32.00 an hour**" in text(kept)
    assert "guesses" not in text(kept)
    guessed = await nora.submit(
        await nora.opens(nora.press_body(kept, "Change the numbers")), hours=""
    )
    assert "partly guesses of mine" in text(guessed)

    card = await started(nora)
    form = await nora.opens(nora.press_body(card, "Add details"))
    assert "worked out" not in beneath(form, "floor")
    shown = await nora.command("biz-talk", "floor")
    agreed = await nora.press(shown, "Show it there")
    assert "whether it counts there, you decide each time" in text(agreed)
    form = await nora.opens(nora.press_body(card, "Add details"))
    assert "You worked out €32.00;" in beneath(form, "floor")
    assert "floor" not in typed_in(form)
    taken = await nora.submit(form, floor="32")
    assert "floor €32 an hour" in text(taken)

    assert "Forgotten" in text(await nora.press(agreed, "Forget it"))
    form = await nora.opens(nora.press_body(taken, "Add details"))
    assert "worked out" not in beneath(form, "floor")
    assert typed_in(await nora.opens(await nora.command_body("dm", "floor"))) == {}

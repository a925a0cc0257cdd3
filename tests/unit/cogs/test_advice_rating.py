import asyncio
from typing import Any

from bot.store import Rating

HELPFUL, NOT_HELPFUL = "advice:helpful:open-mics", "advice:unhelpful:open-mics"


async def ask(fake_discord: Any, **where: Any) -> Any:
    field = {"name": "question", "type": 3, "value": "open mics"}
    return await fake_discord.command("advice", field, **where)


async def test_an_answer_is_counted_once_and_the_card_says_thanks(fake_discord: Any) -> None:
    shown = await ask(fake_discord)
    assert shown.component(HELPFUL)["label"] == "Helpful"
    assert shown.component(NOT_HELPFUL)["label"] == "Not helpful"
    thanked = await fake_discord.press(shown, HELPFUL)
    assert thanked.body["type"] == 7
    assert thanked.component(HELPFUL)["label"] == "Thank you: helpful"
    assert thanked.component(HELPFUL)["disabled"]
    assert thanked.component(NOT_HELPFUL)["disabled"]
    assert not thanked.component("advice:show:open-mics").get("disabled")
    assert "### Go to open mics" in thanked.text
    counted = await fake_discord.bot.store.ratings.of(100, "open-mics")
    assert counted == Rating("open-mics", helpful=1, unhelpful=0)


async def test_two_presses_at_once_count_once_and_both_say_which_counted(
    fake_discord: Any,
) -> None:
    shown = await ask(fake_discord)
    message = fake_discord.message(shown.data, ephemeral=True)
    await asyncio.gather(
        *(
            fake_discord._interact(
                3, {"custom_id": custom_id, "component_type": 2}, message=message
            )
            for custom_id in (NOT_HELPFUL, HELPFUL)
        )
    )
    counted = await fake_discord.bot.store.ratings.of(100, "open-mics")
    assert counted.helpful + counted.unhelpful == 1
    drawn = [
        {one.component(HELPFUL)["label"], one.component(NOT_HELPFUL)["label"]}
        for one in fake_discord.exchanges[-2:]
    ]
    thanks = {"Thank you: helpful", "Not helpful"}
    if counted.unhelpful:
        thanks = {"Helpful", "Thank you: not helpful"}
    assert drawn == [thanks, thanks]


async def test_in_direct_messages_no_guild_is_counted(fake_discord: Any) -> None:
    shown = await ask(fake_discord, in_dm=True)
    await fake_discord.press(shown, NOT_HELPFUL, in_dm=True)
    assert (await fake_discord.bot.store.ratings.of(None, "open-mics")).unhelpful == 1
    assert (await fake_discord.bot.store.ratings.of(100, "open-mics")).unhelpful == 0


async def test_an_entry_withdrawn_meanwhile_is_not_counted(
    fake_discord: Any, content_folder: Any
) -> None:
    shown = await ask(fake_discord)
    path = content_folder / "guidance" / "all.yaml"
    path.write_text(path.read_text().replace("open-mics", "other-mics"))
    assert fake_discord.bot.shelf.reload() == ()
    told = await fake_discord.press(shown, HELPFUL)
    assert "no longer in the library" in told.text
    assert (await fake_discord.bot.store.ratings.of(100, "open-mics")).helpful == 0


async def test_what_is_shown_to_everybody_has_nothing_to_rate(fake_discord: Any) -> None:
    shown = await ask(fake_discord)
    await fake_discord.press(shown, "advice:show:open-mics")
    posted = next(one for one in fake_discord.exchanges if one.path == "/channels/200/messages")
    assert posted.custom_ids == ["advice:related:open-mics"]

"""/advice-gaps, as moderators see it."""

import json
from typing import Any

import discord
import pytest
import yaml

MODERATOR = {"permissions": discord.Permissions(manage_messages=True).value}


@pytest.fixture
def gaps(fake_discord: Any) -> Any:
    return fake_discord.bot.store.gaps


async def review(fake_discord: Any, **where: Any) -> Any:
    return await fake_discord.command("advice-gaps", **(MODERATOR | where))


async def test_the_most_frequent_question_comes_first_with_what_was_named(
    fake_discord: Any, gaps: Any
) -> None:
    await gaps.note(100, "Visa @everyone **now**", "visa", None)
    for _ in range(3):
        await gaps.note(100, "Day rate?", "day rate", "discounts")
    await gaps.note(101, "Elsewhere?", "elsewhere", None)
    shown = await review(fake_discord)
    assert shown.data["flags"] & 64
    assert "1. \u2068Day rate?\u2069: asked 3 times; named: Ration the discounts" in shown.text
    assert r"2. \u2068Visa \@everyone \*\*now\*\*" in shown.text.replace("\u2068", "\\u2068")
    assert "Questions 1 to 2 of 2" in shown.text
    assert "Elsewhere" not in shown.text
    assert "Found not helpful" not in shown.text


async def test_nothing_asked_in_vain_is_said(fake_discord: Any) -> None:
    shown = await review(fake_discord)
    assert "Nothing was asked in vain in the last 90 days." in shown.text
    assert shown.custom_ids == []


async def test_what_did_not_help_is_listed_with_what_did(fake_discord: Any) -> None:
    ratings = fake_discord.bot.store.ratings
    for card, (entry_id, helpful) in enumerate(
        [("open-mics", False), ("open-mics", True), ("gone", False), ("gone", False)]
    ):
        await ratings.rate(card, 100, entry_id, helpful=helpful)
    shown = await review(fake_discord)
    gone, open_mics = (line for line in shown.text.splitlines() if "not helpful," in line)
    assert gone == "- gone (withdrawn): 2 not helpful, 0 helpful"
    assert open_mics == "- Go to open mics: 1 not helpful, 1 helpful"


async def test_the_list_is_turned_page_by_page_and_every_page_fits(
    fake_discord: Any, gaps: Any
) -> None:
    for number in range(20):
        await gaps.note(100, f"{number} " + "*" * 290, str(number), "discounts")
    first = await review(fake_discord)
    assert len(first.text) < 4000
    assert "Questions 1 to 8 of 20" in first.text
    assert first.custom_ids == ["advice:gap", "advice:gaps:1"]
    second = await fake_discord.press(first, "advice:gaps:1", **MODERATOR)
    assert "Questions 9 to 16 of 20" in second.text
    assert "9. " in second.text
    assert second.custom_ids == ["advice:gap", "advice:gaps:0", "advice:gaps:2"]
    last = await fake_discord.press(second, "advice:gaps:2", **MODERATOR)
    assert "Questions 17 to 20 of 20" in last.text
    for gap in await gaps.listed(100, 15):
        await gaps.settle(100, gap.id)
    emptied = await fake_discord.press(second, "advice:gaps:2", **MODERATOR)
    assert "Questions 1 to 5 of 5" in emptied.text


async def test_a_question_becomes_yaml_and_is_dealt_with(fake_discord: Any, gaps: Any) -> None:
    gap = await gaps.note(100, "What ```is``` a fair day rate?", "x", "discounts")
    shown = await review(fake_discord)
    chosen = await fake_discord.press(shown, "advice:gap", str(gap.id), **MODERATOR)
    assert "It was asked once, last on <t:" in chosen.text
    assert "named: Ration the discounts" in chosen.text
    printed = await fake_discord.press(chosen, f"advice:gap:yaml:{gap.id}", **MODERATOR)
    code = printed.text.split("```yaml\n")[1]
    assert code.endswith("```")
    [entry] = yaml.safe_load(code.removesuffix("```"))
    assert entry["draft"] is True
    assert entry["title"] == "To write: What '''is''' a fair day rate?"
    back = await fake_discord.press(printed, f"advice:gap:done:{gap.id}", **MODERATOR)
    assert "Nothing was asked in vain" in back.text
    assert await gaps.count(100) == 0
    again = await fake_discord.press(printed, f"advice:gap:done:{gap.id}", **MODERATOR)
    assert "Nothing was asked in vain" in again.text
    told = await fake_discord.press(chosen, f"advice:gap:yaml:{gap.id}", **MODERATOR)
    assert "no longer on the list" in told.text


@pytest.mark.parametrize("part", ["advice:gaps:0", "advice:gap:yaml:", "advice:gap:done:"])
async def test_who_is_no_moderator_any_more_cannot_press(
    fake_discord: Any, gaps: Any, part: str
) -> None:
    gap = await gaps.note(100, "Day rate?", "day rate", None)
    assert "for moderators" in (await review(fake_discord, permissions=0)).text
    shown = await fake_discord.press(
        await review(fake_discord), "advice:gap", str(gap.id), **MODERATOR
    )
    custom_id = next(one for one in shown.custom_ids if one.startswith(part))
    told = await fake_discord.press(shown, custom_id, permissions=0)
    assert "for moderators" in told.text
    assert await gaps.count(100) == 1


async def test_another_server_is_out_of_reach(fake_discord: Any, gaps: Any) -> None:
    theirs = await gaps.note(101, "Day rate?", "day rate", None)
    ours = await gaps.note(100, "Visa?", "visa", None)
    shown = await review(fake_discord)
    shown = await fake_discord.press(shown, "advice:gap", str(ours.id), **MODERATOR)
    forged = json.loads(json.dumps(shown.data).replace(f":{ours.id}", f":{theirs.id}"))
    shown.body["data"] = forged
    told = await fake_discord.press(shown, f"advice:gap:yaml:{theirs.id}", **MODERATOR)
    assert "no longer on the list" in told.text
    await fake_discord.press(shown, f"advice:gap:done:{theirs.id}", **MODERATOR)
    assert await gaps.count(101) == 1


async def test_the_command_is_offered_on_servers_to_moderators(bot: Any) -> None:
    offered = bot.tree.get_command("advice-gaps").to_dict(bot.tree)
    assert offered["contexts"] == [0]
    assert int(offered["default_member_permissions"]) == MODERATOR["permissions"]

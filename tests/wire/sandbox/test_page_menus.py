"""Menus on the sandbox's page, in a real browser, whose bot the test plays."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from tests.wire.browser import chromium, needs_chromium, opened
from tests.wire.connection import Json
from tests.wire.process import Discord
from tests.wire.puppet import DEFERRED_UPDATE, Puppet

BIZ_TALK = 804_000_000_000_000_020

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


def menus(revision: int, *questions: str) -> list[Json]:
    """A row a question, all with the same choices."""
    offered = [{"label": word, "value": word} for word in ("Yes", "No")]
    named = [(f"card:7:{question}:{revision}", question) for question in questions]
    made = [
        {"type": 3, "custom_id": custom_id, "placeholder": question, "options": offered}
        for custom_id, question in named
    ]
    return [{"type": 1, "components": [menu]} for menu in made]


async def test_a_menu_stays_open_while_its_message_is_edited(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    card = await puppet.post(BIZ_TALK, content="A card", components=menus(1, "paid", "liked"))
    page = await opened(browser, discord, 800, 700)
    await page.get_by_test_id("select").nth(1).click()
    await expect(page.get_by_role("option", name="No")).to_be_visible()

    edit = f"/channels/{BIZ_TALK}/messages/{card['id']}"
    changed = {"content": "The card, edited", "components": menus(2, "paid", "liked")}
    await puppet.request("PATCH", edit, changed)
    await expect(page.get_by_test_id("message").last).to_contain_text("The card, edited")
    await page.get_by_role("option", name="No").click()

    told = await puppet.hears("INTERACTION_CREATE")
    assert told["data"]["custom_id"] == "card:7:liked:2"
    assert told["data"]["values"] == ["No"]
    await puppet.answer(told, DEFERRED_UPDATE)
    await page.close()


async def test_a_menu_closes_when_another_question_takes_its_place(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    card = await puppet.post(BIZ_TALK, content="A card", components=menus(1, "paid"))
    page = await opened(browser, discord, 800, 700)
    await page.get_by_test_id("select").click()
    await expect(page.get_by_role("option", name="No")).to_be_visible()

    edit = f"/channels/{BIZ_TALK}/messages/{card['id']}"
    await puppet.request("PATCH", edit, {"components": menus(2, "liked")})
    await expect(page.get_by_role("option", name="No")).to_have_count(0)
    assert puppet.heard("INTERACTION_CREATE") == []
    await page.close()

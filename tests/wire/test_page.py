"""The sandbox's page in a real browser: the main path, by mouse, by keyboard, and on a phone."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.wire.browser import chromium, needs_chromium, opened
from tests.wire.process import ROOT, Discord, Process

PICTURE = ROOT / "build" / "advice.png"  # `make picture` makes it the README's

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def become(page: Page, name: str) -> None:
    await page.get_by_test_id("persona-switch").click()
    await page.get_by_role("menuitemradio", name=re.compile(name)).click()


async def test_a_newcomer_asks_follows_and_shows_and_a_moderator_reads_it(
    browser: Browser, discord: Discord, bot: Process
) -> None:
    page = await opened(browser, discord, 1120, 900)
    outside: list[str] = []
    page.on("request", lambda r: None if discord.url in r.url else outside.append(r.url))

    await page.get_by_test_id("composer").get_by_role("textbox").fill("/adv")
    await page.get_by_test_id("palette-item").first.click()
    await page.get_by_test_id("option-question").fill("should I work for free?")
    await page.get_by_test_id("command-send").click()

    card = page.get_by_test_id("message").last
    await expect(card).to_contain_text("Five questions for a low offer")
    await expect(card).to_contain_text("Only you can see this")
    PICTURE.parent.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURE)

    await card.get_by_test_id("select").click()
    await page.get_by_role("option", name="No reason means no discount").click()
    await expect(card).to_contain_text("you undervalue your work")
    await card.get_by_role("button", name="Show in channel").click()
    shared = page.get_by_test_id("message").filter(has_text="Shown by")
    await expect(shared).to_contain_text("No reason means no discount")

    await become(page, "Mara")
    await expect(page.get_by_test_id("message").filter(has_text="Shown by")).to_be_visible()
    await expect(page.get_by_text("Only you can see this")).to_have_count(0)
    assert not outside
    await page.close()


async def test_the_keyboard_alone_is_enough(
    browser: Browser, discord: Discord, bot: Process
) -> None:
    page = await opened(browser, discord, 1120, 900)
    await page.get_by_test_id("composer").get_by_role("textbox").focus()
    await page.keyboard.type("/advice")
    await expect(page.get_by_test_id("palette")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("option-question")).to_be_focused()
    await page.keyboard.type("open mics")
    await expect(page.get_by_test_id("autocomplete-item").first).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("message").last).to_contain_text("You asked")
    await page.close()


async def test_a_card_fits_a_phone(browser: Browser, discord: Discord, bot: Process) -> None:
    page = await opened(browser, discord, 375, 720)
    await page.get_by_test_id("composer").get_by_role("textbox").fill("/advice")
    await page.get_by_test_id("palette-item").first.click()
    await page.get_by_test_id("command-send").click()
    card = page.get_by_test_id("message").last
    await expect(card).to_contain_text("What would help?")
    sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert sideways <= 0
    await page.close()

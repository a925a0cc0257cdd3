"""/setup in a real browser, on a phone: found, changed by the form, saved."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.wire.browser import chromium, needs_chromium
from tests.wire.process import ROOT, Discord, Process

PICTURES = ROOT / "build"

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def test_a_server_is_set_up_on_a_phone(
    browser: Browser, discord: Discord, new_bot: Process
) -> None:
    page = await browser.new_page(viewport={"width": 375, "height": 720})
    await page.goto(f"{discord.url}?as=olive")
    await expect(page.get_by_test_id("channel-title")).to_contain_text("biz-talk")
    await page.get_by_test_id("composer").get_by_role("textbox").fill("/setup")
    await page.get_by_test_id("palette-item").first.click()
    await page.get_by_test_id("command-send").click()
    card = page.get_by_test_id("message").filter(has_text="Setting up").last
    await expect(card).to_contain_text("Biz-talk channel: #biz-talk, found by its name")
    await pictured(page, "setup-found")

    await card.get_by_role("button", name="Change").click()
    form = page.get_by_test_id("modal")
    await expect(form.get_by_test_id("field-log")).to_contain_text("#moderators-log")
    await pictured(page, "setup-form")
    await form.get_by_test_id("field-biz_talk").get_by_test_id("select").click()
    await page.get_by_role("option", name="#general-talk").click()
    await expect(form.get_by_test_id("field-role")).to_contain_text("@Moderator")
    await form.get_by_test_id("field-zone").get_by_role("textbox").fill("Indiana")
    await form.get_by_test_id("modal-submit").click()

    saved = page.get_by_test_id("message").filter(has_text="Saved").last
    await expect(saved).to_contain_text("Which time zone is it?")
    await saved.get_by_test_id("select").click()
    await page.get_by_role("option", name="America/Indiana/Knox").click()
    await expect(saved).to_contain_text("America/Indiana/Knox, where it is")
    await expect(saved).to_contain_text("Biz-talk channel: #general-talk")
    await expect(saved).to_contain_text("What next")
    await pictured(page, "setup-saved")
    await page.close()


async def pictured(page: Page, name: str) -> None:
    """Keep a picture; nothing on the page may reach over its side."""
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png")
    sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert sideways <= 0

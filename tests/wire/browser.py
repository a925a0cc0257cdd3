"""A real browser on the sandbox's page."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.wire.process import Discord

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run Chromium without a window."""
    async with async_playwright() as playwright:
        # What Chromium would ask the network for is switched off: a test talks to itself only.
        quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
        options = ["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet]
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield launched
        await launched.close()


async def opened(browser: Browser, discord: Discord, width: int, height: int) -> Page:
    """The page as Nora finds it, in a window of this size."""
    page = await browser.new_page(viewport={"width": width, "height": height})
    await page.goto(discord.url)
    await expect(page.get_by_test_id("channel-title")).to_contain_text("biz-talk")
    return page

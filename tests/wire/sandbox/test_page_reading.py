"""What changes while the sandbox's page reads a channel is not undone by what it read."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Route, WebSocket, expect

from tests.wire.browser import chromium, needs_chromium
from tests.wire.person import Person
from tests.wire.process import Discord

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def test_changes_made_meanwhile_stand(
    browser: Browser, discord: Discord, nora: Person
) -> None:
    edited = await nora.say("biz-talk", "first words")
    deleted = await nora.say("biz-talk", "soon gone")
    page = await browser.new_page()
    heard: set[str] = set()
    both = asyncio.Event()

    def hear(frame: str | bytes) -> None:
        heard.update(one for one in ("MESSAGE_UPDATE", "MESSAGE_DELETE") if one in str(frame))
        if len(heard) > 1:
            both.set()

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    async def hold_back(route: Route) -> None:
        read = await route.fetch()
        await nora.edit(edited, "second words")
        await nora.delete(deleted)
        await both.wait()
        await route.fulfill(response=read)

    page.on("websocket", listen)
    await page.route("**/channels/*/messages?*", hold_back, times=1)
    await page.goto(f"{discord.url}?as=nora")
    await expect(page.get_by_test_id("message").last).to_contain_text("second words")
    await expect(page.get_by_text("soon gone")).to_have_count(0)
    assert both.is_set()
    await page.close()

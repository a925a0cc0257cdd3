"""Pins on the sandbox's page, in a real browser."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.wire.browser import chromium, needs_chromium
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet

BIZ_TALK = 804_000_000_000_000_020

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def opened(browser: Browser, discord: Discord, name: str, width: int = 1180) -> Page:
    page = await browser.new_page(viewport={"width": width, "height": 760})
    await page.goto(f"{discord.url}?as={name}")
    await expect(page.get_by_test_id("channel-title")).to_contain_text("biz-talk")
    return page


async def pin(puppet: Puppet, message_id: str) -> None:
    answer = await puppet.request("PUT", f"/channels/{BIZ_TALK}/messages/pins/{message_id}")
    assert answer.status == 204, answer


async def test_a_moderator_pins_and_everybody_finds_it(
    browser: Browser, discord: Discord, nora: Person
) -> None:
    await nora.say("biz-talk", "Ask who has the key")
    hers, theirs = await opened(browser, discord, "mara"), await opened(browser, discord, "nora")
    await theirs.get_by_test_id("pins").click()
    await expect(theirs.get_by_test_id("pins-list")).to_contain_text("Nothing is pinned here yet.")
    await hers.get_by_test_id("message").hover()
    await hers.get_by_test_id("message-more").click()
    await hers.get_by_role("menuitem", name="Pin message").click()
    await expect(theirs.get_by_test_id("pin")).to_contain_text("Ask who has the key")
    await expect(theirs.get_by_test_id("unpin")).to_have_count(0)
    await theirs.keyboard.press("Escape")
    line = theirs.get_by_test_id("message").last
    await expect(line).to_contain_text("Mara pinned a message to this channel.")
    await line.get_by_role("button", name="a message").click()

    await hers.get_by_test_id("message").first.hover()
    await hers.get_by_test_id("message-more").first.click()
    await expect(hers.get_by_role("menuitem", name="Unpin message")).to_be_visible()
    await hers.keyboard.press("Escape")
    await hers.get_by_test_id("pins").click()
    await hers.get_by_test_id("unpin").click()
    await expect(hers.get_by_test_id("pins-list")).to_contain_text("Nothing is pinned here yet.")
    await hers.close()
    await theirs.close()


async def test_who_may_not_pin_is_not_offered_it(
    browser: Browser, discord: Discord, nora: Person
) -> None:
    await nora.say("biz-talk", "Mine")
    page = await opened(browser, discord, "nora")
    await page.get_by_test_id("message").hover()
    await page.get_by_test_id("message-more").click()
    await expect(page.get_by_role("menuitem", name="Delete message")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="Pin message")).to_have_count(0)
    await page.close()


async def test_many_pins_in_pages_on_a_phone(
    browser: Browser, discord: Discord, puppet: Puppet, mara: Person
) -> None:
    said = [await mara.say("biz-talk", f"tip {number:02}") for number in range(60)]
    for message in said:
        await mara.request("PUT", f"/channels/{BIZ_TALK}/messages/pins/{message['id']}")
    page = await opened(browser, discord, "nora", width=375)
    await page.get_by_test_id("pins").click()
    rows = page.get_by_test_id("pin")
    await expect(rows).to_have_count(50)
    await page.get_by_test_id("pins-more").click()
    await expect(rows).to_have_count(60)
    await expect(page.get_by_test_id("pins-more")).to_have_count(0)
    sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert sideways <= 0
    await rows.last.get_by_test_id("pin-jump").click()
    await expect(page.get_by_test_id("pins-list")).to_have_count(0)
    await expect(page.get_by_text("tip 00")).to_be_in_viewport()
    await page.close()


async def test_a_deleted_message_leaves_the_list(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    message = await puppet.post(BIZ_TALK, content="This week's tip")
    await pin(puppet, message["id"])
    page = await opened(browser, discord, "mara")
    await page.get_by_test_id("pins").click()
    await expect(page.get_by_test_id("pin")).to_contain_text("This week's tip")
    await puppet.request("DELETE", f"/channels/{BIZ_TALK}/messages/{message['id']}")
    await expect(page.get_by_test_id("pin")).to_have_count(0)
    await page.close()

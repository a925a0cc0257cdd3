"""Threads on the sandbox's page, in a real browser: by mouse, by keyboard, and on a phone."""

import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BIZ_TALK = 804_000_000_000_000_020
PUBLIC, PRIVATE = 11, 12

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
        options = ["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet]
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield launched
        await launched.close()


async def opened(browser: Browser, discord: Discord, width: int = 1180, height: int = 760) -> Page:
    """The page as Nora sees it."""
    page = await browser.new_page(viewport={"width": width, "height": height})
    await page.goto(f"{discord.url}?as=nora")
    await expect(page.get_by_test_id("channel-title")).to_contain_text("biz-talk")
    return page


async def started(puppet: Puppet, kind: int, name: str) -> dict[str, Any]:
    body = {"name": name, "type": kind}
    answer = await puppet.request("POST", f"/channels/{BIZ_TALK}/threads", body)
    assert answer.status == 201, answer
    return answer.body


async def write(page: Page, words: str) -> None:
    await page.get_by_test_id("composer-field").fill(words)
    await page.keyboard.press("Enter")


async def test_whoever_is_added_to_a_private_thread_reads_and_writes_in_it(
    browser: Browser, discord: Discord, puppet: Puppet, nora: Person
) -> None:
    page = await opened(browser, discord)
    thread = await started(puppet, PRIVATE, "the gig")
    row = page.get_by_role("button", name="the gig, private thread")
    await expect(row).to_have_count(0)
    place = f"/channels/{thread['id']}/thread-members"
    await puppet.request("PUT", f"{place}/{nora.id}")
    await expect(
        page.get_by_role("button", name="the gig, private thread, 1 unread")
    ).to_be_visible()
    await row.click()
    await expect(page.get_by_test_id("channel-title")).to_have_text("private thread: the gig")
    await expect(page.get_by_test_id("message")).to_contain_text(
        "biz-talk added Nora to the thread"
    )
    await expect(page.get_by_role("heading", name="In this thread — 2")).to_be_visible()

    await write(page, "What do they offer?")
    await expect(page.get_by_test_id("message").last).to_contain_text("What do they offer?")
    heard = await puppet.hears("MESSAGE_CREATE", lambda one: one["type"] == 0)
    assert heard["channel_id"] == thread["id"]

    await puppet.request("DELETE", f"{place}/{nora.id}")
    await expect(row).to_have_count(0)
    await expect(page.get_by_test_id("channel-title")).to_have_text("biz-talk")
    await page.close()


async def test_the_line_about_a_new_thread_leads_there_even_when_it_is_archived(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    thread = await started(puppet, PUBLIC, "fees")
    await puppet.post(thread["id"], content="Put your questions here.")
    await puppet.request("PATCH", f"/channels/{thread['id']}", {"archived": True})
    page = await opened(browser, discord)
    await expect(page.get_by_role("button", name="fees, thread")).to_have_count(0)
    line = page.get_by_test_id("message").filter(has_text="biz-talk started a thread")
    await line.get_by_role("button", name="fees").click()
    await expect(page.get_by_test_id("thread-state")).to_have_text("Archived")
    await expect(page.get_by_test_id("message")).to_contain_text("Put your questions here.")
    await expect(page.get_by_role("textbox")).to_have_accessible_name(
        "Archived. Writing opens it again."
    )
    await write(page, "Who pays the room?")
    await expect(page.get_by_test_id("thread-state")).to_have_count(0)
    await expect(page.get_by_role("button", name="fees, thread", exact=True)).to_be_visible()
    await puppet.request("PATCH", f"/channels/{thread['id']}", {"name": "the fee", "locked": True})
    await expect(page.get_by_test_id("channel-title")).to_have_text("thread: the fee")
    await expect(page.get_by_test_id("thread-state")).to_have_text("Locked")
    await expect(page.get_by_role("textbox")).to_be_disabled()
    await puppet.request("DELETE", f"/channels/{thread['id']}")
    await expect(page.get_by_test_id("channel-title")).to_have_text("biz-talk")
    await page.close()


async def test_a_thread_hangs_on_the_message_it_began_with(
    browser: Browser, discord: Discord, puppet: Puppet, nora: Person
) -> None:
    message = await nora.say("biz-talk", "mixed my first record")
    page = await opened(browser, discord)
    path = f"/channels/{BIZ_TALK}/messages/{message['id']}/threads"
    thread = (await puppet.request("POST", path, {"name": "first record"})).body
    card = page.get_by_role("button", name="first record 0 messages")
    await expect(card).to_be_visible()
    await puppet.post(thread["id"], content="Well done.")
    await page.get_by_role("button", name="first record 1 message").click()
    await expect(page.get_by_test_id("message").first).to_contain_text(
        "This thread began with a message of Nora: mixed my first record"
    )
    await puppet.request("DELETE", f"/channels/{thread['id']}")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await expect(page.get_by_text("first record", exact=True)).to_have_count(0)
    await page.close()


async def test_the_keyboard_reaches_threads_and_comes_back(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    await started(puppet, PUBLIC, "fees")
    page = await opened(browser, discord)
    await page.get_by_test_id("channel-biz-talk").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("button", name="fees, thread", exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("channel-title")).to_have_text("thread: fees")
    await expect(page.get_by_role("button", name="fees, thread", exact=True)).to_be_focused()
    await page.get_by_role("button", name="Back to #biz-talk").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("channel-title")).to_have_text("biz-talk")
    await expect(page.get_by_test_id("channel-title")).to_be_focused()
    await page.close()


async def test_on_a_phone_one_sees_who_is_in(
    browser: Browser, discord: Discord, puppet: Puppet, nora: Person
) -> None:
    thread = await started(puppet, PRIVATE, "A gig with a name that is far too long for a phone")
    await puppet.request("PUT", f"/channels/{thread['id']}/thread-members/{nora.id}")
    page = await opened(browser, discord, 375, 720)
    await page.get_by_test_id("drawer").click()
    await page.get_by_role("button", name="A gig with a name").click()
    await page.get_by_role("button", name="2 in this thread").click()
    await expect(page.get_by_role("menuitem")).to_contain_text(["biz-talk", "Nora"])
    await page.keyboard.press("Escape")
    sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert sideways <= 0
    await page.close()

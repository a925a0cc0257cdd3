"""Moderating by hand on the sandbox's page, and being moderated, in a real browser."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.wire.browser import chromium, needs_chromium
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet
from tests.wire.sandbox.automod_rules import GUILD, keywords, made

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def opened(browser: Browser, discord: Discord, name: str) -> Page:
    page = await browser.new_page(viewport={"width": 1180, "height": 760})
    await page.goto(f"{discord.url}?as={name}")
    await expect(page.get_by_test_id("channel-title")).to_contain_text("biz-talk")
    return page


async def test_a_moderator_deletes_and_times_out_by_hand(
    browser: Browser, discord: Discord, nora: Person, mara: Person
) -> None:
    said = await nora.say("biz-talk", "Hire me")
    hers, theirs = await opened(browser, discord, "mara"), await opened(browser, discord, "nora")
    await hers.get_by_test_id("message").hover()
    await hers.get_by_test_id("message-more").click()
    await hers.get_by_role("menuitem", name="Delete message").click()
    await expect(theirs.get_by_test_id("message")).to_have_count(0)

    box = theirs.get_by_test_id("composer-field")
    await box.fill("But I only")
    members = hers.locator("#members")
    await members.get_by_role("button", name="Nora").click()
    await hers.get_by_role("menuitem", name="Time out").click()
    await hers.get_by_test_id("time-out-length").select_option("1 hour")
    await hers.get_by_test_id("time-out-reason").fill("Promotion, again")
    await hers.get_by_test_id("dialog-submit").click()
    await expect(members.get_by_text("Timed out until")).to_be_visible()
    await expect(box).to_be_disabled()
    await expect(box).to_have_value("")
    await expect(box).to_have_attribute("placeholder", re.compile(r"^Timed out until "))
    _, log = await mara.request("GET", f"/guilds/{GUILD}/audit-logs")
    timed, deleted = log["audit_log_entries"]
    assert (timed["action_type"], timed["reason"]) == (24, "Promotion, again")
    assert (deleted["action_type"], deleted["target_id"]) == (72, str(nora.id))
    assert deleted["options"]["channel_id"] == said["channel_id"]

    await theirs.get_by_test_id("sandbox-menu").click()
    for _ in range(2):
        await theirs.get_by_role("button", name="Forward 1 hour").click()
    await theirs.keyboard.press("Escape")
    await expect(box).to_be_enabled()
    await expect(box).to_have_value("But I only")
    await expect(members.get_by_text("Timed out until")).to_be_visible()
    await hers.evaluate("dispatchEvent(new Event('focus'))")
    await expect(members.get_by_text("Timed out until")).to_have_count(0)
    await hers.close()
    await theirs.close()


async def test_what_automod_blocks_is_said_and_stays_in_the_field(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    await made(puppet, keywords("*hire me*"))
    page = await opened(browser, discord, "nora")
    box = page.get_by_test_id("composer-field")
    await box.fill("Hire me, please")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("notice")).to_contain_text(
        "AutoMod blocked this. Not in this channel."
    )
    await expect(box).to_have_value("Hire me, please")
    await expect(page.get_by_test_id("message")).to_have_count(0)
    await page.close()


async def test_people_close_their_direct_messages(
    browser: Browser, discord: Discord, puppet: Puppet, nora: Person
) -> None:
    page = await opened(browser, discord, "nora")
    switch = page.get_by_role("menuitemcheckbox", name="Direct messages")
    await page.get_by_test_id("persona-switch").click()
    await expect(switch).to_be_checked()
    await switch.click()
    await page.get_by_test_id("persona-switch").click()
    await expect(switch).not_to_be_checked()
    body = {"recipient_id": str(nora.id)}
    dm = await puppet.request("POST", "/users/@me/channels", body)
    answer = await puppet.request("POST", f"/channels/{dm.body['id']}/messages", {"content": "a"})
    assert answer.refusal == (403, 50007)
    await page.close()

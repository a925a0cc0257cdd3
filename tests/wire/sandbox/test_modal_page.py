"""A modal on the sandbox's page, in a real browser, whose bot the test plays."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.wire.browser import chromium, needs_chromium, opened
from tests.wire.process import Discord
from tests.wire.puppet import EPHEMERAL, MESSAGE, MODAL, Puppet
from tests.wire.sandbox.offers import COMMAND, FEE, form, labelled

pytestmark = needs_chromium

OPTIONS = [{"label": "A club", "value": "club"}, {"label": "A bar", "value": "bar"}]
ROWS = [
    labelled(FEE),
    labelled({"type": 3, "custom_id": "kind", "options": OPTIONS}),
    labelled({"type": 21, "custom_id": "paid", "options": OPTIONS}),
    labelled({"type": 22, "custom_id": "had", "options": OPTIONS, "required": False}),
    labelled({"type": 23, "custom_id": "sure"}),
]


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def asked(page: Page, puppet: Puppet) -> None:
    """Open the modal by the keyboard alone."""
    await page.get_by_test_id("composer").get_by_role("textbox").focus()
    await page.keyboard.type("/weigh")
    await expect(page.get_by_test_id("palette")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("option-word")).to_be_visible()
    await page.get_by_test_id("command-send").press("Enter")
    told = await puppet.hears("INTERACTION_CREATE", lambda one: one["type"] == 2)
    await puppet.answer(told, MODAL, **form(*ROWS))
    await expect(page.get_by_test_id("field-fee").get_by_role("textbox")).to_be_focused()


async def test_what_failed_stays_as_it_was_and_can_be_sent_again(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    await puppet.register(COMMAND)
    page = await opened(browser, discord, 1120, 900)
    await asked(page, puppet)
    modal = page.get_by_test_id("modal")
    await page.keyboard.press("Enter")
    await expect(modal.get_by_text("Please write something here.")).to_be_visible()
    await expect(modal.get_by_text("Please choose one.")).to_be_visible()
    await page.keyboard.type("50 dollars")
    await expect(modal.get_by_text("Please write something here.")).to_be_hidden()
    await page.get_by_test_id("field-kind").get_by_test_id("select").press("Enter")
    await page.keyboard.press("Enter")
    await page.get_by_test_id("field-paid").get_by_label("A bar").press("Space")
    await page.get_by_test_id("modal-submit").press("Enter")
    await puppet.hears("INTERACTION_CREATE", lambda one: one["type"] == 5)
    await discord.order("clock", advance_seconds=4)
    await expect(modal.get_by_text("Something went wrong")).to_be_visible()
    heard = len(puppet.heard("INTERACTION_CREATE"))
    await page.get_by_test_id("modal-submit").press("Enter")
    told = await puppet.hears(
        "INTERACTION_CREATE", lambda one: one in puppet.heard("INTERACTION_CREATE")[heard:]
    )
    answers = [one["component"] for one in told["data"]["components"]]
    given = [one.get("value", one.get("values")) for one in answers]
    assert given == ["50 dollars", ["club"], "bar", [], False]
    await puppet.answer(told, MESSAGE, content="A fair offer.", flags=EPHEMERAL)
    await expect(modal).to_have_count(0)
    await expect(page.get_by_test_id("message").last).to_contain_text("A fair offer.")
    await expect(page.get_by_test_id("used-command")).to_have_text("/weigh")
    await expect(page.get_by_test_id("composer").get_by_role("textbox")).to_be_focused()
    await page.close()


async def test_escape_gives_up_and_one_writes_on(
    browser: Browser, discord: Discord, puppet: Puppet
) -> None:
    await puppet.register(COMMAND)
    page = await opened(browser, discord, 375, 720)
    await asked(page, puppet)
    wide = "document.querySelector('.modal-fields')"
    assert not await page.evaluate(f"{wide}.scrollWidth - {wide}.clientWidth")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("modal")).to_have_count(0)
    await page.keyboard.type("hello")
    await expect(page.get_by_test_id("composer").get_by_role("textbox")).to_have_value("hello")
    await page.close()

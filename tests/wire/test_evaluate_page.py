"""The way to a verdict in a real browser: by mouse, and what a phone shows of it."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.wire.browser import chromium, needs_chromium, opened
from tests.wire.process import ROOT, Discord, Process

PICTURE = ROOT / "build" / "verdict.png"  # `make picture` makes it the README's
OFFER = {
    "job": "Mix of the Tidewater EP",
    "usual": "€1000",
    "offered": "about 650",
    "hours": "20",
}
ANSWERS = {
    "Will it lead to more work?": "Specific: I can name it",
    "Does it add something new to your portfolio?": "Specific: I can name it",
    "Will you learn something?": "Maybe",
    "Do you honestly want to do it?": "Really",
    "If nothing more ever came of it, is your month all right?": "Yes",
    "Are fee, scope, revisions, dates and points in writing?": "Not yet",
    "Is the main reason that work is short, or that a no is hard to say?": "No",
}

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def test_an_offer_becomes_a_verdict(browser: Browser, discord: Discord, bot: Process) -> None:
    page = await opened(browser, discord, 1120, 1300)
    await page.get_by_test_id("composer").get_by_role("textbox").fill("/evaluate")
    await page.get_by_test_id("palette-item").first.click()
    await page.get_by_test_id("command-send").click()
    form = page.get_by_test_id("modal")
    for name, text in OFFER.items():
        await form.get_by_test_id(f"field-{name}").get_by_role("textbox").fill(text)
    await form.get_by_test_id("modal-submit").click()
    answer = page.get_by_test_id("message").filter(has_text="It goes on in").last
    await answer.get_by_role("button", name="Gig offer").click()

    card = page.get_by_test_id("message").filter(has_text=OFFER["job"]).last
    await expect(card).to_contain_text("usual €1,000 · offered €650 · 20 hours · 35% below")
    for number, (question, answer) in enumerate(ANSWERS.items()):
        if number == 4:
            await card.get_by_role("button", name="Name them").click()
            await form.get_by_role("textbox").fill("Their label's LP in spring; a credit on vinyl")
            await form.get_by_test_id("modal-submit").click()
        await choose(page, card, question, answer)
    await expect(card).to_contain_text("Take it, with terms")
    await card.get_by_role("heading", name="Take it, with terms").scroll_into_view_if_needed()
    PICTURE.parent.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURE)
    await page.set_viewport_size({"width": 375, "height": 720})
    sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert sideways <= 0
    await page.close()


async def choose(page: Page, card: Locator, question: str, answer: str) -> None:
    await expect(card).to_contain_text(question)
    place = list(ANSWERS).index(question)
    menu = card.get_by_test_id("select").nth(place if place < 4 else place - 4)
    await menu.click()
    await page.get_by_role("option", name=answer).first.click()
    if place not in (3, 6):  # after these the card turns to something else
        await expect(menu).to_contain_text(answer)

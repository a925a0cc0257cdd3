"""The note and an appeal in a real browser: on the author's phone, and on a moderator's desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.wire.browser import chromium, needs_chromium
from tests.wire.cases import LOG
from tests.wire.enforcing import TOLD, card_of, promoted
from tests.wire.person import Person
from tests.wire.process import ROOT, Discord

BUILD = ROOT / "build"  # `make picture` makes them the documents'
DESK, PHONE = (1120, 1180), (375, 900)
PITCH = "Mixing and mastering for your next single, $50 a song. DM me for rates!"
WHY = (
    "Somebody asked in #biz-talk who mixes, and I wanted to answer. I did not see the reply button."
)
SIDEWAYS = """(() => {
  const log = document.querySelector(".log-scroll");
  const page = document.documentElement;
  return Math.max(page.scrollWidth - innerWidth, log.scrollWidth - log.clientWidth);
})()"""

SETTLED = "Promise.all(document.getAnimations().map((one) => one.finished))"

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


async def seen_by(browser: Browser, discord: Discord, name: str, size: tuple[int, int]) -> Page:
    """The page as somebody finds it."""
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]})
    await page.goto(f"{discord.url}?as={name}")
    await expect(page.get_by_test_id("channel-title")).to_contain_text("biz-talk")
    return page


async def pictured(page: Page, card: Locator, name: str) -> None:
    """Keep what is seen, which stands nowhere over the edge."""
    assert await page.evaluate(SIDEWAYS) <= 0
    await card.scroll_into_view_if_needed()
    await page.mouse.move(0, 0)
    await page.evaluate(SETTLED)
    BUILD.mkdir(exist_ok=True)
    await page.screenshot(path=BUILD / name)


async def test_the_author_reads_the_note_asks_and_reads_the_answer(
    browser: Browser, discord: Discord, enforced: Path, pax: Person, mara: Person
) -> None:
    case_id, _ = await promoted(enforced, pax, PITCH)
    await card_of(mara, case_id, TOLD)
    phone = await seen_by(browser, discord, "pax", PHONE)
    await phone.get_by_test_id("drawer").click()
    await phone.get_by_test_id("dm-biz-talk").click()
    note = phone.get_by_test_id("message").last
    await expect(note).to_contain_text("I took your post down from #biz-talk")
    await expect(note.get_by_role("button", name="Ask a moderator")).to_be_visible()
    await pictured(phone, note, "note.png")

    await note.get_by_role("button", name="Ask a moderator").click()
    form = phone.get_by_test_id("modal")
    await form.get_by_role("textbox").fill(WHY)
    await form.get_by_test_id("modal-submit").click()
    await expect(phone.get_by_test_id("message").last).to_contain_text("Moderators have your")

    desk = await seen_by(browser, discord, "mara", DESK)
    await desk.get_by_test_id(f"channel-{LOG}").click()
    card = desk.get_by_test_id("message").last
    await expect(card).to_contain_text("It waits for an answer.")
    await expect(card.get_by_role("button", name="Put back")).to_be_visible()
    await pictured(desk, card, "appeal.png")

    await card.get_by_role("button", name="Answer").click()
    form = desk.get_by_test_id("modal")
    await form.get_by_role("textbox").fill("Thank you for telling. Answer with Reply next time.")
    await form.get_by_test_id("modal-submit").click()
    await expect(card).to_contain_text("Answered, by @Mara")
    answer = phone.get_by_test_id("message").filter(has_text="A moderator answered")
    await expect(answer).to_contain_text("Answer with Reply next time.")
    assert await phone.evaluate(SIDEWAYS) <= 0
    for page in (phone, desk):
        await page.close()

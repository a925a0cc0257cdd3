"""A case in a real browser: a moderator walks to the log, reads and decides, also on a phone."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.wire.browser import chromium, needs_chromium
from tests.wire.cases import LOG, OTHER_PITCH, case_of
from tests.wire.person import Person
from tests.wire.process import ROOT, Discord, Process

PICTURE = ROOT / "build" / "case.png"  # `make picture` makes it the README's
DESK, PHONE = (1120, 1180), (375, 720)

pytestmark = needs_chromium


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


@pytest.fixture
async def pax(discord: Discord) -> AsyncIterator[Person]:
    """A newcomer who likes to promote."""
    person = await Person.join(discord, "Pax")
    yield person
    await person.leave()


async def in_the_log(browser: Browser, discord: Discord, size: tuple[int, int]) -> Page:
    """The page as Mara finds it, once she has gone to the moderators' log."""
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]})
    await page.goto(f"{discord.url}?as=mara")
    await expect(page.get_by_test_id("channel-title")).to_contain_text("biz-talk")
    if size == PHONE:
        await page.get_by_test_id("drawer").click()
    await page.get_by_test_id(f"channel-{LOG}").click()
    await expect(page.get_by_test_id("channel-title")).to_contain_text(LOG)
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_a_moderator_decides_a_case(  # noqa: PLR0917 - fixtures, and the size
    browser: Browser,
    discord: Discord,
    new_bot: Process,
    pax: Person,
    mara: Person,
    size: tuple[int, int],
) -> None:
    await mara.command("biz-talk", "config set", log=str(mara.channels[LOG]))
    await mara.command("biz-talk", "moderation mode set", mode="review")
    before = await case_of(mara, await pax.say("biz-talk", OTHER_PITCH))
    await mara.press(before, "Promotion")
    page = await in_the_log(browser, discord, size)

    pitch = "Mixing and mastering for your next single, $50 a song. DM me for rates!"
    await pax.say("biz-talk", pitch)
    await pax.say("general-talk", f"{pitch} Or https://calendly.com/pax-mixes")
    card = page.get_by_test_id("message").last
    await expect(card).to_contain_text("2 messages in")
    await expect(card).to_contain_text("DM me for rates")
    await expect(card).to_contain_text("earlier case")
    assert await page.evaluate(SIDEWAYS) <= 0
    if size == DESK:
        PICTURE.parent.mkdir(exist_ok=True)
        await page.screenshot(path=PICTURE)

    await card.get_by_role("button", name="Not promotion").click()
    await expect(card).to_contain_text("Not promotion, by @Mara")
    await expect(card).not_to_contain_text("DM me for rates")
    await expect(card.get_by_role("button", name="Open again")).to_be_visible()
    await expect(card.get_by_role("button", name="romotion")).to_have_count(0)
    assert await page.evaluate(SIDEWAYS) <= 0
    assert "Traceback" not in new_bot.told
    await page.close()


SIDEWAYS = """(() => {
  const log = document.querySelector(".log-scroll");
  const page = document.documentElement;
  return Math.max(page.scrollWidth - innerWidth, log.scrollWidth - log.clientWidth);
})()"""

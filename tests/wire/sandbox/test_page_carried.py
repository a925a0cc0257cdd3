"""What a message can carry, on the sandbox's page, in a real browser: written and shown."""

import struct
import zlib
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, FilePayload, Page, expect

from tests.wire.browser import chromium, needs_chromium, opened
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet
from tests.wire.sandbox.offers import COMMAND, form, labelled
from tests.wire.writer import File

pytestmark = needs_chromium


def png(width: int, height: int) -> bytes:
    """A picture that fades from dark to light."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    lines = b"".join(b"\x00" + bytes(255 * x // width for x in range(width)) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


PICTURE: File = ("desk.png", png(320, 180))
NOTES: File = ("notes.txt", b"half up front")


def chosen(file: File, kind: str) -> FilePayload:
    return {"name": file[0], "mimeType": kind, "buffer": file[1]}


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


@pytest.fixture(params=[(1180, 760), (375, 720)], ids=["desk", "phone"])
async def page(
    request: pytest.FixtureRequest, browser: Browser, discord: Discord, fresh: None
) -> AsyncIterator[Page]:
    """The page as Nora finds it; nothing on it is ever wider than the window."""
    shown = await opened(browser, discord, *request.param)
    yield shown
    wide = "document.querySelector('.log-scroll')"
    assert not await shown.evaluate(f"{wide}.scrollWidth - {wide}.clientWidth")
    await shown.close()


async def choose(page: Page, entry: str) -> None:
    await page.get_by_test_id("composer-add").press("Enter")
    await page.get_by_role("menuitem", name=entry).press("Enter")


async def test_files_are_chosen_taken_back_and_sent(page: Page, mara: Person) -> None:
    async with page.expect_file_chooser() as asked:
        await choose(page, "Attach files")
    spare = ("spare.txt", b"x")
    files = [chosen(PICTURE, "image/png"), *(chosen(one, "text/plain") for one in (NOTES, spare))]
    await (await asked.value).set_files(files)
    await page.get_by_role("button", name="Do not send spare.txt").click()
    await expect(page.get_by_test_id("file-chip")).to_have_count(2)
    await page.get_by_test_id("composer-field").fill("My desk, and the terms")
    await page.keyboard.press("Enter")
    heard = await mara.hears("MESSAGE_CREATE")
    assert [one["filename"] for one in heard["attachments"]] == ["desk.png", "notes.txt"]
    message = page.get_by_test_id("message").last
    await expect(message.get_by_test_id("file-card")).to_contain_text("notes.txt")
    seen = "one => one.complete && one.naturalWidth === 320"
    await expect(message.locator("img")).to_be_visible()
    await page.wait_for_function(f"({seen})(document.querySelector('img.picture'))")
    await expect(page.get_by_test_id("file-chip")).to_have_count(0)


async def test_what_is_refused_is_not_lost(page: Page, olive: Person) -> None:
    await olive.set_overwrite("biz-talk", olive.guild_id, deny=1 << 15)
    await page.get_by_test_id("file-input").set_input_files([chosen(NOTES, "text/plain")])
    await page.get_by_test_id("composer-field").press("Enter")
    await expect(page.get_by_test_id("notice")).to_contain_text("Missing Permissions (50013)")
    await expect(page.get_by_test_id("file-chip")).to_contain_text("notes.txt")


async def test_a_message_is_forwarded_from_its_menu(page: Page, mara: Person) -> None:
    await mara.attach("biz-talk", "read **this**", NOTES)
    message = page.get_by_test_id("message").filter(has_text="read this")
    await message.hover()
    await message.get_by_test_id("message-more").click()
    await page.get_by_role("menuitem", name="Forward").click()
    await page.get_by_role("menuitem", name="#biz-talk").click()
    await expect(page.get_by_test_id("notice")).to_contain_text("Forwarded to biz-talk")
    shown = page.get_by_test_id("forwarded")
    await expect(shown.locator("strong")).to_have_text("this")
    await expect(shown.get_by_test_id("file-card")).to_contain_text("notes.txt")
    heard = await mara.hears("MESSAGE_CREATE", lambda one: "message_snapshots" in one)
    assert heard["message_snapshots"][0]["message"]["content"] == "read **this**"


async def test_a_poll_is_made_up_voted_on_and_ended(page: Page, mara: Person) -> None:
    await choose(page, "Create a poll")
    await page.get_by_test_id("dialog-submit").click()
    await expect(page.get_by_text("A poll needs a question.")).to_be_visible()
    await page.get_by_test_id("poll-question").fill("Is half up front fair?")
    await page.get_by_test_id("poll-answer-1").fill("Yes")
    await page.get_by_test_id("poll-answer-2").fill(
        "Depends on who asks, and how well one knows them"
    )
    await page.get_by_test_id("dialog-submit").click()
    await expect(page.get_by_test_id("dialog")).to_have_count(0)
    sent = await mara.hears("MESSAGE_CREATE")
    path = f"/channels/{sent['channel_id']}/polls/{sent['id']}/answers/@me"
    await mara.request("PUT", path, {"answer_ids": [2]})
    answers = page.get_by_test_id("poll-answer")
    await expect(answers.nth(1)).to_contain_text("100 %")
    await answers.first.click()
    await expect(answers.first).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_test_id("poll")).to_contain_text("2 votes")
    await page.get_by_role("button", name="End the poll").click()
    await expect(page.get_by_test_id("message").last).to_contain_text("has closed")
    await expect(answers.first).to_be_disabled()


async def test_stickers_webhooks_and_embeds_that_come_later(
    page: Page, discord: Discord, olive: Person
) -> None:
    await choose(page, "Send a sticker")
    await page.get_by_role("menuitem", name="Wave").click()
    await expect(page.get_by_test_id("sticker")).to_have_text("Wave")
    place = olive.channels["biz-talk"]
    _, hook = await olive.request("POST", f"/channels/{place}/webhooks", {"name": "News"})
    path = f"/webhooks/{hook['id']}/{hook['token']}"
    for name in ("One", "Two"):
        await olive.request("POST", path, {"content": "out now", "username": name})
        last = page.get_by_test_id("message").last
        await expect(last).to_contain_text(name)
        await expect(last.locator(".app-badge")).to_be_visible()
    embed = {"title": "My mixes", "description": "Book me"}
    await discord.order("embeds", url="https://example.org/mixes", embed=embed)
    await olive.say("biz-talk", "https://example.org/mixes")
    await expect(page.get_by_test_id("message").last).to_contain_text("Book me")
    await discord.made("user-app", person="Pax", channel_id=str(place), content="hire me")
    await expect(page.get_by_test_id("used-command")).to_have_text("/share")


async def test_a_modal_takes_a_file(page: Page, puppet: Puppet) -> None:
    await puppet.register(COMMAND)
    await page.get_by_test_id("composer-field").press_sequentially("/weigh")
    await expect(page.get_by_test_id("palette")).to_be_visible()
    await page.keyboard.press("Enter")
    await page.get_by_test_id("command-send").press("Enter")
    told = await puppet.hears("INTERACTION_CREATE", lambda one: one["type"] == 2)
    proof = labelled({"type": 19, "custom_id": "proof"})
    await puppet.answer(told, 9, **form(proof))
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_text("Please choose a file.")).to_be_visible()
    field = page.get_by_test_id("field-proof").locator("input")
    await field.set_input_files([chosen(NOTES, "text/plain")])
    await page.get_by_test_id("modal-submit").click()
    told = await puppet.hears("INTERACTION_CREATE", lambda one: one["type"] == 5)
    [file] = told["data"]["resolved"]["attachments"].values()
    assert file["filename"] == "notes.txt"

"""What the bot writes about a case: to its author, and back into the channel."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import limits
from bot.content import Content, load
from bot.interactions.cards import Card
from bot.store import Appeal, GuildSettings, RemovedPost, Step, Strike
from cogs.moderation.done_lines import done_lines
from cogs.moderation.letters import answer_card, back_card, note_card, restored_card
from cogs.moderation.note import MOST_IN_NOTE, Matter
from tests.unit.cogs.cases import NOW, PITCH, case, matter, posted
from tests.unit.cogs.evaluations import labels, parts, said

LATER = NOW + timedelta(hours=1)
WORD = "Hire me, " * 9


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Path(__file__).parents[3] / "content")


def step(kind: Any, target_id: int = 0, **more: Any) -> Step:
    values: dict[str, Any] = {
        "id": 1,
        "case_id": 12,
        "guild_id": 100,
        "user_id": 300,
        "by": None,
        "state": "done",
        "outcome": None,
        "channel_id": None,
        "message_id": None,
        "until": None,
        "planned_at": NOW,
        "done_at": NOW,
    }
    return Step(kind=kind, target_id=target_id, **values | more)


def removed(content: Content, text: str, *steps: Step, **more: Any) -> Matter:
    """A post that was taken down."""
    message = posted(content)
    post = RemovedPost(
        message_id=message.message_id,
        case_id=12,
        guild_id=100,
        channel_id=200,
        author_id=300,
        text=text,
        matched=f"{WORD}\n{WORD}b\n{WORD}c",
        has_files=True,
        posted_at=NOW,
        removed_at=NOW,
    )
    values: dict[str, Any] = {
        "posts": [post],
        "steps": [step("remove", message.message_id), *steps],
        "settings": GuildSettings(100, show_work_channel_id=10**18),
    }
    return matter(content, case(message), **values | more)


def strike(number: int, **more: Any) -> Strike:
    values: dict[str, Any] = {"asks_moderators": False, "withdrawn_at": None} | more
    return Strike(case_id=12, guild_id=100, user_id=300, strike=number, given_at=NOW, **values)


def file_of(card: Card) -> str | None:
    return card.files[0].fp.read().decode() if card.files else None


@pytest.mark.parametrize("length", [100, 2_400, MOST_IN_NOTE, MOST_IN_NOTE + 1, 8_000])
def test_the_text_is_whole_in_the_note_or_in_a_file(content: Content, length: int) -> None:
    text = (PITCH * 300)[:length]
    worst = strike(3, asks_moderators=True)
    shown = removed(content, text, step("timeout", until=LATER), strike=worst)
    card = note_card(shown, in_thread=True)
    kept = file_of(card)
    assert kept == text if kept is not None else f"```\n{text}\n```" in said(card)
    assert (kept is not None) >= (length > MOST_IN_NOTE)
    assert (kept is None) >= (length < 2_000)
    assert "Press **Ask a moderator**" in said(card)
    assert content.wording.note_files in said(card)
    assert sum(len(one["content"]) for one in parts(card) if one["type"] == 10) <= limits.CARD_TEXT


def test_what_would_end_its_block_comes_as_a_file(content: Content) -> None:
    text = "```ansi\nHire me\n```"
    assert file_of(note_card(removed(content, text), in_thread=False)) == text


@pytest.mark.parametrize(
    ("in_thread", "asked", "told"),
    [(True, False, True), (False, False, False), (True, True, False)],
)
def test_who_can_press_nothing_there_reads_how_else(
    content: Content, in_thread: bool, asked: bool, told: bool
) -> None:
    appeal = Appeal(
        case_id=12,
        guild_id=100,
        user_id=300,
        reason="why",
        asked_at=NOW,
        answer="",
        answered_by=None,
        answered_at=None,
        reminded_at=None,
    )
    paused = step("timeout", until=LATER)
    shown = removed(content, PITCH, paused, strike=strike(2), appeal=appeal if asked else None)
    card = note_card(shown, in_thread=in_thread)
    assert ("in a direct message to me" in said(card)) == told


def test_a_post_comes_back_as_a_quotation_line_by_line(content: Content) -> None:
    shown = removed(content, f"{PITCH}\n\n*and* more")
    card = restored_card(shown, 5001)
    assert said(card).startswith(f"<@300> wrote, <t:{int(NOW.timestamp())}:f>:")
    assert f"> {PITCH}\n> \n> *and* more" in said(card)
    assert labels(card) == ["About this"]
    with pytest.raises(LookupError):
        restored_card(shown, 5002)


def test_a_long_post_comes_back_whole_as_a_file(content: Content) -> None:
    text = "a line\n" * 600
    assert file_of(restored_card(removed(content, text), 5001)) == text


def test_what_was_taken_back_is_said_as_far_as_it_was_done(content: Content) -> None:
    ended = step("end_timeout", until=LATER)
    back = step("restore", 5001, channel_id=200, message_id=77)
    all_of_it = said(back_card(removed(content, PITCH, ended, back, strike=strike(2))))
    assert "Your post is back in <#200>" in all_of_it
    assert "It does not count as a strike. You can write again." in all_of_it
    only = said(back_card(removed(content, PITCH, strike=strike(0))))
    assert "Your post is back" not in only
    assert "strike" not in only
    assert "write again" not in only


def test_an_answer_is_quoted_without_a_name(content: Content) -> None:
    appeal = Appeal(
        case_id=12,
        guild_id=100,
        user_id=300,
        reason="why",
        asked_at=NOW,
        answer="Use #show-your-work",
        answered_by=8,
        answered_at=NOW,
        reminded_at=None,
    )
    card = answer_card(removed(content, PITCH, appeal=appeal))
    assert "Use #show-your-work" in said(card)
    assert "<@8>" not in said(card)


@pytest.mark.parametrize(
    ("failed", "named"),
    [
        (step("remove", 5001, state="failed", outcome="not_allowed"), "**Manage Messages**"),
        (step("timeout", state="failed", outcome="not_allowed"), "**Timeout Members**"),
        (step("restore", 5001, state="failed", outcome="not_allowed"), "**Send Messages**"),
        (step("remove", 5001, state="failed", outcome="above"), "stand as high as I do"),
        (step("note", state="failed", outcome="closed"), "could not be told"),
        (step("told", state="failed", outcome="refused"), "tries once more"),
    ],
)
def test_a_card_says_what_could_not_be_done_and_who_can_mend_it(
    content: Content, failed: Step, named: str
) -> None:
    shown = removed(content, PITCH, steps=[failed, step("remove", 5002)])
    assert named in "\n".join(done_lines(shown))


def test_a_forum_post_takes_another_permission(content: Content) -> None:
    failed = step("remove", 200, state="failed", outcome="not_allowed")
    begins = case(posted(content, message_id=200))
    lines = done_lines(matter(content, begins, steps=[failed]))
    assert "**Manage Threads**" in "\n".join(lines)

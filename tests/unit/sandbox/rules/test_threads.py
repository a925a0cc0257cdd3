"""Threads as they are started and changed: what is read, and what each change takes."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.rules.threads import ThreadChange, check_change, check_start
from bot.sandbox.world import ChannelKind


def test_a_thread_is_private_and_lasts_a_day_unless_it_says_otherwise() -> None:
    start = check_start({"name": " the gig "})
    assert start.name == "the gig"
    assert start.kind is ChannelKind.PRIVATE_THREAD
    assert start.archive_after == timedelta(days=1)
    assert (start.slowmode, start.invitable) == (0, True)


def test_one_from_a_message_is_public_whatever_it_says() -> None:
    start = check_start({"name": "a", "type": 12, "invitable": False}, from_message=True)
    assert start.kind is ChannelKind.PUBLIC_THREAD
    assert start.invitable


@pytest.mark.parametrize("minutes", [60, 1440, 4320, 10080])
def test_the_four_times_there_are(minutes: int) -> None:
    body = {"name": "a", "auto_archive_duration": minutes}
    assert check_start(body).archive_after == timedelta(minutes=minutes)
    assert check_change(body).archive_after == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a", "auto_archive_duration": 90}, "auto_archive_duration"),
        ({"name": "a", "rate_limit_per_user": -1}, "rate_limit_per_user"),
        ({"name": "a", "type": 0}, "type"),
    ],
)
def test_what_is_no_thread(body: Any, field: str) -> None:
    with pytest.raises(ApiError) as refused:
        check_start(body)
    assert refused.value.code == 50035
    assert list(refused.value.errors or {}) == [field]


def test_threads_of_announcements_are_not_for_text_channels() -> None:
    with pytest.raises(ApiError) as refused:
        check_start({"name": "a", "type": 10})
    assert refused.value.code == 50024


@pytest.mark.parametrize(
    ("body", "for_moderators", "for_its_owner", "keeps_it_archived"),
    [
        ({"archived": False}, False, False, False),
        ({"archived": True}, False, True, False),
        ({"name": "b"}, False, True, True),
        ({"name": "b", "archived": False}, False, True, False),
        ({"locked": False}, True, False, True),
        ({"rate_limit_per_user": None}, True, False, True),
        ({"auto_archive_duration": 60, "archived": True}, False, True, True),
        ({}, False, False, False),
    ],
)
def test_what_a_change_takes(
    *, body: Any, for_moderators: bool, for_its_owner: bool, keeps_it_archived: bool
) -> None:
    change = check_change(body)
    assert change.for_moderators is for_moderators
    assert change.for_its_owner is for_its_owner
    assert change.keeps_it_archived is keeps_it_archived


def test_what_is_not_named_is_not_changed() -> None:
    assert check_change({"name": None, "archived": None}) == ThreadChange()

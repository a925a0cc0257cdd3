"""Whatever JSON comes along, the answer is Discord's: accepted, or refused with an ApiError."""

import copy
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.rules.commands import check_choices, check_command, check_commands
from bot.sandbox.rules.messages import check_bulk_delete, check_defer, check_message
from bot.sandbox.rules.modals import check_modal
from bot.sandbox.rules.submissions import check_submission

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(0, 30),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["", "\ud800", "attachment://x", "https://[", "x" * 5000]),
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
OPTIONS = [{"label": "l", "value": value, "default": False} for value in ("a", "b")]
CHOICES = [{"name": "n", "value": "v"}]
BUTTON = {"type": 2, "style": 1, "label": "l", "custom_id": "a", "emoji": {"name": "🎹"}}
SELECT = {"type": 3, "custom_id": "s", "options": OPTIONS, "min_values": 1, "max_values": 2}
MESSAGE = {
    "flags": 1 << 15,
    "allowed_mentions": {"parse": ["users"], "roles": ["1"], "replied_user": True},
    "message_reference": {"message_id": "1", "channel_id": "2", "type": 0},
    "attachments": [{"id": 0, "filename": "x"}],
    "nonce": "n",
    "components": [
        {
            "type": 17,
            "accent_color": 5,
            "components": [
                {"type": 10, "content": "hello", "id": 3},
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "hello"}],
                    "accessory": {"type": 11, "media": {"url": "https://example.org/a"}},
                },
                {"type": 12, "items": [{"media": {"url": "attachment://x"}}]},
                {"type": 13, "file": {"url": "attachment://x"}},
                {"type": 14, "spacing": 2},
                {"type": 1, "components": [BUTTON]},
                {"type": 1, "components": [SELECT]},
            ],
        },
    ],
}
CLASSIC = {
    "content": "x",
    "embeds": [
        {
            "title": "t",
            "url": "https://example.org",
            "timestamp": "2026-11-22T12:00:00Z",
            "fields": [{"name": "n", "value": "v"}],
            "author": {"name": "a"},
            "footer": {"text": "f"},
            "image": {"url": "https://example.org/a"},
        }
    ],
    "components": [{"type": 1, "components": [BUTTON]}, {"type": 1, "components": [SELECT]}],
    "poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "a"}}]},
    "sticker_ids": ["1"],
}
COMMAND = {
    "name": "a",
    "description": "d",
    "name_localizations": {"de": "b"},
    "contexts": [0],
    "options": [
        {"type": 2, "name": "g", "description": "d", "options": [
            {"type": 1, "name": "s", "description": "d", "options": [
                {"type": 3, "name": "t", "description": "d", "choices": CHOICES},
                {"type": 4, "name": "i", "description": "d", "min_value": 1, "max_value": 2},
            ]},
        ]},
    ],
}  # fmt: skip
MODAL = {
    "custom_id": "m",
    "title": "t",
    "components": [
        {"type": 18, "label": "l", "component": {"type": 4, "custom_id": "t", "style": 1}},
        {"type": 18, "label": "l", "component": {"type": 21, "custom_id": "r", "options": OPTIONS}},
        {"type": 18, "label": "l", "component": {"type": 22, "custom_id": "c", "options": OPTIONS}},
        {"type": 18, "label": "l", "component": SELECT},
        {"type": 1, "components": [{"type": 4, "custom_id": "o", "style": 2, "label": "l"}]},
    ],
}
SUBMITTED = {
    "custom_id": "m",
    "components": [
        {"type": 18, "component": {"type": 4, "custom_id": "t", "value": "v"}},
        {"type": 18, "component": {"type": 21, "custom_id": "r", "value": "a"}},
        {"type": 18, "component": {"type": 22, "custom_id": "c", "values": ["a"]}},
        {"type": 18, "component": {"type": 3, "custom_id": "s", "values": ["a"]}},
        {"type": 1, "components": [{"type": 4, "custom_id": "o", "value": "v"}]},
    ],
}


@st.composite
def spoilt(draw, body):
    """``body`` with up to two of its parts replaced by anything."""
    spoiled = [copy.deepcopy(body)]
    for _ in range(draw(st.integers(0, 2))):
        holder, key = draw(st.sampled_from(list(_places(spoiled))))
        holder[key] = draw(ANYTHING)
    return spoiled[0]


def _places(node):
    keys = node if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], dict | list):
            yield from _places(node[key])


CHECKS = {
    "message": (MESSAGE, lambda body: check_message(body, interaction=True, at=("data",))),
    "classic": (CLASSIC, check_message),
    "edit": (MESSAGE, lambda body: check_message(body, editing=1 << 15, held={"components"})),
    "command": (COMMAND, check_command),
    "commands": ([COMMAND, COMMAND | {"name": "b"}], check_commands),
    "modal": (MODAL, check_modal),
    "submission": (SUBMITTED, lambda body: check_submission(check_modal(MODAL), body)),
    "choices": (CHOICES, check_choices),
    "bulk delete": ({"messages": ["1", "2"]}, check_bulk_delete),
    "defer": ({"flags": 64}, check_defer),
}


@pytest.mark.parametrize("name", CHECKS)
def test_starts_from_what_is_accepted(name):
    body, check = CHECKS[name]
    check(body)


@pytest.mark.parametrize("name", CHECKS)
def test_never_breaks(name):
    body, check = CHECKS[name]

    @settings(max_examples=80, derandomize=True, database=None, deadline=None)
    @given(spoilt(body))
    def try_it(anything):
        with suppress(ApiError):
            check(anything)

    try_it()

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.rules.messages import check_bulk_delete, check_defer, check_message

V2 = 1 << 15
EPHEMERAL = 1 << 6
SUPPRESS_EMBEDS = 1 << 2
LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


def text(content="hello"):
    return {"type": 10, "content": content}


def button(custom_id="a"):
    return {"type": 2, "style": 1, "label": "press", "custom_id": custom_id}


def row(*inside):
    return {"type": 1, "components": list(inside)}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"content": "x" * 2001}, {"content": "BASE_TYPE_MAX_LENGTH"}),
        ({"content": 7}, {"content": "STRING_TYPE_CONVERT"}),
        ({"content": "x", "tts": "yes"}, {"tts": "BASE_TYPE_CHOICES"}),
        ({"content": "x", "flags": "4"}, {"flags": "NUMBER_TYPE_COERCE"}),
        ({"content": "x", "nonce": "n" * 26}, {"nonce": "NONCE_TYPE_TOO_LONG"}),
        ({"content": "x", "nonce": 1.5}, {"nonce": "NONCE_TYPE_INVALID_TYPE"}),
        ({"content": "x", "nonce": 2**63}, {"nonce": "NUMBER_TYPE_MAX"}),
        ({"embeds": [{"title": "x"}] * 11}, {"embeds": "BASE_TYPE_MAX_LENGTH"}),
        ({"embeds": [None]}, {"embeds.0": "LIST_ITEM_VALUE_REQUIRED"}),
        ({"embeds": ["x"]}, {"embeds.0": "MODEL_TYPE_CONVERT"}),
        ({"embeds": {"title": "x"}}, {"embeds": "LIST_TYPE_CONVERT"}),
        ({"sticker_ids": ["1", "2", "3", "4"]}, {"sticker_ids": "BASE_TYPE_MAX_LENGTH"}),
        ({"sticker_ids": ["one"]}, {"sticker_ids.0": "NUMBER_TYPE_COERCE"}),
        (
            {"content": "x", "attachments": [{"filename": "a.txt"}]},
            {"attachments.0.id": "BASE_TYPE_REQUIRED"},
        ),
        (
            {"content": "x", "message_reference": {"channel_id": "1"}},
            {"message_reference.message_id": "BASE_TYPE_REQUIRED"},
        ),
        (
            {"message_reference": {"type": 1, "message_id": "1"}},
            {"message_reference.channel_id": "BASE_TYPE_REQUIRED"},
        ),
        (
            {"content": "x", "message_reference": {"message_id": "1", "type": 2}},
            {"message_reference.type": "BASE_TYPE_CHOICES"},
        ),
        ({"poll": {"answers": []}}, {
            "poll.question": "BASE_TYPE_REQUIRED", "poll.answers": "BASE_TYPE_REQUIRED",
        }),
        (
            {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "a" * 56}}]}},
            {"poll.answers.0.poll_media.text": "BASE_TYPE_BAD_LENGTH"},
        ),
    ],
)  # fmt: skip
def test_refuses(refused, body, expected):
    assert refused(lambda: check_message(body)) == expected


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (
            {"parse": ["users"], "users": ["1"]},
            {"allowed_mentions": "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
        ),
        (
            {"parse": ["roles"], "roles": [1]},
            {"allowed_mentions": "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
        ),
        ({"parse": ["all"]}, {"allowed_mentions.parse.0": "BASE_TYPE_CHOICES"}),
        (
            {"parse": ["users", "users"]},
            {"allowed_mentions.parse.1": "SET_TYPE_ALREADY_CONTAINS_VALUE"},
        ),
        ({"users": list(range(101))}, {"allowed_mentions.users": "BASE_TYPE_MAX_LENGTH"}),
        ({"users": ["1", "1"]}, {"allowed_mentions.users.1": "SET_TYPE_ALREADY_CONTAINS_VALUE"}),
        ({"users": ["me"]}, {"allowed_mentions.users.0": "NUMBER_TYPE_COERCE"}),
    ],
)
def test_refuses_mentions(refused, allowed, expected):
    assert refused(lambda: check_message({"content": "x", "allowed_mentions": allowed})) == expected


def test_names_every_wrong_field_at_once(refused):
    body = {"content": "x" * 2001, "nonce": True, "embeds": [{"title": "t" * 257}]}
    assert refused(lambda: check_message(body)) == {
        "content": "BASE_TYPE_MAX_LENGTH",
        "nonce": "NONCE_TYPE_INVALID_TYPE",
        "embeds.0.title": "BASE_TYPE_MAX_LENGTH",
    }


def test_says_what_is_wrong_in_discords_words():
    with pytest.raises(ApiError) as caught:
        check_message({"content": "x" * 2001})
    assert caught.value.payload() == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "content": {
                "_errors": [
                    {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}
                ]
            }
        },
    }


def test_paths_start_where_the_body_stands(refused):
    found = refused(lambda: check_message({"content": "x" * 2001}, at=("data",)))
    assert found == {"data.content": "BASE_TYPE_MAX_LENGTH"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"content": ""},
        {"content": " \n\t "},
        {"content": None, "embeds": []},
        {"components": []},
        {"flags": V2},
        {"unknown": "field"},
    ],
)
def test_refuses_emptiness(body):
    with pytest.raises(ApiError) as caught:
        check_message(body)
    assert (caught.value.status, caught.value.code) == (400, 50006)


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"content": "🎹" * 2000},
        {"content": "x" * 2000 + "\n"},
        {"content": "x", "nonce": "n" * 25, "enforce_nonce": True},
        {"content": "x", "nonce": 2**63 - 1},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": []}},
        {"content": "x", "allowed_mentions": {"parse": [], "users": list(range(100))}},
        {"content": "x", "allowed_mentions": None, "components": None, "embeds": None},
        {"content": "x", "unknown": {"anything": [1]}},
        {"embeds": [{"title": "x"}] * 10},
        {"sticker_ids": ["1"]},
        {"components": [row(button())]},
        {"flags": V2, "components": [text()], "content": "", "embeds": []},
        {"attachments": [{"id": 0, "filename": "plot.png"}]},
        {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "a" * 55}}]}},
        {"message_reference": {"type": 1, "message_id": 5, "channel_id": 6}},
    ],
)
def test_accepts(body):
    check_message(body)


def test_an_upload_alone_is_a_message():
    assert check_message({}, files=["plot.png"]).content is None


def test_keeps_what_was_said():
    body = check_message(
        {
            "content": "  hello  ",
            "nonce": 5,
            "enforce_nonce": True,
            "tts": True,
            "allowed_mentions": {"users": [3], "parse": ["roles"], "replied_user": True},
            "message_reference": {"message_id": 5, "fail_if_not_exists": False},
        }
    )
    assert (body.content, body.nonce, body.enforce_nonce, body.tts) == ("hello", 5, True, True)
    assert (body.reply_to, body.reply_may_be_gone) == (5, True)
    assert body.allowed_mentions == {"users": ["3"], "parse": ["roles"], "replied_user": True}
    assert body.embeds is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content", "x"),
        ("embeds", [{"title": "x"}]),
        ("sticker_ids", ["1"]),
        ("poll", {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "a"}}]}),
    ],
)
def test_components_v2_stand_alone(refused, field, value):
    body = {"flags": V2, "components": [text()], field: value}
    assert refused(lambda: check_message(body)) == {field: LEGACY}


@pytest.mark.parametrize(
    ("given", "interaction", "kept"),
    [
        (EPHEMERAL | SUPPRESS_EMBEDS, False, SUPPRESS_EMBEDS),
        (EPHEMERAL | SUPPRESS_EMBEDS, True, EPHEMERAL | SUPPRESS_EMBEDS),
        (1 << 12, False, 1 << 12),
        (1 << 7 | 1 << 5, True, 0),
    ],
)
def test_keeps_the_flags_a_sender_may_set(given, interaction, kept):
    body = check_message({"content": "x", "flags": given}, interaction=interaction)
    assert body.flags == kept
    assert body.ephemeral is bool(kept & EPHEMERAL)


def test_a_deferral_is_ephemeral_or_nothing(refused):
    assert check_defer({"flags": EPHEMERAL | V2}) == EPHEMERAL
    assert check_defer({"flags": V2}) == 0
    assert check_defer(None) == 0
    assert refused(lambda: check_defer({"flags": "x"})) == {"data.flags": "NUMBER_TYPE_COERCE"}


class TestEdits:
    def test_what_is_not_named_stays_unnamed(self):
        body = check_message({"flags": SUPPRESS_EMBEDS}, editing=0)
        assert (body.content, body.embeds, body.components) == (None, None, None)

    def test_null_empties(self):
        body = check_message(
            {"content": None, "embeds": None, "components": None, "attachments": None}, editing=0
        )
        assert (body.content, body.embeds, body.components) == ("", [], [])
        assert body.attachments == []

    def test_keeps_flags_that_are_not_named(self):
        assert check_message({"content": "x"}, editing=SUPPRESS_EMBEDS).flags == SUPPRESS_EMBEDS

    def test_components_v2_are_for_ever(self, refused):
        body = {"components": [text()], "flags": 0}
        assert refused(lambda: check_message(body, editing=V2)) == {
            "flags": "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG"
        }
        assert refused(lambda: check_message({"content": "x"}, editing=V2)) == {"content": LEGACY}
        assert check_message({"components": [text()]}, editing=V2).flags == V2

    def test_becoming_v2_empties_what_came_before(self, refused):
        body = {"flags": V2, "components": [text()]}
        held = {"content", "embeds"}
        assert refused(lambda: check_message(body, editing=0, held=held)) == {
            "content": LEGACY,
            "embeds": LEGACY,
        }
        check_message(body | {"content": None, "embeds": []}, editing=0, held=held)

    def test_leaves_something(self):
        with pytest.raises(ApiError) as caught:
            check_message({"content": ""}, editing=0, held={"content"})
        assert caught.value.code == 50006
        check_message({"content": ""}, editing=0, held={"content", "embeds"})


def test_a_forward_says_nothing_itself():
    forward = {"message_reference": {"type": 1, "message_id": "5", "channel_id": "6"}}
    assert check_message(forward).reply_to is None
    with pytest.raises(ApiError) as caught:
        check_message(forward | {"content": "look"})
    assert caught.value.code == 160011


class TestTogether:
    def test_deletes_2_to_100(self):
        assert check_bulk_delete({"messages": ["1", 2]}) == [1, 2]
        assert len(check_bulk_delete({"messages": list(range(100))})) == 100

    @pytest.mark.parametrize(
        ("messages", "expected"),
        [
            (["1"], {"messages": "BASE_TYPE_BAD_LENGTH"}),
            (list(range(101)), {"messages": "BASE_TYPE_BAD_LENGTH"}),
            (None, {"messages": "BASE_TYPE_REQUIRED"}),
            (["1", "x"], {"messages.1": "NUMBER_TYPE_COERCE"}),
        ],
    )
    def test_refuses(self, refused, messages, expected):
        assert refused(lambda: check_bulk_delete({"messages": messages})) == expected

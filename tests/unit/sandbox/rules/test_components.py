import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.rules.components import assign_ids
from bot.sandbox.rules.emoji import is_emoji
from bot.sandbox.rules.messages import check_message

V2 = 1 << 15
URL = "https://example.org/a.png"


def text(content="hello", **more):
    return {"type": 10, "content": content} | more


def button(**more):
    return {"type": 2, "style": 1, "label": "press", "custom_id": "a"} | more


def option(value="v", **more):
    return {"label": "l", "value": value} | more


def select(**more):
    return {"type": 3, "custom_id": "s", "options": [option()]} | more


def row(*inside):
    return {"type": 1, "components": list(inside)}


def container(*inside):
    return {"type": 17, "components": list(inside)}


def section(*texts, accessory=None):
    return {"type": 9, "components": list(texts), "accessory": accessory or button()}


def without(component, *names):
    return {name: value for name, value in component.items() if name not in names}


def send(*components, v2=True, files=()):
    body = {"components": list(components), "flags": V2 if v2 else 0}
    return check_message(body, files=files)


LINK = {"type": 2, "style": 5, "label": "go", "url": "https://example.org"}
PREMIUM = {"type": 2, "style": 6, "sku_id": "1"}
HERE = "components.0.components.0"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (button(label="l" * 81), {f"{HERE}.label": "BASE_TYPE_MAX_LENGTH"}),
        (without(button(), "label"), {f"{HERE}.label": "BASE_TYPE_REQUIRED"}),
        (without(button(), "style"), {f"{HERE}.style": "BASE_TYPE_REQUIRED"}),
        (button(style=7), {f"{HERE}.style": "BASE_TYPE_CHOICES"}),
        (button(custom_id="c" * 101), {f"{HERE}.custom_id": "BASE_TYPE_BAD_LENGTH"}),
        (
            without(button(), "custom_id"),
            {f"{HERE}.custom_id": "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"},
        ),
        (
            button(url="https://example.org"),
            {
                f"{HERE}.custom_id": "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                f"{HERE}.url": "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
            },
        ),
        (
            LINK | {"custom_id": "a"},
            {
                f"{HERE}.custom_id": "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                f"{HERE}.url": "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
            },
        ),
        (without(LINK, "url"), {f"{HERE}.url": "BASE_TYPE_REQUIRED"}),
        (LINK | {"url": "steam://a"}, {f"{HERE}.url": "URL_TYPE_INVALID_SCHEME"}),
        (LINK | {"url": "https://a/" + "b" * 503}, {f"{HERE}.url": "BASE_TYPE_BAD_LENGTH"}),
        (PREMIUM | {"label": "buy"}, {f"{HERE}.label": "BASE_TYPE_CHOICES"}),
        (without(PREMIUM, "sku_id"), {f"{HERE}.sku_id": "BASE_TYPE_REQUIRED"}),
        (button(emoji={"name": "▲"}), {f"{HERE}.emoji.name": "COMPONENT_INVALID_EMOJI"}),
        (button(emoji={}), {f"{HERE}.emoji.name": "BASE_TYPE_REQUIRED"}),
        (button(disabled="no"), {f"{HERE}.disabled": "BASE_TYPE_CHOICES"}),
        (select(options=[]), {f"{HERE}.options": "BASE_TYPE_REQUIRED"}),
        (
            select(options=[option(str(one)) for one in range(26)]),
            {f"{HERE}.options": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            select(options=[option(), option()]),
            {f"{HERE}.options.1": "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
        ),
        (
            select(options=[option("a", default=True), option("b", default=True)]),
            {f"{HERE}.options": "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES"},
        ),
        (select(max_values=2), {f"{HERE}.options": "BASE_TYPE_MIN_LENGTH"}),
        (select(min_values=2), {f"{HERE}.min_values": "NUMBER_TYPE_MAX"}),
        (select(min_values=-1), {f"{HERE}.min_values": "NUMBER_TYPE_MIN"}),
        (select(max_values=26), {f"{HERE}.max_values": "NUMBER_TYPE_MAX"}),
        (select(placeholder="p" * 151), {f"{HERE}.placeholder": "BASE_TYPE_MAX_LENGTH"}),
        (without(select(), "custom_id"), {f"{HERE}.custom_id": "BASE_TYPE_REQUIRED"}),
        (
            select(options=[option("v" * 101, label="l" * 101, description="d" * 101)]),
            {
                f"{HERE}.options.0.value": "BASE_TYPE_BAD_LENGTH",
                f"{HERE}.options.0.label": "BASE_TYPE_BAD_LENGTH",
                f"{HERE}.options.0.description": "BASE_TYPE_MAX_LENGTH",
            },
        ),
        (
            {"type": 5, "custom_id": "s", "default_values": [{"type": "role", "id": "1"}]},
            {f"{HERE}.default_values.0.type": "BASE_TYPE_CHOICES"},
        ),
        (
            {"type": 8, "custom_id": "s", "channel_types": [99]},
            {f"{HERE}.channel_types.0": "BASE_TYPE_CHOICES"},
        ),
        ({"type": 4, "custom_id": "t", "style": 1}, {HERE: "UNION_TYPE_CHOICES"}),
        (text(), {HERE: "UNION_TYPE_CHOICES"}),
        ({}, {f"{HERE}.type": "BASE_TYPE_REQUIRED"}),
        ("button", {HERE: "MODEL_TYPE_CONVERT"}),
    ],
)
def test_refuses_inside_a_row(refused, inside, expected):
    assert refused(lambda: send(row(inside), v2=False)) == expected


@pytest.mark.parametrize(
    ("components", "expected"),
    [
        ([row()], {"components.0.components": "BASE_TYPE_REQUIRED"}),
        (
            [row(*(button(custom_id=str(one)) for one in range(6)))],
            {"components.0.components": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            [row(button(), select())],
            {"components.0.components.1": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
        ),
        (
            [row(select(), button())],
            {"components.0.components.1": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
        ),
        (
            [row(button(), button())],
            {"components.0.components.1.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
        ),
        (
            [row(button(disabled=True)), row(button(disabled=True))],
            {"components.1.components.0.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
        ),
        (
            [row(button(custom_id=str(one))) for one in range(6)],
            {"components": "BASE_TYPE_MAX_LENGTH"},
        ),
        ([text()], {"components.0": "UNION_TYPE_CHOICES"}),
        ([container(text())], {"components.0": "UNION_TYPE_CHOICES"}),
        ([button()], {"components.0": "UNION_TYPE_CHOICES"}),
    ],
)
def test_refuses_without_the_v2_flag(refused, components, expected):
    assert refused(lambda: send(*components, v2=False)) == expected


@pytest.mark.parametrize(
    ("components", "expected"),
    [
        ([text("")], {"components.0.content": "BASE_TYPE_REQUIRED"}),
        ([text("x" * 4001)], {"components.0.content": "BASE_TYPE_BAD_LENGTH"}),
        (
            [text("x" * 4000), container(text("x"))],
            {"components": "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
        ),
        ([container()], {"components.0.components": "BASE_TYPE_REQUIRED"}),
        ([container(container(text()))], {"components.0.components.0": "UNION_TYPE_CHOICES"}),
        (
            [container(text()) | {"accent_color": 0x1000000}],
            {"components.0.accent_color": "NUMBER_TYPE_MAX"},
        ),
        ([button()], {"components.0": "UNION_TYPE_CHOICES"}),
        ([{"type": 18, "label": "l"}], {"components.0": "UNION_TYPE_CHOICES"}),
        ([section()], {"components.0.components": "BASE_TYPE_REQUIRED"}),
        (
            [section(text(), text(), text(), text())],
            {"components.0.components": "BASE_TYPE_BAD_LENGTH"},
        ),
        ([section(button())], {"components.0.components.0": "UNION_TYPE_CHOICES"}),
        (
            [without(section(text()), "accessory")],
            {"components.0.accessory": "BASE_TYPE_REQUIRED"},
        ),
        (
            [section(text(), accessory=select())],
            {"components.0.accessory": "UNION_TYPE_CHOICES"},
        ),
        (
            [section(text(), accessory={"type": 11})],
            {"components.0.accessory.media": "BASE_TYPE_REQUIRED"},
        ),
        (
            [section(text(), accessory=button()), row(button())],
            {"components.1.components.0.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
        ),
        ([{"type": 12, "items": []}], {"components.0.items": "BASE_TYPE_REQUIRED"}),
        (
            [{"type": 12, "items": [{"media": {"url": URL}}] * 11}],
            {"components.0.items": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            [{"type": 12, "items": [{"media": {"url": URL}, "description": "d" * 1025}]}],
            {"components.0.items.0.description": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            [{"type": 12, "items": [{"media": {"url": "attachment://gone.png"}}]}],
            {
                "components.0.items.0.media.url": (
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
                )
            },
        ),
        (
            [{"type": 13, "file": {"url": "https://example.org/a.txt"}}],
            {"components.0.file.url": "URL_TYPE_INVALID_SCHEME"},
        ),
        ([{"type": 14, "spacing": 3}], {"components.0.spacing": "BASE_TYPE_CHOICES"}),
        ([text(id=5), text(id=5)], {"components.1.id": "SET_TYPE_ALREADY_CONTAINS_VALUE"}),
        ([text(id=-1)], {"components.0.id": "NUMBER_TYPE_MIN"}),
        ([text() for _ in range(41)], {"components": "BASE_TYPE_MAX_LENGTH"}),
        (
            [container(*(text() for _ in range(20))), container(*(text() for _ in range(19)))],
            {"components": "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
        ),
        (
            [section(text(), accessory=button(custom_id=str(one))) for one in range(13)]
            + [text(), text()],
            {"components": "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
        ),
    ],
)
def test_refuses_with_the_v2_flag(refused, components, expected):
    assert refused(lambda: send(*components)) == expected


@pytest.mark.parametrize(
    "components",
    [
        [text("x" * 4000)],
        [text("x" * 2000), container(text("x" * 2000))],
        [text() for _ in range(40)],
        [container(*(text() for _ in range(39)))],
        [section(text(), text(), text(), accessory={"type": 11, "media": {"url": URL}})],
        [{"type": 12, "items": [{"media": {"url": URL}}] * 10}, {"type": 14}],
        [{"type": 13, "file": {"url": "attachment://notes.txt"}, "spoiler": True}],
        [row(*(button(custom_id=str(one)) for one in range(5))), row(select())],
        [row(select(options=[option(str(one)) for one in range(25)], max_values=25))],
        [row(button(custom_id="c" * 100, label="l" * 80), LINK, PREMIUM)],
        [row(without(button(emoji={"id": 5, "name": "own"}), "label"))],
        [row({"type": kind, "custom_id": "s", "placeholder": "p" * 150}) for kind in (5,)],
    ],
)
def test_accepts(components):
    assert send(*components, files=["notes.txt"]).components is not None


class TestStoredSize:
    """discord/discord-api-docs#8554: bytes and 12 for each text, at most 10,170."""

    def test_the_last_that_discord_stores(self):
        send(text("€" * 3386))  # 10,158 bytes
        send(text("€" * 3000), text("€" * 382))  # 10,146 bytes

    @pytest.mark.parametrize("texts", [["€" * 3386 + "x"], ["€" * 3000, "€" * 382 + "x"]])
    def test_the_first_that_it_answers_with_500(self, texts):
        with pytest.raises(ApiError) as caught:
            send(*(text(one) for one in texts))
        assert (caught.value.status, caught.value.code) == (500, 0)
        assert caught.value.payload() == {"message": "500: Internal Server Error", "code": 0}


def test_keeps_the_shape_that_answers_have():
    [kept] = send(container({"type": 14}, row(button(emoji={"id": None, "name": "🎹"})))).components
    assert kept == {
        "type": 17,
        "accent_color": None,
        "spoiler": False,
        "components": [
            {"type": 14, "spacing": 1, "divider": True},
            row(button(emoji={"name": "🎹"})),
        ],
    }


class TestIds:
    def test_count_from_one_parents_first(self):
        [first, second] = assign_ids([container(text(), section(text())), text()])
        assert (first["id"], second["id"]) == (1, 6)
        plain, beside = first["components"]
        assert (plain["id"], beside["id"]) == (2, 3)
        assert (beside["components"][0]["id"], beside["accessory"]["id"]) == (4, 5)

    def test_leave_the_senders_numbers_alone(self):
        trees = assign_ids([text(id=2), container(text()) | {"id": 0}, text()])
        assert [one["id"] for one in trees] == [2, 1, 4]
        assert trees[1]["components"][0]["id"] == 3

    def test_do_not_touch_what_was_given(self):
        given = [container(text())]
        assign_ids(given)
        assert given == [container(text())]


@pytest.mark.parametrize(
    "name", ["🎹", "👍🏽", "👩‍🎤", "🇬🇧", "1️⃣", "❤", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "⏮️", "✅"]
)
def test_knows_an_emoji(name):
    assert is_emoji(name)


@pytest.mark.parametrize("name", ["▲", "✦", "⏻", "•", "a", "", " ", "🎹🎹", ":heart:", "1"])
def test_knows_what_is_none(name):
    assert not is_emoji(name)

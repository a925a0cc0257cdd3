import pytest

from bot.sandbox.rules.messages import check_message


@pytest.mark.parametrize(
    ("embed", "expected"),
    [
        ({}, {"embeds.0.description": "BASE_TYPE_REQUIRED"}),
        ({"title": "t" * 257}, {"embeds.0.title": "BASE_TYPE_MAX_LENGTH"}),
        ({"description": "d" * 4097}, {"embeds.0.description": "BASE_TYPE_MAX_LENGTH"}),
        ({"footer": {"text": "f" * 2049}}, {"embeds.0.footer.text": "BASE_TYPE_BAD_LENGTH"}),
        ({"author": {"name": "a" * 257}}, {"embeds.0.author.name": "BASE_TYPE_BAD_LENGTH"}),
        ({"author": {}}, {"embeds.0.author.name": "BASE_TYPE_REQUIRED"}),
        (
            {"fields": [{"name": "n", "value": "v"}] * 26},
            {"embeds.0.fields": "BASE_TYPE_MAX_LENGTH"},
        ),
        (
            {"fields": [{"name": "", "value": "v" * 1025}]},
            {
                "embeds.0.fields.0.name": "BASE_TYPE_REQUIRED",
                "embeds.0.fields.0.value": "BASE_TYPE_BAD_LENGTH",
            },
        ),
        ({"title": "t", "color": 0x1000000}, {"embeds.0.color": "NUMBER_TYPE_MAX"}),
        ({"title": "t", "timestamp": "soon"}, {"embeds.0.timestamp": "DATE_TIME_TYPE_PARSE"}),
        ({"title": "t", "url": "attachment://a"}, {"embeds.0.url": "URL_TYPE_INVALID_SCHEME"}),
        ({"title": "t", "url": "example"}, {"embeds.0.url": "URL_TYPE_INVALID_URL"}),
        ({"image": {"url": "ftp://a/b"}}, {"embeds.0.image.url": "URL_TYPE_INVALID_SCHEME"}),
    ],
)
def test_refuses(refused, embed, expected):
    assert refused(lambda: check_message({"embeds": [embed]})) == expected


def test_refuses_more_than_6000_characters_over_all_embeds(refused):
    embeds = [{"description": "d" * 4000}, {"description": "d" * 1999, "title": "tt"}]
    assert refused(lambda: check_message({"embeds": embeds})) == {
        "embeds": "MAX_EMBED_SIZE_EXCEEDED"
    }
    embeds[1]["title"] = "t"
    check_message({"embeds": embeds})


def test_keeps_a_full_embed():
    embed = {
        "title": " t ",
        "description": "d" * 4000,
        "url": "https://example.org/a",
        "timestamp": "2026-11-22T11:57:39.996220+00:00",
        "color": 0xFFFFFF,
        "footer": {"text": "f", "icon_url": "attachment://icon.png"},
        "image": {"url": "attachment://plot.png"},
        "author": {"name": "a", "url": ""},
        "fields": [{"name": "n" * 256, "value": "v" * 1024, "inline": True}],
        "unknown": 1,
    }
    [kept] = check_message({"embeds": [embed]}).embeds or []
    del embed["unknown"]
    assert kept == embed | {"type": "rich", "title": "t", "author": {"name": "a"}}

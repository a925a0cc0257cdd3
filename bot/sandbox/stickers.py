"""The standard stickers there are: two, as a pack of Discord's own would hold them.

https://discord.com/developers/docs/resources/sticker#sticker-object; the first is its example.
"""

from bot.sandbox.json import JsonObject

_LOTTIE = 3
_STANDARD = 1
_PACK_ID = "847199849233514549"


def _standard(one: int, name: str, description: str, tags: str) -> JsonObject:
    """StandardStickerResponse."""
    return {
        "id": str(one),
        "name": name,
        "description": description,
        "tags": tags,
        "type": _STANDARD,
        "format_type": _LOTTIE,
        "pack_id": _PACK_ID,
        "sort_value": 12,
    }


WAVE = 749_054_660_769_218_631
CLAP = 749_054_660_769_218_632

STICKERS = {
    WAVE: _standard(WAVE, "Wave", "Wumpus waves hello", "hello, hi, wave, bye"),
    CLAP: _standard(CLAP, "Clap", "Wumpus claps", "applause, clap, bravo"),
}

PACK: JsonObject = {
    "id": _PACK_ID,
    "name": "Wumpus Beyond",
    "description": "Say hello to Wumpus!",
    "sku_id": "847199849233514547",
    "stickers": list(STICKERS.values()),
}

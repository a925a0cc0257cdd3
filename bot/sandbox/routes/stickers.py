"""Stickers: reading the standard ones."""

from bot.sandbox import refusals
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.stickers import PACK, STICKERS


def get_sticker(call: Call) -> Answer:
    """``GET /stickers/{sticker_id}``."""
    sticker = STICKERS.get(call.id_in_path("sticker_id"))
    if sticker is None:
        raise refusals.unknown_sticker()
    return sticker


def list_packs(_: Call) -> Answer:
    """``GET /sticker-packs``."""
    return {"sticker_packs": [PACK]}


ROUTES = (
    Route("GET", "/stickers/{sticker_id}", get_sticker),
    Route("GET", "/sticker-packs", list_packs),
)

"""Telling cheaply that a text hides nothing, so that most messages cost next to nothing."""

from string import ascii_lowercase

from bot.moderation.addresses import may_hold_spelled_addresses
from bot.moderation.draft import without_addresses
from bot.moderation.leet import holds_leet
from bot.moderation.markdown import may_hold_markdown
from bot.moderation.percent import may_hold_percent
from bot.moderation.spelled import holds_spaced, holds_stretched

_UNSIGNED = (ascii_lowercase + " \n.,;?'\"-").encode()
_UNSEEN = bytes([*range(0x0A), *range(0x0B, 0x20)])


def is_plain(text: str) -> bool:
    """Tell that no step of the folding would find anything in a text in lower case.

    Expects accents off and letters of other scripts sorted out. May say no of a plain text, never
    yes of another: every step is asked, and asks itself the same before it starts.
    """
    words = without_addresses(text) if "://" in text else text
    signs = text.encode("ascii", "replace").translate(None, _UNSIGNED)
    return not (
        may_hold_gaps(text)
        or may_hold_spelled_addresses(text)
        or (signs and (_may_hold_signs(text, signs) or holds_leet(words)))
        or holds_stretched(words)
        or holds_spaced(words)
    )


def may_hold_gaps(text: str) -> bool:
    """Tell whether there may be spaces, or newlines, that should be one."""
    return "  " in text or ("\n" in text and ("\n\n" in text or "\n " in text or " \n" in text))


def _may_hold_signs(text: str, signs: bytes) -> bool:
    unseen = len(signs.translate(None, _UNSEEN)) < len(signs)
    return unseen or may_hold_percent(text) or may_hold_markdown(text)

"""What cannot be taken as it was typed: which case it is; the words for it are the curators'."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class AskedBack:
    """Why something cannot be taken.

    `case` names the sentence, as `Words` has it; `fills` are what stands in its braces.
    """

    case: str
    fills: Mapping[str, str | int] = field(default_factory=dict)


def too_long(case: str, text: str, most: int) -> AskedBack | None:
    """Ask back a text of more characters than can be kept, saying how many too many."""
    length = len(text)
    if length <= most:
        return None
    return AskedBack(case, {"length": length, "most": most, "over": length - most})

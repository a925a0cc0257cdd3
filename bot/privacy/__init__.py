"""What a person is shown of what is kept about them, and how it is deleted."""

from bot.privacy.deleting import CLEAR, Deleted, delete, promise
from bot.privacy.exporting import Part, as_json, as_parts
from bot.privacy.round import ROUND, Rounds

__all__ = [
    "CLEAR",
    "ROUND",
    "Deleted",
    "Part",
    "Rounds",
    "as_json",
    "as_parts",
    "delete",
    "promise",
]

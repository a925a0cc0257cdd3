"""What curators write, read from its folder: all of it, or every problem with it at once."""

from bot.content.changes import Changes, changes
from bot.content.problems import ContentError, Problem
from bot.content.reading import MODERATION, Content, check, load, load_rules
from bot.content.replayed import adopt, tried_on
from bot.content.sentences import Wording
from bot.content.shelf import Shelf

__all__ = [
    "MODERATION",
    "Changes",
    "Content",
    "ContentError",
    "Problem",
    "Shelf",
    "Wording",
    "adopt",
    "changes",
    "check",
    "load",
    "load_rules",
    "tried_on",
]

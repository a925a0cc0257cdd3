"""What curators write, read from its folder: all of it, or every problem with it at once."""

from bot.content.problems import ContentError, Problem
from bot.content.reading import Content, check, load
from bot.content.shelf import Shelf

__all__ = ["Content", "ContentError", "Problem", "Shelf", "check", "load"]

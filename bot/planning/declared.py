"""How texts and numbers that curators write are declared: within what bounds they have to be."""

from dataclasses import field

LEAST, MOST, NAMES = "least", "most", "placeholders"


def declare_text(most: int, *placeholders: str) -> str:
    """Declare a text of at most `most` characters; these words in braces may stand in it."""
    declared: str = field(metadata={MOST: most, NAMES: frozenset(placeholders)})
    return declared


def declare_number(least: int, most: int) -> int:
    """Declare a whole number from `least` to `most`."""
    declared: int = field(metadata={LEAST: least, MOST: most})
    return declared

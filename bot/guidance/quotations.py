"""The members' own words: the only quotations there are, known by their fingerprints.

A quotation is shown exactly or not at all. The fingerprint makes a changed letter visible
without a second copy of the text that could change along with the first.
"""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Quotation:
    """Who said something and where, and the SHA-256 of the exact words as UTF-8."""

    author: str
    channel: str
    fingerprint: str
    reactions: int | None = None
    pinned: bool = False

    def is_text(self, text: str) -> bool:
        """Whether these are the exact words, character for character."""
        return sha256(text.encode()).hexdigest() == self.fingerprint


QUOTATIONS = (
    Quotation(  # S9
        author="cypress",
        channel="#biz-talk",
        fingerprint="02bfcffda2083eba9dbbbb1be43bccada4a5398447567b589ffb06ad907fc9ed",
    ),
    Quotation(  # S65
        author="bobby k",
        channel="#general-talk",
        fingerprint="a8069fd5c0fff49180acc67d9e0028c8619b2dfce7c470b7b47bc3f0e8ece832",
        reactions=10,
        pinned=True,
    ),
    Quotation(  # S66
        author="oaklandmatt",
        channel="#general-talk",
        fingerprint="88687261bad7e418360951589fa5eec214191ac19eb275533bf332f4c410d6d3",
        reactions=56,
    ),
)


def said_by(author: str, channel: str) -> list[Quotation]:
    """Return the known quotations of an author in a channel."""
    return [known for known in QUOTATIONS if (known.author, known.channel) == (author, channel)]

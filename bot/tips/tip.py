"""What a tip is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.guidance import Citation, Use
from bot.guidance.entries import Id

LONGEST = 220
"""Characters of a tip's text."""


class Tip(BaseModel):
    """One line to remember for a week, the entry that says more, and where it comes from.

    The text is a member's exact words if a source has ``use: quote``, and ours otherwise. Rotations
    remember the id: a tip whose text was changed is still the same tip.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: Id
    n: Annotated[int, Field(strict=True, ge=0)]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    entry: Id
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]

    @property
    def quotation(self) -> Citation | None:
        """Return whom the text quotes and where; None when it is in our own words."""
        return next((source for source in self.sources if source.use is Use.QUOTE), None)

    @property
    def said_by(self) -> str | None:
        """Return who said it and where: `bobby k, #general-talk (pinned)`; None for our words."""
        quoted = self.quotation
        if quoted is None:
            return None
        return f"{quoted.author}, {quoted.channel}{' (pinned)' if quoted.pinned else ''}"

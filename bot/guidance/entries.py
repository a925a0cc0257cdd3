"""What the guidance is made of: topics, source documents, entries and their citations."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError


def _like(pattern: str, example: str) -> AfterValidator:
    """Accept only text of a form, and show an example of that form to whoever wrote another."""

    def shape(text: str) -> str:
        if re.fullmatch(pattern, text, re.ASCII) is None:
            raise PydanticCustomError("shape", "write it like {example}", {"example": example})
        return text

    return AfterValidator(shape)


# 50 leaves room for an id inside a custom_id; 100 is the most a menu or a suggestion shows.
Id = Annotated[str, Field(max_length=50), _like(r"[a-z0-9]+(-[a-z0-9]+)*", "venues-first")]
Line = Annotated[str, Field(min_length=1, max_length=100)]
Sentences = Annotated[str, Field(min_length=1, max_length=900)]
Point = Annotated[str, Field(min_length=1, max_length=120)]
Question = Annotated[str, Field(min_length=1, max_length=300)]  # the longest that /advice takes
Item = Annotated[str, _like(r"S\d{1,3}", "S27")]
Months = Annotated[str, _like(r"\d{4}-\d{2}/\d{4}-\d{2}", "2021-02/2026-02")]


class Kind(StrEnum):
    """What an entry is; `pointer` names a page that the library does not hold."""

    PRINCIPLE = "principle"
    CHECKLIST = "checklist"
    MISTAKE = "mistake"
    QUOTE = "quote"
    FRAMEWORK = "framework"
    FIGURE = "figure"
    POINTER = "pointer"


class Use(StrEnum):
    """How an entry uses a source: word for word, in our words, or only its number."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    ATTRIBUTED_PARAPHRASE = "attributed-paraphrase"
    FIGURE = "figure"


class Tool(StrEnum):
    """A command that a card may offer as the next step."""

    EVALUATE = "evaluate"
    STREAMS = "streams"
    MICRONETWORK = "micronetwork"
    AUDIENCE_CHECK = "audience-check"
    SESSION_CHECK = "session-check"
    MET = "met"
    OUTREACH = "outreach"


class Confidence(StrEnum):
    """What a source says about its own certainty."""

    HIGH = "high"
    UNSTATED = "unstated"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _period(months: str | None) -> str | None:
    return months.replace("/", " to ") if months else None


class Topic(_Part):
    """One of the fixed subjects under which entries are found."""

    id: Id
    name: Line
    about: Sentences


class Source(_Part):
    """A document that the guidance rests on, and the line that credits it."""

    id: Id
    file: Line
    title: Annotated[str, Field(min_length=1, max_length=200)]
    credit: Annotated[str, Field(min_length=1, max_length=300)]
    url: Annotated[str, _like(r"https?://\S+", "https://example.com/page")] | None = None
    note: Sentences | None = None
    confidence: Confidence
    sure: Sentences | None = None
    date_range: Months | None = None

    @property
    def period(self) -> str | None:
        """Return the months that the source covers, as words: `2021-02 to 2026-02`."""
        return _period(self.date_range)


class Citation(_Part):
    """Where an entry takes something from: a document, a place in it, and how it is used."""

    doc: Id
    section: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    items: tuple[Item, ...] = ()
    use: Use
    author: Line | None = None
    channel: Annotated[str, Field(max_length=100), _like(r"#[^\s#]+", '"#biz-talk"')] | None = None
    reactions: Annotated[int, Field(ge=0)] | None = None
    pinned: bool = False
    date_range: Months | None = None  # only where it is not that of the whole document

    @property
    def period(self) -> str | None:
        """Return the months of these words, where they differ from the source's."""
        return _period(self.date_range)


class Entry(_Part):
    """One piece of guidance, useful alone. A draft is checked but never shown."""

    id: Id
    title: Line
    kind: Kind
    topics: Annotated[tuple[Id, ...], Field(max_length=3)] = ()
    aliases: tuple[Line, ...] = ()
    body: Sentences
    points: Annotated[tuple[Point, ...], Field(max_length=7)] = ()
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)]
    related: Annotated[tuple[Id, ...], Field(max_length=25)] = ()
    leads_to: Tool | None = None
    reviewed: Annotated[date, Strict()]
    draft: bool = False

    @property
    def quotation(self) -> Citation | None:
        """Return whom the body quotes and where; None when the body is in our own words."""
        return next((source for source in self.sources if source.use is Use.QUOTE), None)

    @property
    def held(self) -> bool:
        """Whether the library itself answers here, rather than naming a page it lacks."""
        return self.kind is not Kind.POINTER


class Asked(_Part):
    """Questions as people put them: for the entry with this id, or about a subject elsewhere."""

    id: Id
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

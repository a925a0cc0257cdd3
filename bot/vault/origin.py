"""Where a note comes from: its channels, months and people, and the source made of them."""

import re
from dataclasses import dataclass

from bot.guidance import Confidence, Source, plain
from bot.vault.blocks import Callout
from bot.vault.callouts import channel_name, part, part_discussion
from bot.vault.names import Names
from bot.vault.note import Note
from bot.vault.words import one_line, shorten, unmarked

QUOTES = frozenset({"quote", "cite"})
_TELLS_ORIGIN = frozenset({"date range", "key contributors", "contributors", "message volume"})
_DISCUSSIONS = re.compile(r"\b(?:discord|discussions?)\b", re.IGNORECASE)
MOST_PEOPLE = 50  # contributors whose names are looked for in a note
_CHANNEL_TAG = "channel/"


@dataclass(frozen=True)
class Origin:
    """Channels in the note's order, months by channel, the whole span, and the people named."""

    channels: tuple[str, ...]
    months: dict[str, str]
    span: str | None
    people: tuple[str, ...]

    @property
    def only_channel(self) -> str | None:
        """The channel, if there is just one that a quotation can be from."""
        return self.channels[0] if len(self.channels) == 1 else None


def is_discussion(callout: Callout, section: str) -> bool:
    """Whether a callout tells where the note comes from, rather than quoting a member."""
    if callout.kind not in QUOTES or part(callout).author:
        return False
    names = {field.name for field in part_discussion(callout).fields}
    told = _DISCUSSIONS.search(callout.title) or _DISCUSSIONS.search(section)
    return bool(names & _TELLS_ORIGIN or (names and told))


def origin_of(note: Note) -> Origin:
    """Gather what the note's callouts, or else its tags, tell of its origin."""
    channels: list[str] = []
    months: dict[str, str] = {}
    people: list[str] = []
    for section in note.sections:
        for block in section.blocks:
            if not isinstance(block, Callout) or block.kind not in QUOTES:
                continue
            if not is_discussion(block, section.heading):
                people += filter(None, [part(block).author])
                continue
            told = part_discussion(block)
            channel = first_channel(told.value("channel"))
            channels += [channel] if channel else []
            if told.months:
                months.setdefault(channel or "", told.months)
            names = told.value("key contributors") or told.value("contributors") or ""
            people += (unmarked(name) for name in names.split(","))
    channels = channels or [
        name
        for tag in note.tags
        if tag.startswith(_CHANNEL_TAG) and (name := channel_name(tag.removeprefix(_CHANNEL_TAG)))
    ]
    return Origin(
        tuple(dict.fromkeys(channels)),
        months,
        _span(months),
        tuple(dict.fromkeys(name for name in people if len(name) > 1))[:MOST_PEOPLE],
    )


def first_channel(value: str | None) -> str | None:
    """Return the channel that a field names on its first line."""
    return channel_name(value.split("\n")[0]) if value else None


def source_of(
    note: Note, origin: Origin, known: tuple[Source, ...], names: Names
) -> tuple[Source, bool]:
    """Return the source for a note and whether it is a new one.

    A source of the same title is the same note: the library credits a document once.
    """
    for source in known:
        if plain(source.title) == plain(note.title):
            return source, False
    title = shorten(note.title, 200)
    where = ", ".join(
        filter(None, (*origin.channels[:1], origin.span and origin.span.replace("/", " to ")))
    )
    credit = f'Community note "{title}"' + (f" ({where})" if where else "")
    said = shorten(note.confidence or "", 40)
    sure = (
        f"The note calls its own confidence {said}." if said else "The note states no confidence."
    )
    return Source(
        id=names.source_id(note.title),
        file=shorten(one_line(note.file), 100) or "note",
        title=title,
        credit=shorten(credit, 300),
        confidence=Confidence.HIGH if note.confidence == "high" else Confidence.UNSTATED,
        sure=sure,
        date_range=origin.span,
    ), True


def _span(months: dict[str, str]) -> str | None:
    if not months:
        return None
    ends = [end for span in months.values() for end in span.split("/")]
    return f"{min(ends)}/{max(ends)}"

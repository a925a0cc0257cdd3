"""What a model of one entry cannot see: entries against each other, and against their sources.

Every check reads plain data, field by field, and passes over what is not of the expected form:
that has been reported already, and must not hide the rest of the entry from these checks.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from bot.guidance.entries import Kind, Use
from bot.guidance.quotations import QUOTATIONS, said_by
from bot.guidance.text import plain

Place = tuple[str | int, ...]
"""Where in an entry: a field, an index in a list, a field of that item."""

Plain = Mapping[str, object]

REVIEW_EVERY = timedelta(days=365)
TOPICLESS = frozenset({Kind.POINTER, Kind.FIGURE})
TO_BE_WRITTEN = "To write:"
"""How a title or a body begins that nobody has put into words yet; only a draft's may."""

SAYS_NOT_HELD = re.compile(
    r"(?:\bnot\b|n['\u2019]t\b).*\b(?:library|held?|holds?|supplied)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Fault:
    """Something wrong with one entry, and how to mend it, for somebody who does not program.

    `entry` counts from 0 in the sequence that was checked; `also` is a second place involved.
    """

    entry: int
    place: Place
    message: str
    mend: str
    also: tuple[int, Place] | None = None


def check(
    entries: Sequence[Plain],
    *,
    ids: Collection[str] | None,
    topics: Collection[str] | None,
    sources: Collection[str] | None,
) -> list[Fault]:
    """Return every fault among entries, but for repeated ids, in no particular order.

    `ids`, `topics` and `sources` are the ids there are, which may be more than those of the
    entries that could be read; None if they cannot be known, and then they are not checked.
    """
    faults = list(_repeated_names(entries))
    for number, entry in enumerate(entries):
        faults += _relations(number, entry, ids)
        faults += _topics(number, entry, topics)
        faults += _documents(number, entry, sources)
        faults += _quotation(number, entry)
        faults += _wording(number, entry)
    return faults


def repeated_ids(items: Sequence[Plain]) -> list[Fault]:
    """Return a fault for each entry, topic or source whose id another has already taken."""
    first: dict[str, int] = {}
    faults = []
    for number, item in enumerate(items):
        found = _text(item, "id")
        if found and first.setdefault(found, number) != number:
            also = (first[found], ("id",))
            message, mend = f"'{found}' is already taken", "give this one another id"
            faults.append(Fault(number, ("id",), message, mend, also))
    return faults


def check_questions(asked: Sequence[Plain], ids: Collection[str] | None) -> list[Fault]:
    """Return a fault for each list of questions whose entry is not there, and each repeat."""
    faults = []
    first: dict[str, tuple[int, Place]] = {}
    for number, item in enumerate(asked):
        owner = _text(item, "id")
        if owner and ids is not None and owner not in ids:
            mend = _meant(owner, ids) or "take these questions out, or add that entry"
            faults.append(Fault(number, ("id",), f"there is no entry '{owner}'", mend))
        for place, question in _texts(item, "questions"):
            met = first.setdefault(question.casefold(), (number, place))
            if met != (number, place):
                message = f"'{question}' stands here already"
                faults.append(Fault(number, place, message, "keep it in one place only", met))
    return faults


def overdue(entries: Sequence[Plain], today: date) -> list[Fault]:
    """Return the entries that nobody has reviewed for a year, or that claim a future review."""
    faults = []
    for number, entry in enumerate(entries):
        reviewed = entry.get("reviewed")
        if not isinstance(reviewed, date) or isinstance(reviewed, datetime):
            continue
        if reviewed > today:
            mend = "write the day on which somebody last read it"
            faults.append(Fault(number, ("reviewed",), f"{reviewed} is in the future", mend))
        elif today - reviewed > REVIEW_EVERY:
            message = f"nobody has reviewed this for a year; the last time was {reviewed}"
            mend = f"read it again, then write reviewed: {today}"
            faults.append(Fault(number, ("reviewed",), message, mend))
    return faults


def closest(word: str, known: Collection[str]) -> str | None:
    """Return what somebody may have meant by a word that is not known."""
    near = get_close_matches(word, known, n=1) or [
        name for name in sorted(known) if len(word) > 2 and (word in name or name in word)
    ]
    return near[0] if near else None


def _text(entry: Plain, field: str) -> str | None:
    value = entry.get(field)
    return value.strip() if isinstance(value, str) else None


def _texts(entry: Plain, field: str) -> Iterator[tuple[Place, str]]:
    values = entry.get(field)
    if isinstance(values, list):
        for index, value in enumerate(values):
            if isinstance(value, str):
                yield (field, index), value.strip()


def _is_draft(entry: Plain) -> bool:
    return entry.get("draft") is True


def _citations(entry: Plain) -> Iterator[tuple[Place, Plain]]:
    values = entry.get("sources")
    if isinstance(values, list):
        for index, value in enumerate(values):
            if isinstance(value, dict):
                yield ("sources", index), value


def _repeated_names(entries: Sequence[Plain]) -> Iterator[Fault]:
    """Titles and aliases together must be unique: each has to lead to one entry."""
    first: dict[str, tuple[int, Place]] = {}
    for number, entry in enumerate(entries):
        title = _text(entry, "title")
        names = [(("title",), title)] if title else []
        for place, name in (*names, *_texts(entry, "aliases")):
            folded = plain(name)
            if not folded:
                message = f"'{name}' has no letter or number in it"
                yield Fault(number, place, message, "use words that members type")
            elif (owner := first.setdefault(folded, (number, place))) != (number, place):
                message = f"'{name}' is already a title or an alias"
                yield Fault(number, place, message, "keep it in one place only", owner)
            if place != ("title",) and name != name.lower():
                yield Fault(number, place, f"'{name}' has capitals", f"write '{name.lower()}'")


def _relations(number: int, entry: Plain, ids: Collection[str] | None) -> Iterator[Fault]:
    met: set[str] = set()
    for place, other in _texts(entry, "related"):
        if other == _text(entry, "id"):
            yield Fault(number, place, "the entry names itself as related", "take this line out")
        elif ids is not None and other not in ids:
            mend = _meant(other, ids) or "take it out, or add that entry"
            yield Fault(number, place, f"there is no entry '{other}'", mend)
        elif other in met:
            yield Fault(number, place, f"'{other}' stands here twice", "take one of them out")
        met.add(other)


def _topics(number: int, entry: Plain, topics: Collection[str] | None) -> Iterator[Fault]:
    needed = _text(entry, "kind") not in TOPICLESS and not _is_draft(entry)
    if entry.get("topics", []) == [] and needed:
        yield Fault(number, ("topics",), "no topic is named", "name one to three topics")
    for place, topic in _texts(entry, "topics"):
        if topics is not None and topic not in topics:
            message = f"'{topic}' is not one of the {len(topics)} topics"
            mend = _meant(topic, topics) or "choose one from topics.yaml"
            yield Fault(number, place, message, mend)


def _documents(number: int, entry: Plain, sources: Collection[str] | None) -> Iterator[Fault]:
    for place, citation in _citations(entry):
        doc = _text(citation, "doc")
        if doc is not None and sources is not None and doc not in sources:
            mend = _meant(doc, sources) or "choose one from sources.yaml"
            yield Fault(number, (*place, "doc"), f"'{doc}' is not one of the sources", mend)


def _meant(word: str, known: Collection[str]) -> str | None:
    near = closest(word, known)
    return f"did you mean '{near}'?" if near else None


def _quotation(number: int, entry: Plain) -> Iterator[Fault]:
    quoted = [
        (place, citation)
        for place, citation in _citations(entry)
        if citation.get("use") == Use.QUOTE
    ]
    is_quote = entry.get("kind") == Kind.QUOTE
    if is_quote and len(quoted) != 1:
        message = "an entry of kind quote needs exactly one source with use: quote"
        yield Fault(number, ("sources",), message, "mark the source that is quoted, and only that")
    for place, citation in quoted:
        if not is_quote:
            message = "only an entry of kind quote may quote"
            mend = "write use: paraphrase, and put it in words of your own"
            yield Fault(number, (*place, "use"), message, mend)
        yield from _attribution(number, place, citation)
        if is_quote and not _is_draft(entry):
            yield from _exact(number, place, entry, citation)


def _attribution(number: int, place: Place, citation: Plain) -> Iterator[Fault]:
    if not _text(citation, "author"):
        yield Fault(number, place, "a quotation needs its author", "add author: and the name")
    if not _text(citation, "channel"):
        mend = 'add the channel in quotation marks: channel: "#biz-talk"'
        yield Fault(number, place, "a quotation needs its channel", mend)


def _exact(number: int, place: Place, entry: Plain, citation: Plain) -> Iterator[Fault]:
    author, channel = _text(citation, "author"), _text(citation, "channel")
    body = _text(entry, "body")
    if not author or not channel or body is None:
        return
    known = said_by(author, channel)
    if not known:
        names = ", ".join(f"{each.author} in {each.channel}" for each in QUOTATIONS)
        message = f"no quotation of {author} in {channel} is known"
        yield Fault(number, place, message, f"known are: {names}; keep any other a draft")
        return
    exact = next((each for each in known if each.is_text(body)), None)
    if exact is None:
        message = f"the text differs from what {author} wrote in {channel}"
        mend = "copy it from the source, character for character, and add nothing"
        yield Fault(number, ("body",), message, mend)
    elif (citation.get("reactions"), citation.get("pinned") or False) != (
        exact.reactions,
        exact.pinned,
    ):
        pinned = "true" if exact.pinned else "false"
        mend = f"write reactions: {exact.reactions or 'null'} and pinned: {pinned}"
        message = "reactions or pinned differ from the source"
        yield Fault(number, place, message, mend)


def _wording(number: int, entry: Plain) -> Iterator[Fault]:
    for place, citation in _citations(entry):
        attributed = citation.get("use") == Use.ATTRIBUTED_PARAPHRASE
        if attributed and not _text(citation, "author"):
            mend = "add author: and the name, or write use: paraphrase"
            yield Fault(number, place, "an attributed paraphrase needs its author", mend)
    for field in ("title", "body"):
        if (_text(entry, field) or "").startswith(TO_BE_WRITTEN) and not _is_draft(entry):
            mend = "write it in words of your own, or put draft: true back"
            yield Fault(number, (field,), "this is still to be written", mend)
    body = _text(entry, "body")
    if entry.get("kind") == Kind.POINTER and body and not SAYS_NOT_HELD.search(body):
        mend = "say so in the text, for instance: that page is not in this library"
        yield Fault(number, ("body",), "a pointer must say that the page is not held", mend)

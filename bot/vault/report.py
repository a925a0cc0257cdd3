"""What an import did and what it leaves to a person, in plain words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from bot.guidance import Entry, Kind
from bot.vault.importing import Imported
from bot.vault.note import Remark
from bot.vault.relations import pointers_to
from bot.vault.theme import Draft, Library, Link, Theme
from bot.vault.words import shorten

_SHOWN = 70  # characters of a line that are said back
_COUNTED = (
    (Kind.PRINCIPLE, "principle", "principles"),
    (Kind.MISTAKE, "mistake", "mistakes"),
    (Kind.QUOTE, "quotation", "quotations"),
    (Kind.FIGURE, "figure", "figures"),
)


def report(imported: Imported, library: Library) -> str:
    """Return the report on every note, one below the other."""
    return "\n\n".join("\n".join(_theme(theme, library)) for theme in imported.themes)


def _theme(theme: Theme, library: Library) -> Iterator[str]:
    counts = Counter(draft.kind for draft in theme.drafts)
    kinds = [_count(counts[kind], one, many) for kind, one, many in _COUNTED if counts[kind]]
    drafts = _count(len(theme.drafts), "draft", "drafts")
    yield f"{theme.note.file}: {drafts} in guidance/{theme.file} ({', '.join(kinds)})."
    yield _source(theme)
    for pointer in pointers_to(theme.note.title, library.entries):
        yield f"  The pointer '{pointer}' says this page is not held: replace it when you publish."
    yield from _part("Quotations, word for word", list(_quotations(theme, library)))
    yield from _part(
        "Relations made",
        [f"line {link.line}: [[{link.page}]] to '{to}'" for link, to in _by_line(theme)],
    )
    yield from _part(
        "Relations not made, because no entry stands for the page",
        [f"line {link.line}: [[{link.page}]]" for link in theme.unrelated],
    )
    yield from _part("Not placed", [_remark(remark) for remark in sorted(theme.remarks, key=_line)])
    yield from _left_to_do(theme)


def _source(theme: Theme) -> str:
    if theme.added:
        return f"  Its source is new in sources.yaml: '{theme.source.id}'."
    return f"  Its source is in sources.yaml already: '{theme.source.id}'."


def _quotations(theme: Theme, library: Library) -> Iterator[str]:
    held = {entry.body: entry for entry in library.entries if entry.kind is Kind.QUOTE}
    for draft in theme.drafts:
        if draft.kind is Kind.QUOTE:
            yield f"line {draft.line}: {_said_by(draft, theme)}{_known(draft, held)}"


def _said_by(draft: Draft, theme: Theme) -> str:
    cited = draft.source
    months = (cited.date_range or theme.source.date_range or "").replace("/", " to ")
    reactions = None
    if cited.reactions is not None:
        reactions = _count(cited.reactions, "reaction", "reactions")
    told = (cited.author, cited.channel, months, reactions, "pinned" if cited.pinned else "")
    return ", ".join(filter(None, told))


def _known(draft: Draft, held: dict[str, Entry]) -> str:
    if entry := held.get(draft.body):
        return f"; the library has these words already, in '{entry.id}': keep one of the two"
    return (
        "; before it can be shown, an engineer adds its fingerprint to bot/guidance/quotations.py: "
        f"{sha256(draft.body.encode()).hexdigest()}"
    )


def _left_to_do(theme: Theme) -> Iterator[str]:
    untold = sum(not draft.topics and draft.kind is not Kind.FIGURE for draft in theme.drafts)
    if untold:
        have = "has" if untold == 1 else "have"
        yield (
            f"  {_count(untold, 'draft', 'drafts')} {have} no topic: name one to three before you "
            "take out the draft line."
        )
    if theme.aliases_taken:
        names = ", ".join(f"'{alias}'" for alias in theme.aliases_taken)
        yield f"  Aliases left out, because they are taken or cannot be typed: {names}."
    yield from _lines("Introducing lines, in the comment of what they introduce", theme.introduced)
    yield from _lines("Items below an item, in the comment of the one above", theme.nested)


def _lines(what: str, numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        yield f"  {what}: {', '.join(map(str, numbers))}."


def _part(name: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"  {name}:"
        yield from (f"    {line}" for line in lines)


def _remark(remark: Remark) -> str:
    return f"line {remark.line}: {shorten(remark.text, _SHOWN) or '(empty)'}: {remark.reason}"


def _line(remark: Remark) -> int:
    return remark.line


def _by_line(theme: Theme) -> list[tuple[Link, str]]:
    return sorted(theme.related.items())


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

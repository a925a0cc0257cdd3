"""A note of the community's vault: its front matter, its title and its sections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from bot.vault.blocks import Block, Heading, read_blocks
from bot.vault.words import one_line, unmarked


@dataclass(frozen=True)
class Remark:
    """A line of a note that needs a person's eye, and why; `line` is 0 for the note as a whole."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Section:
    """What stands below one heading; `heading` is empty above the first one."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Note:
    """A note as it was read. `file` is its name on disk, `confidence` what it says of itself."""

    file: str
    title: str
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    confidence: str | None
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...] = ()


def read_note(file: str, text: str) -> Note:
    """Read a note; `file` is its name, which is also its title if it gives no other.

    Any text gives a note. What cannot be read of it stands in its remarks.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front, remarks, first = _front_matter(lines)
    blocks = list(read_blocks(lines[first:], first + 1))
    heading = next((b for b in blocks if isinstance(b, Heading) and b.level == 1), None)
    stem = file.rpartition(".")[0] or file
    title = unmarked(heading.text if heading else "") or _text(front, "title") or one_line(stem)
    confidence = _text(front, "confidence")
    return Note(
        file=file,
        title=title or "Untitled",
        aliases=_texts(front, "aliases") or _texts(front, "alias"),
        tags=_texts(front, "tags"),
        confidence=confidence.lower() if confidence else None,
        sections=tuple(_sections(block for block in blocks if block is not heading)),
        remarks=tuple(remarks),
    )


def _front_matter(lines: Sequence[str]) -> tuple[Mapping[str, object], list[Remark], int]:
    """Return the fields above the note, what is wrong with them, and how many lines they take."""
    if not lines or lines[0].rstrip() != "---":
        return {}, [], 0
    ends = (n for n, line in enumerate(lines) if n and line.rstrip() in {"---", "..."})
    end = next(ends, None)
    if end is None:
        return {}, [Remark(1, "---", "the front matter has no closing ---; read as text")], 1
    try:
        # BaseLoader builds nothing but text, lists and mappings, so a date that does not exist
        # costs no alias.
        front = yaml.load("\n".join(lines[1:end]), Loader=yaml.BaseLoader)  # noqa: S506  see above
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        return {}, [Remark(line, lines[line - 1].strip(), _UNREADABLE)], end + 1
    if front is not None and front != "" and not isinstance(front, dict):
        return {}, [Remark(2, lines[1].strip(), _UNREADABLE)], end + 1
    return front or {}, [], end + 1


_UNREADABLE = "the front matter cannot be read as YAML, so its aliases are missing"


def _text(front: Mapping[str, object], field: str) -> str | None:
    value = front.get(field)
    return one_line(value) or None if isinstance(value, str) else None


def _texts(front: Mapping[str, object], field: str) -> tuple[str, ...]:
    """Return a list of words; older notes write it on one line with commas."""
    value = front.get(field)
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list):
        return ()
    return tuple(filter(None, (one_line(part) for part in parts if isinstance(part, str))))


def _sections(blocks: Iterable[Block]) -> list[Section]:
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Heading):
            sections.append((unmarked(block.text), []))
        else:
            sections[-1][1].append(block)
    return [Section(heading, tuple(found)) for heading, found in sections if found]

"""What one reading of the content has that another has not."""

from dataclasses import dataclass

from bot.content.reading import Content
from bot.guidance import Entry


@dataclass(frozen=True)
class Changes:
    """The ids of entries, drafts included, that came, went or read differently."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


def changes(before: Content, after: Content) -> Changes:
    """Compare the entries of two readings, each list in the order of the files."""
    old, new = _entries(before), _entries(after)
    return Changes(
        added=tuple(one for one in new if one not in old),
        removed=tuple(one for one in old if one not in new),
        changed=tuple(one for one in new if one in old and new[one] != old[one]),
    )


def _entries(content: Content) -> dict[str, Entry]:
    return {**content.guidance.entries, **content.guidance.drafts}

"""The state of the content, and what a reload has changed, as cards for the owner."""

from collections.abc import Sequence

import discord

from bot.content import Changes, Content, Problem, Shelf
from bot.interactions.cards import Card, text
from bot.interactions.wording import plain

_PROBLEMS = 10
_IDS = 10
_LONGEST_PROBLEM = 200
_ALL = "`biztalk content check` names every problem."


def status_card(shelf: Shelf, problems: Sequence[Problem], *, is_behind: bool) -> Card:
    """Show what is in use, and how the files are now."""
    files = "The files are as they were read."
    if is_behind:
        files = "The files have changed since then; `/content reload` takes them over."
    return Card(text("### Content in use", _state(shelf), files, _problems(problems)))


def refused_card(shelf: Shelf, problems: Sequence[Problem]) -> Card:
    """Say why a reload was refused."""
    kept = "The content in use stays as it was."
    return Card(text("### Not taken over", kept, _problems(problems), _state(shelf)))


def reloaded_card(shelf: Shelf, found: Changes) -> Card:
    """Say what a reload has changed."""
    lines = [
        f"- {kind}: {len(ids)}{_some(ids)}"
        for kind, ids in (
            ("Added", found.added),
            ("Removed", found.removed),
            ("Changed", found.changed),
        )
    ]
    return Card(text("### Taken over", "\n".join(lines), _state(shelf)))


def _state(shelf: Shelf) -> str:
    content: Content = shelf.content
    guidance = content.guidance
    counts = (
        f"- Entries: {len(guidance.entries)}, drafts: {len(guidance.drafts)}, "
        f"topics: {len(guidance.topics)}"
    )
    loaded = f"- Read: {discord.utils.format_dt(shelf.loaded_at, 'f')}"
    return "\n".join([counts, loaded, f"- Version: `{content.version}`"])


def _problems(problems: Sequence[Problem]) -> str | None:
    if not problems:
        return None
    lines = [f"- {plain(str(one), _LONGEST_PROBLEM)}" for one in problems[:_PROBLEMS]]
    if len(problems) > _PROBLEMS:
        lines.append(f"- and {len(problems) - _PROBLEMS} more")
    count = "One problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([f"{count} in the files:", *lines, _ALL])


def _some(ids: Sequence[str]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - _IDS} more" if len(ids) > _IDS else ""
    return f" ({', '.join(ids[:_IDS])}{more})"

"""The beginning of a new entry, for a curator to fill in."""

from collections.abc import Sequence
from datetime import date

import yaml

from bot.guidance import TO_BE_WRITTEN, Guidance, Kind, Topic, Use
from bot.guidance.text import plain

_LONGEST_LINE = 100  # characters of a title or an alias
_HEAD = (
    "# Put this into a file of content/guidance and write what is missing. Give it a telling id,\n"
    "# then run: biztalk content check. While it is a draft, nobody is shown it.\n"
)


def skeleton(
    question: str, guidance: Guidance, topics: Sequence[Topic], *, number: int, today: date
) -> str:
    """Write a draft entry for a question, as YAML that the check accepts as it stands.

    `topics` are those it may belong to, `number` tells it from other drafts made this way. The
    question becomes a name under which the entry is found, unless another entry has that name.
    """
    entry = {
        "id": _free_id(guidance, number),
        "title": _line(f"{TO_BE_WRITTEN} {question}"),
        "kind": str(Kind.PRINCIPLE),
        "topics": [topic.id for topic in topics] or list(guidance.topics)[:1],
        "aliases": _names(guidance, _line(question).lower()),
        "body": f"{TO_BE_WRITTEN} what the community knows about this, in 900 characters at most.",
        "sources": [
            {
                "doc": next(iter(guidance.sources)),
                "section": f"{TO_BE_WRITTEN} the heading it stands under",
                "use": str(Use.PARAPHRASE),
            }
        ],
        "reviewed": today,
        "draft": True,
    }
    written: str = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=88)
    return _HEAD + written


def _names(guidance: Guidance, name: str) -> list[str]:
    entries = (*guidance.entries.values(), *guidance.drafts.values())
    taken = {plain(one) for entry in entries for one in (entry.title, *entry.aliases)}
    return [name] if plain(name) and plain(name) not in taken else []


def _free_id(guidance: Guidance, number: int) -> str:
    taken = {*guidance.entries, *guidance.drafts}
    made, turn = f"asked-{number}", 1
    while made in taken:
        turn += 1
        made = f"asked-{number}-{turn}"
    return made


def _line(text: str) -> str:
    """Cut to what one line of an entry may hold; no back quote, which would end a code block."""
    return " ".join(text.replace("`", "'").split())[:_LONGEST_LINE].strip()

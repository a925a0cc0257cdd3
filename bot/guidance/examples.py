"""How people ask: phrases of which it is known which entry they mean, or that they mean none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.guidance.entries import Asked, Entry

OPENING = 300  # characters of a body that stand for it


@dataclass(frozen=True)
class Examples:
    """Phrases, and of each the number of its entry; ``len(entries)`` stands for elsewhere.

    Phrases of one entry stand together, in the order of the entries.
    """

    phrases: tuple[str, ...]
    owners: tuple[int, ...]


def collect(
    entries: Sequence[Entry], asked: Iterable[Asked], elsewhere: Iterable[Asked]
) -> Examples:
    """Names, opening and known questions of each entry, then the questions that have no answer."""
    questions: dict[str, list[str]] = {}
    for one in asked:
        questions.setdefault(one.id, []).extend(one.questions)
    phrases: list[str] = []
    owners: list[int] = []
    for number, entry in enumerate(entries):
        own = _phrases(entry, questions)
        phrases += own
        owners += [number] * len(own)
    strangers = [question for one in elsewhere for question in one.questions]
    return Examples((*phrases, *strangers), (*owners, *[len(entries)] * len(strangers)))


def _phrases(entry: Entry, questions: Mapping[str, Sequence[str]]) -> list[str]:
    opening = f"{entry.title}. {entry.body[:OPENING]}"
    return [entry.title, *entry.aliases, *questions.get(entry.id, ()), opening]

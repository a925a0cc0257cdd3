"""Files of texts and whole numbers that are declared one by one, as fields of a dataclass.

`bot.planning.declared` says within what bounds each has to be. Ids have hyphens where the names of
the fields have underscores.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import Field, fields
from typing import Any, TypeVar

from pydantic import StrictInt

from bot.content.framework import Part, TextPart, part_id
from bot.content.sentences import check_text
from bot.guidance import Fault, closest
from bot.planning.declared import LEAST, MOST, NAMES

Plain = Mapping[str, object]
Declared = Mapping[str, "Field[Any]"]
"""Fields of a dataclass by their ids in the file."""

WordsT = TypeVar("WordsT")


class WholePart(Part):
    """A whole number."""

    value: StrictInt


def declared_in(form: type[Any]) -> Declared:
    """Return what a dataclass declares, by the ids of the file."""
    return {part_id(one.name): one for one in fields(form)}


def made_of(form: type[WordsT], parts: Sequence[Part]) -> WordsT:
    """Make the dataclass of checked parts, which may hold others as well."""
    given: dict[str, object] = {}
    for part in parts:
        if isinstance(part, TextPart):
            given[part.id] = part.text
        elif isinstance(part, WholePart):
            given[part.id] = part.value
    return form(**{one.name: given[name] for name, one in declared_in(form).items()})


def check_declared(parts: Sequence[Plain], numbers: Declared, words: Declared) -> Iterator[Fault]:
    """Return every fault of declared numbers and texts as they stand."""
    for at, part in enumerate(parts):
        name, text, value = part.get("id"), part.get("text"), part.get("value")
        if name in words and isinstance(text, str):
            declared = words[str(name)].metadata
            yield from check_text(at, ("text",), text, declared[MOST], declared[NAMES])
        elif name in numbers and isinstance(value, int):
            least, most = (numbers[str(name)].metadata[bound] for bound in (LEAST, MOST))
            if not least <= value <= most:
                mend = f"write a whole number from {least} to {most}"
                yield Fault(at, ("value",), "this number cannot be", mend)


def check_known(parts: Sequence[Plain], known: Collection[str]) -> Iterator[Fault]:
    """Return every part whose id nothing knows."""
    for at, part in enumerate(parts):
        name = part.get("id")
        if isinstance(name, str) and name not in known:
            near = closest(name, known)
            mend = f"did you mean '{near}'?" if near else "take it out"
            yield Fault(at, ("id",), f"nothing is called '{name}'", mend)


def check_entries(parts: Sequence[Plain], entries: Collection[str] | None) -> Iterator[Fault]:
    """Return every entry that a part names and the guidance lacks; None if it cannot be known."""
    for at, part in enumerate(parts):
        named = part.get("entries")
        for index, one in enumerate(named if isinstance(named, list) else ()):
            if entries is not None and isinstance(one, str) and one not in entries:
                near = closest(one, entries)
                mend = f"did you mean '{near}'?" if near else "name another, or add that entry"
                yield Fault(at, ("entries", index), f"there is no entry '{one}'", mend)

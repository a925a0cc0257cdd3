"""`met.yaml`: the form of each of its parts, what is wrong with them, and what they make."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.content.declared import WholePart, check_declared, check_known, declared_in, made_of
from bot.content.framework import Part, StrayPart, TextPart
from bot.guidance import Fault
from bot.planning.met_words import MetGuide, Numbers, Words

NUMBERS, WORDS = declared_in(Numbers), declared_in(Words)

FORMS: Mapping[str, type[Part]] = {
    **dict.fromkeys(NUMBERS, WholePart),
    **dict.fromkeys(WORDS, TextPart),
}
"""Every part there has to be, by its id, with its form."""


def form_of(item: object) -> type[Part]:
    """The form that an item should have, by its id."""
    name = item.get("id") if isinstance(item, Mapping) else None
    return FORMS.get(name, StrayPart) if isinstance(name, str) else Part


def missing(ids: Collection[str]) -> list[str]:
    """Return the ids of the parts that are not among these."""
    return [name for name in FORMS if name not in ids]


def check(parts: Sequence[Mapping[str, object]]) -> Iterator[Fault]:
    """Return every fault that the form of a part cannot see, but for repeated and missing ones."""
    yield from check_known(parts, FORMS)
    yield from check_declared(parts, NUMBERS, WORDS)


def met_guide(parts: Sequence[Part]) -> MetGuide:
    """Make what /met says of checked parts."""
    return MetGuide(made_of(Numbers, parts), made_of(Words, parts))

"""`micronetwork.yaml`: the form of each of its parts, what is wrong with them, what they make."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from bot.content.declared import (
    WholePart,
    check_declared,
    check_entries,
    check_known,
    declared_in,
    made_of,
)
from bot.content.framework import Entries, Name, Part, StrayPart, TextPart
from bot.content.sentences import check_text
from bot.guidance import Fault
from bot.planning.goals import Reach
from bot.planning.micronetwork import Micronetwork, Numbers, Words
from bot.planning.network import RoleTemplate, Template

PartT = TypeVar("PartT", bound="Part")


class WordsPart(Part):
    """Words or phrases, in small letters."""

    words: Annotated[tuple[str, ...], Field(min_length=1)]


class RoleFields(BaseModel):
    """Whom a role takes: the least and the most people."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: Name
    people: tuple[int, int]
    origin: Annotated[str, Field(min_length=1, max_length=150)]


class TemplatePart(Part):
    """An example of the article to begin with."""

    name: Name
    goal: Annotated[str, Field(min_length=1, max_length=150)]
    want: Annotated[str, Field(max_length=600)]
    give: Annotated[str, Field(max_length=600)]
    roles: Annotated[tuple[RoleFields, ...], Field(max_length=10)]
    note: Annotated[str, Field(max_length=200)]
    entries: Entries


PHRASES, AUDIENCE, PEOPLE = "reach-phrases", "audience-words", "people-words"
NOT_NAMES = "not-names"
TEMPLATES = ("template-vip-show", "template-selling-pathway")

NUMBERS, WORDS = declared_in(Numbers), declared_in(Words)

FORMS: Mapping[str, type[Part]] = {
    **dict.fromkeys(NUMBERS, WholePart),
    **dict.fromkeys((PHRASES, AUDIENCE, PEOPLE, NOT_NAMES), WordsPart),
    **dict.fromkeys(TEMPLATES, TemplatePart),
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


def check(
    parts: Sequence[Mapping[str, object]], entries: Collection[str] | None
) -> Iterator[Fault]:
    """Return every fault that the form of a part cannot see, but for repeated and missing ones.

    `entries` are the ids of the guidance; None if they cannot be known, then none is checked.
    """
    yield from check_known(parts, FORMS)
    yield from check_declared(parts, NUMBERS, WORDS)
    yield from check_entries(parts, entries)
    for at, part in enumerate(parts):
        yield from _small(at, part)
        yield from _roles(at, part)
        if isinstance(note := part.get("note"), str) and note:
            yield from check_text(at, ("note",), note, 200, {"total"})


def micronetwork(parts: Sequence[Part]) -> Micronetwork:
    """Make what /micronetwork says of checked parts."""
    numbers = made_of(Numbers, parts)
    words = {part.id: part.words for part in _of(parts, WordsPart)}
    return Micronetwork(
        numbers=numbers,
        words=made_of(Words, parts),
        reach=Reach(
            large=numbers.large_number,
            phrases=words[PHRASES],
            audience=frozenset(words[AUDIENCE]),
            people=frozenset(words[PEOPLE]),
            not_names=frozenset(words[NOT_NAMES]),
        ),
        templates={one.id: one for one in (_template(part) for part in _of(parts, TemplatePart))},
    )


def _template(part: TemplatePart) -> Template:
    pairs = ((one, *one.people) for one in part.roles)
    roles = tuple(RoleTemplate(one.name, least, most, one.origin) for one, least, most in pairs)
    return Template(
        id=part.id.removeprefix("template-"),
        name=part.name,
        goal=part.goal,
        want=part.want,
        give=part.give,
        roles=roles,
        note=part.note,
        entries=part.entries,
    )


def _of(parts: Sequence[Part], form: type[PartT]) -> list[PartT]:
    return [part for part in parts if isinstance(part, form)]


def _small(at: int, part: Mapping[str, object]) -> Iterator[Fault]:
    words = part.get("words")
    for index, word in enumerate(words if isinstance(words, list) else ()):
        if not isinstance(word, str):
            continue
        if word != word.casefold():
            mend = f"write '{word.casefold()}'"
            yield Fault(at, ("words", index), f"'{word}' has capital letters", mend)
        braces = word.replace("{audience}", "")
        if "{" in braces or "}" in braces:
            mend = "only {audience} stands for other words here"
            yield Fault(at, ("words", index), f"'{word}' cannot be read", mend)


def _roles(at: int, part: Mapping[str, object]) -> Iterator[Fault]:
    roles = part.get("roles")
    for index, role in enumerate(roles if isinstance(roles, list) else ()):
        people = role.get("people") if isinstance(role, Mapping) else None
        if not isinstance(people, list) or [type(one) for one in people] != [int, int]:
            continue
        least, most = people
        if least > most or most < 1:
            mend = "write the least people and the most, such as [2, 3]"
            yield Fault(at, ("roles", index, "people"), f"{people} cannot be", mend)

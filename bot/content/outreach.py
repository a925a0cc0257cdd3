"""`outreach.yaml`: the form of each of its parts, what is wrong with them, and what they make."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import ConfigDict, Field

from bot.content.declared import (
    check_declared,
    check_entries,
    check_known,
    declared_in,
    made_of,
)
from bot.content.framework import Entries, Part, Sentence, StrayPart, TextPart
from bot.content.moderation import Spoken
from bot.guidance import Fault, Place, closest
from bot.moderation import UNLISTED, Malformed, Rule, Rules, SignalRule, classes_in, parse
from bot.planning.outreach import COMPUTED, Check, Kind, Outreach, Words

WORDS = declared_in(Words)

_BUILT_IN = ("number", "link")
_FOUND = "found"


class CheckPart(Part):
    """One thing to look for in a message."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    kind: Kind
    says: Sentence
    sources: Annotated[tuple[str, ...], Field(min_length=1, max_length=5)]
    entries: Entries
    about_music: bool = False
    signals: tuple[str, ...] = ()
    phrases: Spoken | None = None


def form_of(item: object) -> type[Part]:
    """The form that an item should have, by what it holds."""
    if not isinstance(item, Mapping):
        return Part
    if item.get("id") in WORDS:
        return TextPart
    return CheckPart if "kind" in item or item.get("id") in COMPUTED else StrayPart


def missing(ids: Collection[str]) -> list[str]:
    """Return the ids of the parts that are not among these and have to be."""
    return [name for name in (*COMPUTED, *WORDS) if name not in ids]


def check(
    parts: Sequence[Mapping[str, object]],
    entries: Collection[str] | None,
    known: Collection[str] | None,
) -> Iterator[Fault]:
    """Return every fault that the form of a part cannot see, but for repeated and missing ones.

    `entries` are the ids of the guidance, `known` those of `moderation.yaml`, signals and classes
    alike; None for what cannot be known, then none of it is checked.
    """
    strays = [part if form_of(part) is StrayPart else {} for part in parts]
    yield from check_known(strays, [*WORDS, *COMPUTED])
    yield from check_declared(parts, {}, WORDS)
    yield from check_entries(parts, entries)
    for at, part in enumerate(parts):
        if form_of(part) is not CheckPart:
            continue
        yield from _seen_by(at, part)
        for index, name in enumerate(_texts(part.get("signals"))):
            yield from _known(at, ("signals", index), name, known, "signal")
        yield from _phrases(at, part.get("phrases"), known)


def _seen_by(at: int, part: Mapping[str, object]) -> Iterator[Fault]:
    given = [field for field in ("phrases", "signals") if part.get(field)]
    computed = part.get("id") in COMPUTED
    if computed and given:
        message = "this is seen by what the other checks see"
        yield Fault(at, (given[0],), message, f"take {given[0]} out")
    elif not computed and not given:
        message = "nothing tells what it is seen by"
        yield Fault(at, (), message, "give it phrases, signals or both")


def _phrases(at: int, spoken: object, known: Collection[str] | None) -> Iterator[Fault]:
    for language, texts in spoken.items() if isinstance(spoken, Mapping) else ():
        for index, text in enumerate(_texts(texts)):
            place: Place = ("phrases", str(language), index)
            try:
                steps = parse(text)
            except Malformed as error:
                yield Fault(at, place, str(error), "correct it")
                continue
            for name in sorted(classes_in(steps) - {*_BUILT_IN, f"link {UNLISTED}"}):
                yield from _known(at, place, name.removeprefix("link "), known, "class")


def _known(
    at: int, place: Place, name: str, known: Collection[str] | None, thing: str
) -> Iterator[Fault]:
    if known is not None and name not in known:
        near = closest(name, known)
        mend = f"did you mean '{near}'?" if near else "take it out"
        yield Fault(at, place, f"moderation.yaml has no {thing} '{name}'", mend)


def _texts(value: object) -> list[str]:
    """The texts of a list; what is not text leaves an empty one, so that they count right."""
    return [one if isinstance(one, str) else "" for one in value] if isinstance(value, list) else []


def outreach(parts: Sequence[Part], rules: Rules) -> Outreach:
    """Make the checks of checked parts; `rules` are those that messages are judged by."""
    checks = [_check(part, rules) for part in parts if isinstance(part, CheckPart)]
    return Outreach({one.name: one for one in checks}, made_of(Words, parts))


def _check(part: CheckPart, rules: Rules) -> Check:
    return Check(
        name=part.id,
        kind=part.kind,
        sentence=part.says,
        sources=part.sources,
        entries=part.entries,
        about_music=part.about_music,
        sought=None if part.id in COMPUTED else _sought(part, rules),
    )


def _sought(part: CheckPart, rules: Rules) -> Rules:
    """Make rules under which any of a check's phrases and signals is found by itself."""
    named = [rules.signals[name] for name in part.signals]
    own = tuple(text for texts in (part.phrases or {}).values() for text in texts)
    found = SignalRule(
        name=_FOUND,
        rule=_FOUND,
        weight=1,
        sentence=part.says,
        phrases=(*own, *(text for one in named for text in one.phrases)),
    )
    links = SignalRule(
        name=f"{_FOUND}-link",
        rule=_FOUND,
        weight=1,
        sentence=part.says,
        links=tuple(name for one in named for name in one.links),
    )
    return Rules(
        rules={_FOUND: Rule(name=_FOUND, title=part.says, review=1, remove=2)},
        signals={one.name: one for one in (found, links) if one.phrases or one.links},
        classes=rules.classes,
        sites=rules.sites,
        measures=rules.measures,
        common=rules.common,
    )

"""What the form of one part of `moderation.yaml` cannot see: phrases, and what they refer to.

Every check reads plain data and passes over what is not of the expected form, as that has been
reported already.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.content.moderation import (
    FREQUENCIES,
    LADDER,
    MEASURES,
    SEEN_BY,
    ClassPart,
    NativePart,
    Part,
    RulePart,
    SignalPart,
    SitesPart,
    StrayPart,
    form_of,
    group,
)
from bot.content.moderation_native import check_native
from bot.guidance import Fault, Place, closest
from bot.moderation import ALLOWED, UNLISTED, Malformed, classes_in, parse

Plain = Mapping[str, object]

_BUILT_IN = ("number", "link")


def missing(ids: Collection[str]) -> list[str]:
    """Return the ids of the parts that are not among these and have to be."""
    return [name for name in (MEASURES, LADDER, *FREQUENCIES, ALLOWED) if name not in ids]


def check(parts: Sequence[Plain]) -> Iterator[Fault]:
    """Return every fault of parts as they stand, but for repeated and missing ones."""
    names = _Names(parts)
    for number, part in enumerate(parts):
        form = form_of(part)
        if form is StrayPart:
            mend = "give it title: (a rule), says: (a signal), words: (a class) or sites: (a list)"
            yield Fault(number, (), "nothing tells what this is", mend)
        elif form is RulePart:
            yield from _rule(number, part)
        elif form is SitesPart:
            yield from _sites(number, part)
        elif form is SignalPart:
            yield from _signal(number, part, names)
        elif form is NativePart:
            yield from check_native(number, part, parts)


class _Names:
    """The ids there are, of each kind."""

    def __init__(self, parts: Sequence[Plain]) -> None:
        self.rules = _ids(parts, RulePart)
        self.signals = _ids(parts, SignalPart)
        self.sites = [*_ids(parts, SitesPart), UNLISTED]
        own = [name for name in _ids(parts, ClassPart) if name not in FREQUENCIES]
        self.classes = [*own, *_BUILT_IN, *(f"link {name}" for name in self.sites)]
        self.together = {
            name
            for part in parts
            for written in _texts(part.get("together"))
            for name in group(written)
        }


def _ids(parts: Sequence[Plain], form: type[Part]) -> list[str]:
    ids = [part.get("id") for part in parts if form_of(part) is form]
    return [one for one in ids if isinstance(one, str)]


def _rule(number: int, part: Plain) -> Iterator[Fault]:
    review, remove = part.get("review"), part.get("remove")
    if isinstance(review, int) and isinstance(remove, int) and review >= remove:
        mend = f"write a number above {review}"
        yield Fault(number, ("remove",), "this is not above what is only looked at", mend)


def _sites(number: int, part: Plain) -> Iterator[Fault]:
    for index, site in enumerate(_texts(part.get("sites"))):
        host = site.split("/")[0]
        if "." not in host or site != site.lower() or " " in site or ":" in host:
            mend = "write it like example.org or example.org/shop, in small letters"
            yield Fault(number, ("sites", index), f"'{site}' is no site", mend)


def _signal(number: int, part: Plain, names: _Names) -> Iterator[Fault]:
    yield from _seen_by(number, part)
    yield from _weight(number, part, names)
    yield from _known(number, ("rule",), part.get("rule"), names.rules, "rule")
    for index, name in enumerate(_texts(part.get("links"))):
        yield from _known(number, ("links", index), name, names.sites, "list of sites")
    own = part.get("id")
    before = names.signals[: names.signals.index(own)] if isinstance(own, str) else []
    for field in ("together", "without"):
        for index, written in enumerate(_texts(part.get(field))):
            for name in group(written):
                place = (field, index)
                yield from _known(number, place, name, before, "signal above this one")
    for field in ("phrases", "asked"):
        yield from _phrases(number, field, part.get(field), names)


def _seen_by(number: int, part: Plain) -> Iterator[Fault]:
    given = [field for field in SEEN_BY if field in part]
    if len(given) != 1:
        message = (
            "nothing tells what it is seen by" if not given else f"it has {' and '.join(given)}"
        )
        yield Fault(number, (), message, f"give it one of {', '.join(SEEN_BY)}")


def _weight(number: int, part: Plain, names: _Names) -> Iterator[Fault]:
    other = any(field in part for field in ("at-least", "decides")) or (
        part.get("only-adds") is True and part.get("id") in names.together
    )
    if not part.get("weight") and not other and part.get("fact") != "quoted":
        mend = "give it weight: below 0 for the author, or above 0 against"
        yield Fault(number, ("weight",), "it weighs nothing", mend)


def _phrases(number: int, field: str, spoken: object, names: _Names) -> Iterator[Fault]:
    if not isinstance(spoken, Mapping):
        return
    for language, texts in spoken.items():
        for index, text in enumerate(_texts(texts)):
            place: Place = (field, str(language), index)
            try:
                steps = parse(text)
            except Malformed as error:
                yield Fault(number, place, str(error), "correct it")
                continue
            for name in sorted(classes_in(steps)):
                yield from _known(number, place, name, names.classes, "class")


def _known(
    number: int, place: Place, name: object, known: Sequence[str], thing: str
) -> Iterator[Fault]:
    if isinstance(name, str) and name not in known:
        near = closest(name, known)
        mend = f"did you mean '{near}'?" if near else "take it out, or add it"
        yield Fault(number, place, f"there is no {thing} '{name}'", mend)


def _texts(value: object) -> list[str]:
    """The texts of a list; what is not text leaves an empty one, so that they count right."""
    items = value if isinstance(value, list) else ()
    return [item if isinstance(item, str) else "" for item in items]

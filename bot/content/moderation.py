"""`moderation.yaml`: the form of each of its parts, and the rules that they make together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from bot.moderation import Action, Fact, Ladder, Measures, Rule, Rules, Rung, SignalRule, SiteList
from bot.moderation.native import Blatant

FREQUENCIES = {"common": 400, "frequent": 20}
"""Classes of words that are in many messages, and in how many more than others."""

MEASURES, LADDER, NATIVE = "measures", "ladder", "native"

PartT = TypeVar("PartT", bound="Part")

Texts = Annotated[tuple[str, ...], Field(min_length=1)]
Spoken = Annotated[dict[str, Texts], Field(min_length=1)]
"""Words or phrases by language."""


def _with_hyphens(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """One item of the file."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, alias_generator=_with_hyphens
    )

    id: str


class RulePart(Part):
    """A rule of the community, and the sums from which it acts."""

    title: Annotated[str, Field(min_length=1, max_length=60)]
    review: Annotated[int, Field(ge=1, le=1000)]
    remove: Annotated[int, Field(ge=1, le=1000)]


class MeasuresPart(Part):
    """From what on something counts."""

    same_within: Annotated[int, Field(ge=1)]
    same_channels: Annotated[int, Field(ge=1)]
    burst_within: Annotated[int, Field(ge=1)]
    burst_posts: Annotated[int, Field(ge=1)]
    words_with_link: Annotated[int, Field(ge=0)]
    words_around: Annotated[int, Field(ge=1)]
    links_to_one_site: Annotated[int, Field(ge=2)]


class RungFields(BaseModel):
    """What goes with a clear case."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_with_hyphens)

    strike: Annotated[int, Field(ge=0, le=9)]
    times_out: bool = False
    asks_moderators: bool = False


class LadderPart(Part):
    """The rungs from the first clear case of a member on."""

    rungs: Annotated[tuple[RungFields, ...], Field(min_length=1, max_length=10)]


class NativePart(Part):
    """What Discord's own AutoMod can be told of."""

    links: Texts
    phrases: Spoken


class ClassPart(Part):
    """Words that can stand for each other."""

    words: Spoken


class SitesPart(Part):
    """Sites that mean the same."""

    sites: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


class SignalPart(Part):
    """What speaks for or against a message."""

    rule: str
    weight: Annotated[int, Field(ge=-1000, le=1000)] = 0
    says: Annotated[str, Field(min_length=1, max_length=200)]
    phrases: Spoken | None = None
    asked: Spoken | None = None
    links: Texts | None = None
    fact: Fact | None = None
    disguises: Texts | None = None
    together: Texts | None = None
    without: tuple[str, ...] = ()
    elsewhere: Annotated[int, Field(ge=-1000, le=-1)] | None = None
    at_most: Action | None = None
    at_least: Action | None = None
    decides: Action | None = None
    only_adds: bool = False


class StrayPart(Part):
    """An item that nothing is known of: told once, whatever fields it has."""

    model_config = ConfigDict(extra="allow")


FORMS: Mapping[str, type[Part]] = {
    "rule": SignalPart,
    "says": SignalPart,
    "words": ClassPart,
    "sites": SitesPart,
    "parameters": SitesPart,
    "steps": SitesPart,
    "title": RulePart,
}
"""The fields that tell what an item is."""

SEEN_BY = ("phrases", "asked", "links", "fact", "disguises", "together")
"""The fields of a signal of which it has one."""


def form_of(item: object) -> type[Part]:
    """The form that an item should have, by what it holds."""
    if not isinstance(item, Mapping):
        return Part
    if item.get("id") == MEASURES:
        return MeasuresPart
    if item.get("id") == LADDER:
        return LadderPart
    if item.get("id") == NATIVE:
        return NativePart
    return next((form for field, form in FORMS.items() if field in item), StrayPart)


def group(written: str) -> tuple[str, ...]:
    """Read one item of `together`: a signal, or `this | that`."""
    return tuple(name.strip() for name in written.split("|"))


def rules(parts: Sequence[Part]) -> Rules:
    """Make the rules of checked parts."""
    classes = {part.id: _all(part.words) for part in _of(parts, ClassPart)}
    [measures] = _of(parts, MeasuresPart)
    [ladder] = _of(parts, LadderPart)
    return Rules(
        rules={
            part.id: Rule(name=part.id, title=part.title, review=part.review, remove=part.remove)
            for part in _of(parts, RulePart)
        },
        signals={part.id: _signal(part) for part in _of(parts, SignalPart)},
        classes={name: words for name, words in classes.items() if name not in FREQUENCIES},
        sites={
            part.id: SiteList(part.sites, part.parameters, part.steps)
            for part in _of(parts, SitesPart)
        },
        measures=Measures(**measures.model_dump(exclude={"id"})),
        common={
            word: often
            for name, often in reversed(FREQUENCIES.items())
            for word in classes.get(name, ())
        },
        ladder=Ladder(tuple(Rung(**one.model_dump()) for one in ladder.rungs)),
        native=next(map(_blatant, _of(parts, NativePart)), Blatant()),
    )


def _of(parts: Sequence[Part], form: type[PartT]) -> Iterator[PartT]:
    return (part for part in parts if isinstance(part, form))


def _all(spoken: Mapping[str, Sequence[str]] | None) -> tuple[str, ...]:
    return tuple(text for texts in (spoken or {}).values() for text in texts)


def _blatant(part: NativePart) -> Blatant:
    return Blatant(part.links, _all(part.phrases))


def _signal(part: SignalPart) -> SignalRule:
    return SignalRule(
        name=part.id,
        rule=part.rule,
        weight=part.weight,
        sentence=part.says,
        phrases=_all(part.phrases or part.asked),
        in_reply=part.asked is not None,
        links=part.links or (),
        fact=part.fact,
        disguises=frozenset(part.disguises or ()),
        together=tuple(group(one) for one in part.together or ()),
        without=frozenset(part.without),
        elsewhere=part.elsewhere,
        at_most=part.at_most,
        at_least=part.at_least,
        decides=part.decides,
        only_adds=part.only_adds,
    )

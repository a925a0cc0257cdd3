"""What is judged by: rules, the signals that speak for or against them, and what they are made of.

All of it stands in `moderation.yaml`; `bot.content` reads and checks it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bot.moderation.ladder import NO_LADDER, Ladder
from bot.moderation.native import NOTHING_BLATANT, Blatant
from bot.moderation.phrases import Phrases
from bot.moderation.sites import UNLISTED, SiteList, Sites


class Action(StrEnum):
    """What becomes of a message."""

    ALLOW = "allow"
    REVIEW = "review"
    REMOVE = "remove"

    @property
    def strength(self) -> int:
        """0 for the mildest."""
        return _STRENGTHS[self]


_STRENGTHS = {action: strength for strength, action in enumerate(Action)}


class Fact(StrEnum):
    """What can be known of a message besides its words and links."""

    EXEMPT = "exempt"
    """The place or the author is exempt."""
    STAFF = "staff"
    """The author looks after the community."""
    UNREAD = "unread"
    """A part could not be read."""
    NEW_WITH_LINK = "new-with-link"
    """The author's first message holds a link that is not on the list of allowed ones."""
    SAME_ELSEWHERE = "same-elsewhere"
    """The author has posted the same in other channels lately."""
    BURST = "burst"
    """The author has posted a lot in a short time."""
    LINKS_ONLY = "links-only"
    """There is a link that is not on the list of allowed ones, and hardly a word with it."""
    FLOOD_OF_LINKS = "flood-of-links"
    """Many links lead to one site that is not on the list of allowed ones."""
    QUOTED = "quoted"
    """Words stand in quotation marks, and there are others around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRule:
    """What a signal is seen by, what it weighs, and what is said of it.

    It is seen by one of: `phrases`, sought in the message or, with `in_reply`, in the message that
    it answers; `links` to sites of these lists; a `fact`; `disguises` of words that were found all
    the same; or other signals standing `together` (one of each group). It does not count where one
    of `without` is there. A signal that `only_adds` counts beside others against the message, and
    is not even sought without one. One that speaks for the author weighs what `elsewhere` says if
    nothing against the message stands in its sentence. `at_most` holds a message down that has no
    other signal against it; `at_least` and `decides` go before the sum.
    """

    name: str
    rule: str
    weight: int
    sentence: str
    phrases: tuple[str, ...] = ()
    in_reply: bool = False
    links: tuple[str, ...] = ()
    fact: Fact | None = None
    disguises: frozenset[str] = frozenset()
    together: tuple[tuple[str, ...], ...] = ()
    without: frozenset[str] = frozenset()
    elsewhere: int | None = None
    at_most: Action | None = None
    at_least: Action | None = None
    decides: Action | None = None
    only_adds: bool = False

    @property
    def leads(self) -> bool:
        """Whether it speaks against a message by itself."""
        return self.weight > 0 and not self.only_adds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the community: from which sum on a message is looked at, and from which removed."""

    name: str
    title: str
    review: int
    remove: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """From what on something counts: times in seconds, numbers of posts, words and links."""

    same_within: int
    same_channels: int
    burst_within: int
    burst_posts: int
    words_with_link: int
    words_around: int
    links_to_one_site: int


@dataclass(frozen=True)
class Rules:
    """Everything that a message is judged by, made ready once."""

    rules: Mapping[str, Rule]
    signals: Mapping[str, SignalRule]
    classes: Mapping[str, Sequence[str]]
    sites: Mapping[str, SiteList]
    measures: Measures
    common: Mapping[str, int] = field(default_factory=dict)
    """How often words stand in any message, where often: phrases are looked for by others."""
    ladder: Ladder = NO_LADDER
    native: Blatant = NOTHING_BLATANT
    """What goes with clear cases of a member, from the first."""

    @cached_property
    def known_sites(self) -> Sites:
        """The lists of sites, ready to be asked."""
        return Sites(self.sites)

    @cached_property
    def leading(self) -> Phrases:
        """The phrases that can speak against a message by themselves."""
        return self._phrases(lambda one: not one.in_reply and one.leads)

    @cached_property
    def adding(self) -> Phrases:
        """The phrases that count only beside others: these are sought when something was found."""
        return self._phrases(lambda one: not one.in_reply and not one.leads)

    @cached_property
    def asked(self) -> Phrases:
        """The phrases sought in the message that is answered."""
        return self._phrases(lambda one: one.in_reply)

    def linked(self, sites: str) -> tuple[SignalRule, ...]:
        """The signals that a link to a site of a list is."""
        return self._by_sites.get(sites, ())

    def opens(self, sites: str) -> bool:
        """Whether a link to a site of a list is reason enough to look for every signal.

        It is if it speaks against the message by itself, or would beside one that is not sought
        otherwise.
        """
        return sites in self._opening

    @cached_property
    def _opening(self) -> frozenset[str]:
        return frozenset(
            name for name in self._by_sites if any(self._opens(one) for one in self.linked(name))
        )

    def _opens(self, link: SignalRule) -> bool:
        return link.leads or any(
            one.leads and all(self._found_late(group, link.name) for group in one.together)
            for one in self.signals.values()
            if any(link.name in group for group in one.together)
        )

    def _found_late(self, group: Sequence[str], link: str) -> bool:
        return link in group or any(not self.signals[name].leads for name in group)

    @cached_property
    def _by_sites(self) -> Mapping[str, tuple[SignalRule, ...]]:
        return {
            name: tuple(one for one in self.signals.values() if name in one.links)
            for name in (*self.sites, UNLISTED)
        }

    @cached_property
    def following(self) -> tuple[SignalRule, ...]:
        """The signals that are others standing together, in the order of the rules."""
        return tuple(one for one in self.signals.values() if one.together)

    @cached_property
    def hiding(self) -> tuple[SignalRule, ...]:
        """The signals that disguises are."""
        return tuple(one for one in self.signals.values() if one.disguises)

    def seen_by(self, fact: Fact) -> tuple[SignalRule, ...]:
        """The signals that a fact is."""
        return self._by_fact[fact]

    @cached_property
    def _by_fact(self) -> Mapping[Fact, tuple[SignalRule, ...]]:
        return {
            fact: tuple(one for one in self.signals.values() if one.fact is fact) for fact in Fact
        }

    def _phrases(self, wanted: Callable[[SignalRule], bool]) -> Phrases:
        written = {
            one.name: one.phrases for one in self.signals.values() if one.phrases and wanted(one)
        }
        return Phrases(written, self.classes, sites=(*self.sites, UNLISTED), costs=self.common)

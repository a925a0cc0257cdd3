"""A message to an artist, held against the natural and the transactional approach (S15 to S24).

It is looked at with the eyes of the community's own rules, which see through spelling and
disguise; what is made of it is another matter here, and nothing is decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.moderation import Rules, judge, said
from bot.planning.declared import declare_text

NO_MUSIC, PITCH_FIRST = "no-music", "pitch-first"
"""The checks that are seen by what the others see."""

COMPUTED = (NO_MUSIC, PITCH_FIRST)


class Kind(StrEnum):
    """What a check speaks for."""

    PITCH = "pitch"
    GOOD = "good"


@dataclass(frozen=True, kw_only=True)
class Words:
    """Every single text by its name; `outreach.yaml` says where each is used."""

    reads_as_pitch: str = declare_text(200)
    reads_as_person: str = declare_text(200)
    says_little: str = declare_text(300)
    pitch_heading: str = declare_text(60)
    good_heading: str = declare_text(60)
    only_english: str = declare_text(200)
    kept: str = declare_text(200)
    blank: str = declare_text(200)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing to look for, what is said of it, and the entries that help.

    `sought` are rules of which any signal shows that it is there; None for the computed ones.
    `about_music`: it speaks of the artist's own music.
    """

    name: str
    kind: Kind
    sentence: str
    sources: tuple[str, ...]
    entries: tuple[str, ...]
    about_music: bool
    sought: Rules | None


@dataclass(frozen=True)
class Outreach:
    """All of it, in the curators' order."""

    checks: Mapping[str, Check]
    words: Words


@dataclass(frozen=True)
class Seen:
    """A check that was found, and the words in which, from one character to another."""

    check: Check
    span: tuple[int, int] | None


@dataclass(frozen=True)
class Held:
    """What a message shows, in the curators' order."""

    pitch: tuple[Seen, ...]
    good: tuple[Seen, ...]

    def entries(self, most: int) -> tuple[str, ...]:
        """Return the entries that help, the most needed first: for every pitch one, then more."""
        lists = [seen.check.entries for seen in self.pitch or self.good]
        longest = max(map(len, lists), default=0)
        ordered = [one[n] for n in range(longest) for one in lists if n < len(one)]
        return tuple(dict.fromkeys(ordered))[:most]


def hold(text: str, outreach: Outreach) -> Held:
    """Hold a message against every check. It takes a moment for a long one; never raises."""
    seen = [
        Seen(check, span)
        for check in outreach.checks.values()
        if check.sought is not None and (span := _found(text, check.sought)) is not None
    ]
    pitch = list(_apart(one for one in seen if one.check.kind is Kind.PITCH))
    good = [one for one in seen if one.check.kind is Kind.GOOD]
    music = [one for one in good if one.check.about_music]
    if not music:
        if pitch:
            pitch.append(Seen(outreach.checks[NO_MUSIC], None))
    elif pitch and _first(pitch) < _first(music):
        pitch.append(Seen(outreach.checks[PITCH_FIRST], None))
    return Held(tuple(pitch), tuple(good))


def _apart(seen: Iterable[Seen]) -> Iterator[Seen]:
    """Yield what was seen in words of its own: the same words count once."""
    taken: list[tuple[int, int]] = []
    for one in seen:
        start, end = one.span or (0, 0)
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            yield one


def _found(text: str, sought: Rules) -> tuple[int, int] | None:
    """Return the first words in which any of the signals is, or None."""
    return min((signal.span for signal in judge(said(text), sought).signals), default=None)


def _first(seen: Sequence[Seen]) -> int:
    return min(one.span[0] for one in seen if one.span is not None)

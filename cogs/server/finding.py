"""Which of a server's channels and roles may be meant by a setting, from how they are called.

Pure: nothing here knows Discord. What fits two equally well is left to people.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from cogs.server import words
from cogs.server.words import Phrases, said


@dataclass(frozen=True, slots=True)
class Place:
    """A channel; `is_open` if everybody may read it, `is_seen` and `is_writable` for the bot."""

    id: int
    name: str
    topic: str = ""
    is_forum: bool = False
    is_seen: bool = True
    is_writable: bool = True
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Rank:
    """A role that people can hold: neither everybody's nor one that belongs to a bot."""

    id: int
    name: str
    manages_messages: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What a server has; `locale` is the language it prefers, as Discord spells it."""

    places: Sequence[Place] = ()
    ranks: Sequence[Rank] = ()
    locale: str = "en-US"


@dataclass(frozen=True, slots=True)
class Guess:
    """What fits best, and why in a few words."""

    id: int
    why: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """What may fit, and why none of it was chosen.

    There are several that fit equally well, the bot cannot see what fits best, or everybody can
    read what is called a log.
    """

    ids: tuple[int, ...]
    why: Literal["several", "unseen", "open"] = "several"


Finding: TypeAlias = Guess | Unsure | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for each setting."""

    biz_talk: Finding = None
    log: Finding = None
    show_work: Finding = None
    role: Finding = None
    zone: str | None = None


_BY_NAME, _BY_TOPIC = "by its name", "by its topic"
_ALSO_MANAGES = "by its name and permissions"
_ALONE = "the only role that holds Manage Messages"


def find(layout: Layout) -> Found:
    """Find what each setting may mean; the order of channels and roles makes no difference."""
    texts = [one for one in layout.places if not one.is_forum]
    return Found(
        biz_talk=_channel(texts, words.BIZ_TALK),
        log=_log(texts),
        show_work=_channel(layout.places, words.SHOW_WORK),
        role=_role(layout.ranks),
        zone=words.ZONES.get(layout.locale),
    )


@dataclass(order=True, slots=True)
class _Candidate:
    rank: tuple[int, ...]  # the lowest is the best; it begins with the tier of the name
    id: int
    why: str = field(compare=False)
    is_seen: bool = field(compare=False, default=True)


def _channel(places: Iterable[Place], phrases: Phrases) -> Finding:
    """Take the channel with the best name, one in which the bot can write before others.

    A better one that the bot cannot see is named instead, and never taken: that is how a private
    channel looks to a bot that has just come.
    """
    candidates = [
        _Candidate((*rank, not one.is_writable), one.id, why, one.is_seen)
        for one in places
        for rank, why in _fits(one, phrases)
    ]
    seen = [one for one in candidates if one.is_seen]
    best, best_seen = min(candidates, default=None), min(seen, default=None)
    if best is not None and (best_seen is None or best.rank[0] < best_seen.rank[0]):
        ids = sorted(one.id for one in candidates if one.rank == best.rank)
        return Unsure(tuple(ids), "unseen")
    return _best(seen)


def _log(places: Iterable[Place]) -> Finding:
    """Take the best that moderators have to themselves; else name the one that is open."""
    called = list(places)
    found = _channel([one for one in called if not one.is_open], words.LOG)
    if found is not None:
        return found
    exposed = _channel([one for one in called if one.is_open], words.LOG_FOR_SURE)
    return Unsure((exposed.id,), "open") if isinstance(exposed, Guess) else None


def _role(ranks: Iterable[Rank]) -> Finding:
    roles = list(ranks)
    ranked = (
        _Candidate(
            (not one.manages_messages, *rank),
            one.id,
            _ALSO_MANAGES if one.manages_messages else _BY_NAME,
        )
        for one in roles
        if (rank := _fit(one.name, words.ROLE)) is not None
    )
    managing = [one.id for one in roles if one.manages_messages]
    found = _best(ranked)
    if found is None and len(managing) == 1:
        return Guess(managing[0], _ALONE)
    return found


def _best(ranked: Iterable[_Candidate]) -> Finding:
    candidates = sorted(ranked)
    if not candidates:
        return None
    best = [one for one in candidates if one.rank == candidates[0].rank]
    if len(best) > 1:
        return Unsure(tuple(one.id for one in best))
    return Guess(best[0].id, best[0].why)


def _fits(place: Place, phrases: Phrases) -> Iterator[tuple[tuple[int, int], str]]:
    by_name = _fit(place.name, phrases)
    if by_name is not None:
        yield by_name, _BY_NAME
    elif not _unfit(place.name, phrases) and _holds(place.topic, phrases.topics):
        yield (len(phrases.tiers), 0), _BY_TOPIC


def _fit(name: str, phrases: Phrases) -> tuple[int, int] | None:
    """Rank a name: by how telling the phrase in it is, then whether it says nothing else."""
    if _unfit(name, phrases):
        return None
    whole = said(name).replace(" ", "")
    for tier, known in enumerate(phrases.tiers):
        if any(whole == one.replace(" ", "") for one in known):
            return (tier, 0)
        if _holds(name, known):
            return (tier, 1)
    return None


def _unfit(name: str, phrases: Phrases) -> bool:
    return not phrases.never.isdisjoint(said(name).split())


def _holds(text: str, known: Iterable[str]) -> bool:
    around = f" {said(text)} "
    return any(f" {one} " in around for one in known)

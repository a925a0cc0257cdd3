"""What there is to judge: everything a message says, who says it, and in answer to what."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where in a message a text stands."""

    CONTENT = "content"
    EMBED = "embed"
    ATTACHMENT = "attachment"
    FORWARD = "forward"
    POLL = "poll"
    STICKER = "sticker"
    COMPONENT = "component"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a message as Discord holds it."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Author:
    """What is known of the author."""

    is_new: bool = False
    """This is the author's first message in the community."""
    is_staff: bool = False
    """The author looks after the community."""


@dataclass(frozen=True, slots=True)
class Recent:
    """An earlier post of the same author: no words, only a keyed hash of its folded text."""

    key: str
    channel: int
    age: float
    """In seconds, before the message that is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One message.

    `reply_to` is the text of the message that it answers. `key` and `channel` are its own, to be
    compared with those of `recent`; without a key nothing is compared. `unread` names parts that
    are there but could not be read. `allowed_domains` are registered domains that the community
    allows besides the list in the rules.
    """

    parts: tuple[Part, ...]
    author: Author = Author()
    reply_to: str | None = None
    recent: tuple[Recent, ...] = ()
    key: str = ""
    channel: int = 0
    exempt: bool = False
    unread: tuple[Place, ...] = ()
    allowed_domains: frozenset[str] = frozenset()


def said(text: str, *, reply_to: str | None = None) -> Facts:
    """A message of nothing but text, by somebody who is no stranger."""
    return Facts(parts=(Part(Place.CONTENT, text),), reply_to=reply_to)

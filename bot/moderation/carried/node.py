"""Gathering the texts of a message from JSON that may be anything; nothing here raises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.moderation.carried.raw import is_array, is_object
from bot.moderation.facts import Part, Place

MOST_CHARACTERS = 16_000
"""Of all texts together. A message of 4,000 with embeds of 6,000 and ten described files fits."""

MOST_PARTS = 300

MOST_DEPTH = 16
"""Discord nests a text in a container of an embed of a forward; that is half as deep."""


@dataclass(slots=True)
class Gathered:
    """The texts in reading order, and where something is that was not read.

    `previews` are numbers of `parts`.
    """

    parts: list[Part] = field(default_factory=list)
    previews: set[int] = field(default_factory=set)
    unread: dict[Place, None] = field(default_factory=dict)
    left: int = MOST_CHARACTERS

    @property
    def is_full(self) -> bool:
        """Whether nothing more is taken."""
        return not self.left or len(self.parts) >= MOST_PARTS

    def take(self, place: Place, text: str, *, preview: bool) -> None:
        """Take a text as it is; what does not fit is unread."""
        if not text or text.isspace():
            return
        if self.is_full or len(text) > self.left:
            self.unread[place] = None
            text = "" if self.is_full else text[: self.left]
        if text:
            if preview:
                self.previews.add(len(self.parts))
            self.left -= len(text)
            self.parts.append(Part(place, text))


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON object of a message, in a place of it. What is null or missing is not there."""

    members: Mapping[str, object]
    place: Place
    into: Gathered
    preview: bool = False
    depth: int = 0

    def text(self, key: str) -> str:
        """The text under this key, "" if there is none."""
        value = self.members.get(key)
        if isinstance(value, str):
            return value
        if value is not None:
            self.miss()
        return ""

    def say(self, *texts: str) -> None:
        """Gather these texts as one part, in which an address stands beside its label."""
        self.into.take(self.place, " ".join(filter(None, texts)), preview=self.preview)

    def tell(self, *keys: str) -> None:
        """Gather the text under each of these keys."""
        for key in keys:
            self.say(self.text(key))

    def miss(self, place: Place | None = None) -> None:
        """Note that something here cannot be read."""
        self.into.unread[self._inside(place)] = None

    def inner(self, key: str, place: Place | None = None) -> "Node | None":
        """The object under this key."""
        value = self.members.get(key)
        return None if value is None else self.under(value, place)

    def each(self, key: str, place: Place | None = None) -> Iterator["Node"]:
        """The objects of the array under this key."""
        values = self.members.get(key)
        if not values and (values is None or is_array(values)):
            return
        if not is_array(values):
            self.miss(place)
            return
        for value in values:
            node = self.under(value, place)
            if node is not None:
                yield node

    def under(self, value: object, place: Place | None = None) -> "Node | None":
        """This value as an object within this one."""
        if not is_object(value) or self.depth >= MOST_DEPTH or self.into.is_full:
            self.miss(place)
            return None
        return Node(value, self._inside(place), self.into, self.preview, self.depth + 1)

    def _inside(self, place: Place | None) -> Place:
        """What is in a forward is in the forward, whatever it is."""
        return self.place if place is None or self.place is Place.FORWARD else place

"""Tips for tests, and what a guild gets of them."""

from collections.abc import Iterable, Sequence
from itertools import islice

from bot.guidance import Citation
from bot.tips import Tip, coming

SOURCE = Citation.model_validate({"doc": "note", "use": "paraphrase"})


def tip(n: int, name: str | None = None) -> Tip:
    """A tip that belongs to an entry of its own, `e-` and its id."""
    name = name or f"t{n}"
    return Tip(id=name, n=n, text=f"Tip {name}.", entry=f"e-{name}", sources=(SOURCE,))


def tips(*numbers: int) -> list[Tip]:
    return [tip(n) for n in numbers]


def entries(of: Iterable[Tip]) -> set[str]:
    return {one.entry for one in of}


def following(of: Sequence[Tip], used: Sequence[str], count: int) -> list[str]:
    """The ids that follow while every entry is shown and nothing changes."""
    return [one.id for one in islice(coming(of, used, entries(of)), count)]

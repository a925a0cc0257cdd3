"""The language that phrases are written in.

`{hear} (out) {mine} ..2 [song|new tune]`: words as they are; `{class}` for any word of a class;
`[this|that one|{class}]` for one of several, `(this|that one)` for one of them or nothing; without
spaces in them, `this|that` will do; `..2` for up to two words of any kind, within one sentence.
`{number}`, `{link}` and `{link NAME}`, a link to a site of that list, are classes that are always
there.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.moderation.tokens import split

MOST_STEPS, MOST_OPTIONAL, MOST_GAP = 10, 4, 8

_PIECE = re.compile(
    r"(?:\.\.(?P<gap>\d)|\[(?P<one>[^][()]+)\]|\((?P<maybe>[^][()]+)\)"
    r"|(?P<word>(?!\.\.)(?:\{[^{}]*\}|[^][\s(){}])+))"
    r"(?!\S)"
)
_CHOICE = re.compile(r"\{[a-z][a-z0-9 -]*\}|[^{}|\s]+(?: [^{}|\s]+)*")


class Malformed(ValueError):
    """A phrase that cannot be read; the message says how to write it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase: its choices, and how many other words may stand before it."""

    choices: tuple[str, ...]
    gap: int = 0
    optional: bool = False

    @property
    def name(self) -> str:
        """The choices as one name, the same for the same choices."""
        return "|".join(self.choices)


def parse(phrase: str) -> tuple[Step, ...]:
    """Read a phrase; raises `Malformed`."""
    steps: list[Step] = []
    gap = place = 0
    while place < len(phrase):
        if phrase[place] == " ":
            place += 1
            continue
        found = _PIECE.match(phrase, place)
        if found is None:
            msg = f"'{phrase[place:]}' is not written like {{class}}, [this|that] or ..3"
            raise Malformed(msg)
        place = found.end()
        if found["gap"]:
            gap += int(found["gap"])
        else:
            steps.append(Step(_choices(found), gap, optional=bool(found["maybe"])))
            gap = 0
    _check(steps, gap)
    return tuple(steps)


def _choices(found: re.Match[str]) -> tuple[str, ...]:
    choices = tuple((found["one"] or found["maybe"] or found["word"]).split("|"))
    for choice in choices:
        if not _CHOICE.fullmatch(choice) or not (choice.startswith("{") or split(choice)):
            msg = f"'{choice}' in '{found.group()}' is neither words nor a {{class}}"
            raise Malformed(msg)
    return choices


def _check(steps: list[Step], gap: int) -> None:
    if all(step.optional for step in steps):
        raise Malformed("at least one word has to be there")
    if gap or (steps[0].gap):
        raise Malformed("a gap such as ..3 stands between two words")
    if len(steps) > MOST_STEPS or sum(step.optional for step in steps) > MOST_OPTIONAL:
        msg = f"at most {MOST_STEPS} words, {MOST_OPTIONAL} of them in brackets"
        raise Malformed(msg)
    if sum(step.gap for step in steps) > MOST_GAP:
        msg = f"the gaps come to more than {MOST_GAP} words"
        raise Malformed(msg)


def variants(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Every way to write a phrase, with and without what may be missing.

    The gap before a missing word is added to the one before the next word.
    """
    yield from _variants(steps, 0, 0)


def _variants(steps: tuple[Step, ...], number: int, carried: int) -> Iterator[tuple[Step, ...]]:
    if number == len(steps):
        yield ()
        return
    step = steps[number]
    gap = step.gap + carried
    for rest in _variants(steps, number + 1, 0):
        yield (Step(step.choices, gap), *rest)
    if step.optional:
        yield from _variants(steps, number + 1, gap)


def classes_in(steps: Collection[Step]) -> set[str]:
    """The names of the classes that a phrase uses, without their braces."""
    return {choice[1:-1] for step in steps for choice in step.choices if choice.startswith("{")}

r"""Whether a pattern is one that Rust's engine takes, which is AutoMod's.

https://docs.rs/regex/latest/regex/#syntax. Only what we write ourselves is known here: literal
characters, classes in brackets, the classes and edges ``\d \s \w \b`` with their opposites, groups
that capture nothing, alternatives, repetitions, ``^`` and ``$``, and ``(?i)`` at the beginning.
Whatever else Rust may take is refused, and above all what it does not: look-around, and references
back. So a pattern that passes here is never refused by Discord.
"""

import re

_FLAGS = "(?i)"
_SIGNS = frozenset(r"\.+*?()|[]{}^$#&-~" + '"')
r"""Signs that may stand after a backslash for themselves; of these, ``"`` need not."""

_CLASSES, _EDGES = frozenset("dDsSwW"), frozenset("bB")
_TIMES = re.compile(r"\{(?P<least>\d{1,4})(?:,(?P<most>\d{0,4}))?\}")
_MOST_TIMES = 500
"""As many times may be counted in one pattern; Rust's engine refuses what grows too large."""


class BadPattern(ValueError):
    """A pattern that is not known to be one of Rust's; the message says why."""


def check(pattern: str) -> None:
    """Raise `BadPattern` for a pattern that Rust's engine would not take, or might not."""
    reading = _Reading(pattern, len(_FLAGS) if pattern.startswith(_FLAGS) else 0)
    reading.alternatives()
    if reading.at < len(pattern):
        raise BadPattern("a bracket closes that was not opened")


class _Reading:
    """One walk through a pattern, from left to right."""

    def __init__(self, pattern: str, at: int) -> None:
        self._pattern, self.at, self._times_left = pattern, at, _MOST_TIMES

    def alternatives(self) -> None:
        """Read up to the end, or the bracket that ends the group."""
        while self._here not in ("", ")"):
            if self._here == "|":
                self.at += 1
            else:
                self._repeated()

    @property
    def _here(self) -> str:
        return self._pattern[self.at : self.at + 1]

    def _repeated(self) -> None:
        is_group = self._here == "("
        repeatable = self._one()
        if self._here in ("*", "+", "?"):
            self.at += 1
        elif self._here == "{":
            if is_group:
                raise BadPattern("a group is repeated a number of times")
            self._times()
        else:
            return
        if not repeatable:
            raise BadPattern("an edge is repeated")
        if self._here == "?":
            self.at += 1
        if self._here in ("*", "+", "?", "{"):
            raise BadPattern("a repetition is repeated")

    def _times(self) -> None:
        found = _TIMES.match(self._pattern, self.at)
        if found is None:
            raise BadPattern("a brace is not followed by numbers")
        least, most = int(found["least"]), int(found["most"] or found["least"])
        self._times_left -= most
        if least > most or self._times_left < 0:
            raise BadPattern("a repetition has its numbers the wrong way round, or too large ones")
        self.at = found.end()

    def _one(self) -> bool:
        """Read what can stand alone; return whether it can be repeated."""
        match self._here:
            case "(":
                self._group()
            case "[":
                self._class()
            case "\\":
                return self._escaped() not in _EDGES
            case "^" | "$":
                self.at += 1
                return False
            case "*" | "+" | "?" | "{":
                raise BadPattern("there is nothing to repeat")
            case "]" | "}":
                raise BadPattern("a bracket closes that was not opened")
            case _:
                self.at += 1
        return True

    def _group(self) -> None:
        if not self._pattern.startswith("(?:", self.at):
            raise BadPattern("a group does not begin with (?:")
        self.at += 3
        self.alternatives()
        if self._here != ")":
            raise BadPattern("a group does not end")
        self.at += 1

    def _escaped(self) -> str:
        sign = self._pattern[self.at + 1 : self.at + 2]
        if sign not in _SIGNS | _CLASSES | _EDGES or not sign:
            raise BadPattern("a backslash stands before what needs none, or means something else")
        self.at += 2
        return sign

    def _class(self) -> None:
        self.at += 1
        if self._here == "^":
            self.at += 1
        first = self.at
        while self._here != "]":
            self._in_class()
        if self.at == first:
            raise BadPattern("there is nothing in the brackets")
        self.at += 1

    def _in_class(self) -> None:
        match self._here:
            case "":
                raise BadPattern("the brackets do not close")
            case "\\":
                if self._escaped() in _EDGES:
                    raise BadPattern("there are no edges within brackets")
            case "[" | "-" | "&" | "~" | "^":
                # Rust reads classes within classes, ranges and set operations into them.
                raise BadPattern("within brackets this sign needs a backslash")
            case _:
                self.at += 1

r"""Regular expressions as AutoMod takes them, which is Rust's syntax, made into Python's.

https://docs.rs/regex/latest/regex/#syntax. What Rust refuses is refused: look-around,
backreferences, conditions, comments, escapes without a meaning. What it takes and Python cannot
say (``\p{…}``, set operations, a repetition repeated) is refused as well, as not simulated: a
rule that silently matched nothing would be worse.
"""

import re
from dataclasses import dataclass, field

_LETTERS = "dDwWsSbBAnrtfvax"  # after a backslash: the same in both, spelled the same
_REPETITION = re.compile(r"\{\d+(?:,\d*)?\}")
_HEX = "[0-9A-Fa-f]"
_CODE_POINT = re.compile(
    rf"\\(?:[xuU]\{{({_HEX}{{1,8}})\}}|x({_HEX}{{2}})|u({_HEX}{{4}})|U({_HEX}{{8}}))"
)
_GROUP = re.compile(r"\(\?(?:P?<(?P<name>[A-Za-z_]\w*)>|(?P<flags>[a-zA-Z-]*)(?P<end>[:)]))")
_POSIX = {
    "[:alpha:]": "A-Za-z",
    "[:digit:]": "0-9",
    "[:alnum:]": "A-Za-z0-9",
    "[:space:]": r"\t\n\v\f\r ",
    "[:upper:]": "A-Z",
    "[:lower:]": "a-z",
    "[:word:]": "0-9A-Za-z_",
    "[:punct:]": r"!-/:-@\[-`{-~",
}
_ANCHORS = (r"\b", r"\B", r"\A", r"\Z", r"\b(?=\w)", r"\b(?<=\w)")
_LOOK_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_SHARED_FLAGS = frozenset("ims-")
_RUST_FLAGS = frozenset("imsxuUR-")


class BadPattern(Exception):
    """Not a pattern; the message says why."""


class _Malformed(BadPattern):
    """Rust refuses it, too."""

    def __init__(self, why: object) -> None:
        super().__init__(f"regex parse error: {why}")


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, ready to be searched for. Raises `BadPattern`."""
    translated = _Translation(pattern).result()
    try:
        return re.compile(translated)
    except (re.error, OverflowError) as why:
        raise _Malformed(why) from None


@dataclass
class _Translation:
    """One walk through a pattern. ``open`` holds, for each open group, the flags set inside it.

    Rust lets ``(?i)`` stand anywhere and hold until its group ends; Python does not, so a group of
    its own begins there, which ends and begins again at each ``|``.
    """

    pattern: str
    at: int = 0
    written: list[str] = field(default_factory=list)
    open: list[list[str]] = field(default_factory=lambda: [[]])
    repeatable: bool = False  # whether something stands before this that can be repeated
    repeated: bool = False  # whether that has been repeated already

    def result(self) -> str:
        """The whole in Python's syntax."""
        while self.at < len(self.pattern):
            self._step()
        if len(self.open) > 1:
            raise _Malformed("unclosed group")
        self._put(")" * len(self.open[0]))
        return "".join(self.written)

    def _step(self) -> None:
        match self.pattern[self.at]:
            case "\\":
                self._escape()
            case "(":
                self._begin_group()
            case ")":
                self._end_group()
            case "[":
                self._take_atom(self._character_class())
            case "|":
                self._alternative()
            case "*" | "+" | "?":
                self._repeat(self.pattern[self.at])
            case "{":
                self._repeat(self._matched(_REPETITION, "repetition quantifier expects a number"))
            case "^" | "$" as anchor:
                self._take_atom(f"(?:{anchor})")  # Python repeats no bare anchor
                self.at += 1
            case one:
                self._take_atom(re.escape(one) if one in "]}" else one)
                self.at += 1

    def _put(self, text: str) -> None:
        self.written.append(text)

    def _take_atom(self, text: str) -> None:
        self._put(text)
        self.repeatable, self.repeated = True, False

    def _matched(self, wanted: re.Pattern[str], complaint: str) -> str:
        found = wanted.match(self.pattern, self.at)
        if found is None:
            raise _Malformed(complaint)
        return found[0]

    def _repeat(self, how: str) -> None:
        if not self.repeatable:
            raise _Malformed("repetition operator missing expression")
        self.at += len(how)
        lazy = self.pattern.startswith("?", self.at)
        self.at += lazy
        if self.repeated:
            raise BadPattern("a repetition that is repeated is not simulated")
        self._put(how + "?" * lazy)
        self.repeated = True

    def _escape(self) -> None:
        escaped = self._escaped()
        self._take_atom(f"(?:{escaped})" if escaped in _ANCHORS else escaped)

    def _escaped(self) -> str:
        """One escape, and past it."""
        point = _CODE_POINT.match(self.pattern, self.at)
        if point is not None:
            self.at = point.end()
            number = int(next(filter(None, point.groups())), 16)
            if number > 0x10FFFF:
                raise _Malformed("hexadecimal literal is not a Unicode scalar")
            return re.escape(chr(number))
        letter = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if letter == "z":
            return r"\Z"
        if letter and letter in "pP":
            raise BadPattern(r"Unicode classes (\p) are not simulated")
        if letter and letter in "<>":
            return r"\b(?=\w)" if letter == "<" else r"\b(?<=\w)"
        if letter.isdigit():
            raise _Malformed("backreferences are not supported")
        if not letter or not letter.isascii() or (letter.isalnum() and letter not in _LETTERS):
            raise _Malformed("unrecognized escape sequence")
        if letter == "x":
            raise _Malformed("invalid hexadecimal digit")
        return "\\" + letter

    def _begin_group(self) -> None:
        if not self.pattern.startswith("(?", self.at):
            self._put("(")
            self.at += 1
            self._enter()
            return
        if self.pattern.startswith(_LOOK_AROUND, self.at):
            words = "look-around, including look-ahead and look-behind, is not supported"
            raise _Malformed(words)
        found = _GROUP.match(self.pattern, self.at)
        if found is None:
            raise _Malformed("unrecognized flag")
        self.at = found.end()
        if found["name"] is not None:
            self._put(f"(?P<{found['name']}>")
            self._enter()
        elif found["end"] == ":":
            self._put(f"(?{_flags(found['flags'])}:")
            self._enter()
        else:
            self.open[-1].append(f"(?{_flags(found['flags'], needed=True)}:")
            self._put(self.open[-1][-1])
            self.repeatable = False

    def _enter(self) -> None:
        self.open.append([])
        self.repeatable = False

    def _end_group(self) -> None:
        if len(self.open) == 1:
            raise _Malformed("unopened group")
        self._put(")" * len(self.open.pop()))
        self._take_atom(")")
        self.at += 1

    def _alternative(self) -> None:
        here = self.open[-1]
        self._put(")" * len(here) + "|" + "".join(here))
        self.repeatable = False
        self.at += 1

    def _character_class(self) -> str:
        """A class in brackets, and past it."""
        found = ["["]
        self.at += 1
        if self.pattern.startswith("^", self.at):
            found.append("^")
            self.at += 1
        first = self.at
        while not self.pattern.startswith("]", self.at) or self.at == first:
            if self.at >= len(self.pattern):
                raise _Malformed("unclosed character class")
            found.append(self._class_item())
        self.at += 1
        return "".join(found) + "]"

    def _class_item(self) -> str:
        rest = self.pattern[self.at :]
        if rest.startswith(("&&", "--", "~~")):
            raise BadPattern("set operations in a class are not simulated")
        if rest.startswith(("\\b", "\\B", "\\A", "\\z", "\\<", "\\>")):
            raise _Malformed("invalid escape sequence found in character class")
        if rest.startswith("\\"):
            return self._escaped()
        posix = next((name for name in _POSIX if rest.startswith(name)), None)
        if posix is not None:
            self.at += len(posix)
            return _POSIX[posix]
        if rest.startswith("["):
            raise BadPattern("a class inside a class is not simulated")
        self.at += 1
        return rest[0] if rest[0] == "-" else re.escape(rest[0])


def _flags(text: str, *, needed: bool = False) -> str:
    """Flags as both have them; ``u`` is on in any case."""
    if set(text) - _RUST_FLAGS or text.endswith("-") or (needed and not text):
        raise _Malformed("unrecognized flag")
    if set(text.replace("u", "")) - _SHARED_FLAGS or "-u" in text:
        raise BadPattern("the flags U, R, x and -u are not simulated")
    return text.replace("u", "")

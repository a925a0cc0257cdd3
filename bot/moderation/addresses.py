"""Addresses written so that only people can read them, put back together."""

import re
from collections.abc import Iterator

from bot.moderation.draft import Draft, Edit
from bot.moderation.suffixes import SURE_ENDINGS, WIDEST_ENDINGS, has_known_ending, is_sure

_SCHEME = re.compile(
    r"(?<![^\W_])h(?:tt|xx|xt|tx|\*\*)p(s?)\s{0,3}"
    r"(?:[\[({]://[\])}]|(?:[\[({]:[\])}]|:)\s{0,3}(?:/\s{0,3}/|\\\\|[\[({]//[\])}]))\s{0,3}(?=[\w\[])"
)
_DOT = re.compile(
    r"(?<=[^\W_])(?:"
    r"(?P<bracketed>\s{0,2}[\[({<]\s?(?:\.|d[o0]t|punkt|punto|point)\s?[\])}>]\s{0,2})|"
    r"(?P<word>\s{1,3}d[o0]t\s{1,3})|(?P<apart>\s{1,3}\.\s{1,3})|"
    r"(?P<before>\s{1,3}\.)|(?P<after>\.\s{1,3}))(?=[^\W_])"
)
_SLASH = re.compile(
    r"(?<=[^\W_])(?:\s{1,3}(?:forward )?slash\s{1,3}|\s{1,3}/\s{0,3}|/\s{1,3})(?=[^\W_])"
)
_ODD_SCHEME = re.compile(r"https?+(?!://\S)\s{0,3}[\[({:]")
_BRACKETED = re.compile(r"[\[({<]\s?(?:\.|d[o0]t|punkt|punto|point)")
_DOT_APART = re.compile(r"\s\.\s{0,3}[^\W_]")
_SLASH_APART = re.compile(r"\.\S{1,99}+\s{1,3}/")
_TORN = re.compile(r"\.\s{1,3}(?:(?:com|net|org)(?![a-z])|[a-z]{2,9}\s{0,3}/)")
_BROKEN = re.compile(r"(?<=://)([\w.-]{1,253}+)(\s{0,3}\n\s{0,3})([\w.-]{1,253}+)")
_HOST = re.compile(r"[^\W_][\w-]{0,62}+(?:\.[\w-]{1,63}+)*+")
_PATH_FOLLOWS = re.compile(r"\s{0,3}(?:/|slash\b)")
_CLAUSE_ENDS = re.compile(r"\s{0,3}(?:[/.,!?;:)\n]|slash\b|\Z)")
_NOT_A_NAME = frozenset(
    [
        *("a", "an", "any", "and", "as", "at", "by", "for", "in", "is", "my", "of", "on", "or"),
        *("our", "that", "the", "their", "this", "to", "use", "your"),
    ]
)
"""Words before "dot com" or ".net" that make it a matter of talk ("the dot com bubble")."""

_LONGEST_NAME = 100


def undo_spelled_addresses(draft: Draft) -> None:
    """Undo hxxp, "[.]", "(dot)", "discord dot gg slash abc", and spaces or newlines inside."""
    if not may_hold_spelled_addresses(draft.text):
        return
    draft.rewrite(list(_schemes(draft)))
    if draft.rewrite(list(_dots(draft))):
        draft.undone.add("spelled address")
    if "." in draft.text and draft.rewrite(list(_slashes(draft))):
        draft.undone.add("spelled address")
    if "://" in draft.text and "\n" in draft.text and draft.rewrite(list(_mended(draft))):
        draft.undone.add("broken address")


def may_hold_spelled_addresses(text: str) -> bool:
    """Tell cheaply whether there may be an address to put together in a text in lower case."""
    return (
        "dot" in text
        or "d0t" in text
        or ("." in text and _may_be_torn(text))
        or (":" in text and _may_have_odd_scheme(text))
        or _may_be_bracketed(text)
    )


def _may_be_torn(text: str) -> bool:
    return (
        "slash" in text
        or ((" /" in text or "\n/" in text) and _SLASH_APART.search(text) is not None)
        or ((" ." in text or "\n." in text) and _DOT_APART.search(text) is not None)
        or _TORN.search(text) is not None
    )


def _may_have_odd_scheme(text: str) -> bool:
    return (
        "hx" in text
        or "htx" in text
        or "**p" in text
        or ("\n" in text and "://" in text)
        or ("http" in text and _ODD_SCHEME.search(text) is not None)
    )


def _may_be_bracketed(text: str) -> bool:
    opened = "(" in text or "[" in text or "<" in text or "{" in text
    return opened and _BRACKETED.search(text) is not None


def _schemes(draft: Draft) -> Iterator[Edit]:
    for match in _SCHEME.finditer(draft.text):
        plain = f"http{match[1]}://"
        if match[0] != plain:
            broken = "".join(match[0].split()) == plain
            draft.undone.add("broken address" if broken else "spelled address")
            yield Edit(match.start(), match.end(), plain)


def _dots(draft: Draft) -> list[Edit]:
    """Find the dots, from the right: one before an address belongs to the address."""
    edits: list[Edit] = []
    for dot in reversed(list(_DOT.finditer(draft.text))):
        host = _HOST.match(draft.text, dot.end())
        chained = bool(edits and host and host.end() == edits[-1].start)
        if (
            host
            and (dot["bracketed"] or _may_be_name(draft.text, dot.start()))
            and (dot["bracketed"] or chained or _ends_address(draft.text, dot, host))
        ):
            edits.append(Edit(dot.start(), dot.end(), "."))
    return edits[::-1]


def _may_be_name(text: str, end: int) -> bool:
    name = _word_before(text, end)
    if "://" in name and has_known_ending(name.partition("://")[2].partition("/")[0]):
        return False
    return len(name) > 1 and name not in _NOT_A_NAME


def _ends_address(text: str, dot: re.Match[str], host: re.Match[str]) -> bool:
    ending = host[0].rpartition(".")[2]
    path = _PATH_FOLLOWS.match(text, host.end()) is not None
    if dot["after"] and ending != host[0] and not _is_torn(text, dot):
        return False  # a sentence ends, and the next begins with an address
    if dot["after"] or dot["before"]:
        closed = ending in WIDEST_ENDINGS and _CLAUSE_ENDS.match(text, host.end()) is not None
        return closed or (path and ending in SURE_ENDINGS)
    return ending in SURE_ENDINGS or (path and has_known_ending(f"x.{ending}"))


def _is_torn(text: str, dot: re.Match[str]) -> bool:
    return "\n" in dot[0] and "://" in _word_before(text, dot.start())


def _slashes(draft: Draft) -> Iterator[Edit]:
    joined_to = -1
    for slash in _SLASH.finditer(draft.text):
        name = _word_before(draft.text, slash.start())
        chained = joined_to == slash.start() - len(name)
        next_host = _HOST.match(draft.text, slash.end())
        if next_host and has_known_ending(next_host[0]):
            continue
        if chained or (slash[0][0] != "/" and _is_address(name)):
            joined_to = slash.end()
            yield Edit(slash.start(), slash.end(), "/")


def _is_address(name: str) -> bool:
    host, _, path = name.rpartition("://")[2].partition("/")
    return "." in host and (has_known_ending(host) if path else is_sure(host))


def _mended(draft: Draft) -> Iterator[Edit]:
    for match in _BROKEN.finditer(draft.text):
        first, second = match[1], match[3].rstrip(".")
        if not has_known_ending(first) and has_known_ending(first + second):
            yield Edit(match.start(2), match.end(2), "")


def _word_before(text: str, end: int) -> str:
    words = text[max(0, end - _LONGEST_NAME) : end].split()
    return words[-1] if words else ""

"""Links of a folded text: those that Discord makes, masked ones too, and addresses people type."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote_plus

from bot.moderation.characters import readable, sounds, unaccented
from bot.moderation.draft import Mask
from bot.moderation.folding import Folded
from bot.moderation.lookalikes import resembled
from bot.moderation.suffixes import has_known_ending, is_sure, registered_domain

_INNER_DOT = re.compile(r"\.[^\W_]")
_ADDRESS = re.compile(
    r"https?://[^\s<>|`]++"
    r"|(?<![\w@/-])(?<![\w-]\.)[^\W_][\w-]*+(?:\.[\w-]++)++(?!@)(?::\d{1,5}+)?(?:[/?#][^\s<>|`]*+)?"
)
_PARTS = re.compile(r"(?:https?://)?([^/\\?#]*+)([^?#]*+)\??([^#]*+)")
_AUTHORITY = re.compile(r"(?:https?://)?[^/\\?#]*+")
_PORT = re.compile(r":\d*\Z")
_ENDS_NOTHING = ".,:;\"'!?*_~]}"
_MOST_PARAMETERS = 32


@dataclass(frozen=True, slots=True)
class Link:
    """One link. Everything is in lower case and decoded.

    `host` is where it leads, in Unicode also if written in punycode; `domain` is what somebody
    registered of it. `shown` is the visible text of a masked link. `disguised`: not written as an
    address is, or made to look like another: `resembles` is the host that people take it for.
    """

    url: str
    host: str
    domain: str
    path: str
    query: Mapping[str, str]
    span: tuple[int, int]
    shown: str | None = None
    disguised: bool = False
    resembles: str | None = None


def links_in(folded: Folded) -> tuple[Link, ...]:
    """Return the links in order: http and https ones, and names with a known ending.

    Without "http" a name needs a path or an ending that is neither a word nor a kind of file, so
    that "e.g.", "node.js", "v1.2" and "file.py" are none. Takes time in proportion to the text.
    """
    if _INNER_DOT.search(folded.text) is None and "://" not in folded.text:
        return ()
    return tuple(_links(folded))


def _links(folded: Folded) -> Iterator[Link]:
    masks = sorted(folded.masks, key=lambda mask: mask.target)
    targets = [mask.target[0] for mask in masks]
    for match in _ADDRESS.finditer(folded.text):
        written = _without_ending(match[0])
        link = _link(folded, match.start(), written)
        if link is None:
            continue
        place = bisect_right(targets, link.span[0]) - 1
        if place >= 0 and link.span[1] <= masks[place].target[1]:
            yield _masked(link, masks[place], folded.original)
        else:
            yield link


def _without_ending(written: str) -> str:
    """Take off what ends the sentence; a closing parenthesis stays if it was opened inside."""
    extra = written.count(")") - written.count("(")
    end = len(written)
    while end and (written[end - 1] in _ENDS_NOTHING or (written[end - 1] == ")" and extra > 0)):
        extra -= written[end - 1] == ")"
        end -= 1
    return written[:end]


def _link(folded: Folded, start: int, written: str) -> Link | None:
    parts = _PARTS.match(written)
    if parts is None or not parts[1]:
        return None
    userinfo, _, named = parts[1].rpartition("@")
    host, resembles = _host(_PORT.sub("", named).rstrip("."))
    with_scheme = written.startswith(("http://", "https://"))
    if not (_leads_somewhere(host) if with_scheme else _is_typed_address(host, parts[2], parts[3])):
        return None
    return Link(
        url=written if with_scheme else f"https://{written}",
        host=host,
        domain=registered_domain(host),
        path=parts[2].replace("\\", "/"),
        query=_query(parts[3]) if parts[3] else {},
        span=folded.span(start, start + len(written)),
        disguised=bool(userinfo or resembles) or _is_hidden(folded, start, written),
        resembles=resembles,
    )


@lru_cache(maxsize=4096)
def _host(named: str) -> tuple[str, str | None]:
    """Return a host in Unicode, and the one it imitates by more than accents ("müller.de")."""
    host = ".".join(map(_unicode, named.split(".")))
    if host.isascii():
        return host, None
    plain = sounds(host)
    imitated = resembled(plain)
    return host, imitated if imitated != plain and has_known_ending(imitated) else None


def _unicode(label: str) -> str:
    """Read punycode; what is no proper name (hidden or styled characters) stays as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        name = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    return name if name == "".join(map(readable, name)) else label


def _leads_somewhere(host: str) -> bool:
    return ("." in host and ".." not in host) or host.isdigit() or host.startswith(("0x", "["))


def _is_typed_address(host: str, path: str, query: str) -> bool:
    if path or query or host.startswith("www."):
        return has_known_ending(host) and not _is_file(host, path)
    return is_sure(host)


def _is_file(host: str, path: str) -> bool:
    return path in ("", "/") and not is_sure(host) and not host.startswith("www.")


def _is_hidden(folded: Folded, start: int, written: str) -> bool:
    """Tell whether the original has something else there than the address."""
    first, last = folded.span(start, start + len(written))
    original = folded.original[first:last]
    if original.lower() == written or "".join(map(unaccented, original.lower())) == written:
        return False
    if "%" not in original:
        return True
    authority = _AUTHORITY.match(written)
    end = authority.end() if authority else len(written)
    first, last = folded.span(start, start + end)
    return folded.original[first:last].lower() != written[:end]


def _query(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in written.split("&", _MOST_PARAMETERS)[:_MOST_PARAMETERS]:
        name, _, value = pair.partition("=")
        if name:
            found.setdefault(unquote_plus(name), unquote_plus(value))
    return found


def _masked(link: Link, mask: Mask, original: str) -> Link:
    shown = original[slice(*mask.shown)].strip()
    named = _ADDRESS.search(sounds(shown))
    parts = _PARTS.match(_without_ending(named[0])) if named else None
    host = _PORT.sub("", parts[1].rpartition("@")[2]).rstrip(".") if parts else ""
    other = has_known_ending(host) and registered_domain(host) != link.domain
    if not other:
        return replace(link, shown=shown)
    return replace(link, shown=shown, disguised=True, resembles=host)

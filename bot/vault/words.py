"""The words inside a note's lines: links to other pages, markup taken off, names made from them."""

import re
import unicodedata

EMBED = re.compile(r"!\[\[[^\[\]\n]*\]\]|!\[[^\[\]\n]*\]\([^()\n]*\)")
"""An image or another page shown in place: `![[Page]]`, `![text](address)`."""

_LINK = re.compile(r"(?<!!)\[\[([^\[\]|#\n]*)(#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_ADDRESS = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\([^()\n]*\)")
_MARKS = re.compile(r"\*+|==|~~|`+|(?<!\w)_+|_+(?!\w)")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)  # not even in a comment of YAML
_LONGEST_READ = 2_000  # characters of a text that becomes a name; names are far shorter
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


def linked_pages(text: str) -> list[str]:
    """Return the pages that wikilinks in a text name, each once: `[[Page]]`, `[[Page|words]]`.

    Folders and headings in a link fall away, and so do links inside the page itself.
    """
    names = (one_line(found[1].rstrip("\\")).rpartition("/")[2] for found in _LINK.finditer(text))
    return list(dict.fromkeys(name.removesuffix(".md") for name in names if name))


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces and nothing that cannot be printed."""
    return _UNPRINTABLE.sub("", " ".join(text.split())).strip()


def unmarked(text: str) -> str:
    """Return a text as a reader sees it: on one line, without emphasis, links by their words."""
    text = text[:_LONGEST_READ]
    text = _LINK.sub(lambda found: found[3] or found[1] or (found[2] or "")[1:], text)
    text = _ADDRESS.sub(r"\1", EMBED.sub("", text))
    return one_line(_MARKS.sub("", text))


def shorten(text: str, most: int) -> str:
    """Return a text of at most `most` characters, cut between words and marked as cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def slug(text: str, most: int, otherwise: str) -> str:
    """Return an id made of a text's words, `otherwise` if it has none in plain letters."""
    folded = unicodedata.normalize("NFKD", unmarked(text)).encode("ascii", "ignore").decode()
    words = _NOT_IN_A_SLUG.sub("-", folded.lower().replace("'", "")).strip("-")
    if len(words) > most:
        cut = words[: most + 1]
        words = cut.rpartition("-")[0] or cut[:most]
    return words.strip("-") or otherwise

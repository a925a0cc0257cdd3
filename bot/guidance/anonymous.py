"""Taking out of a text what could lead to a person: mentions, links and addresses."""

import re
import unicodedata

_GAP = "…"
"""What stands where something was taken out."""

_DOMAINS = (
    "com|org|net|io|co|me|tv|fm|gg|ly|be|de|uk|us|eu|fr|nl|ca|au|jp|my|info|app|dev|music|band"
    "|studio|page|link|site|shop|xyz|online|agency|group|social|edu|gov"
)
_STREETS = "street|road|rd|avenue|ave|boulevard|blvd|lane|ln|terrace|highway|hwy"
_MAYBE_STREETS = "St|Dr|Ct|Sq|Way|Close|Drive|Court|Square|Place"
_NAME = r"(?!(?:a|an|and|by|down|for|in|my|of|on|or|per|that|the|this|to|up)\b)[^\W\d_][\w'.\-]*"
_RANGE = (  # of years or of prices, which would read as a telephone number
    r"(?:19|20)\d\d\s?[\-/]\s?(?:19|20)\d\d(?!\d)|\d{1,3}00\s?[\-/]\s?\d{1,3}00(?!\d)"
)

_LINKS = (
    r"\[[^\[\]]*\]\([^()]*\)",  # [words](address): the words may be a name
    r"<[^<>\s]*:[^<>\s]*>",  # <https://…>, <mailto:…>
    r"\S*:/{2,}\S*",  # any scheme
    r"\b(?:mailto|tel|sms|skype|spotify|discord):\S+",
    r"\S*www\.\S+",
    r"\b[\w\-]+(?:\.[\w\-]+)*\.[^\W\d_][\w\-]*[/?\#:]\S*",  # example.com/page
    rf"\b[\w\-]+(?:\.[\w\-]+)*\.(?:{_DOMAINS})\b",
    rf"\b[\w\-]+\s+dot\s+(?:{_DOMAINS})\b",
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b",  # an IP address
)
_MAIL = (
    r"\S+@\S+\.\S+",
    r"\S+\s*[\[({]\s*at\s*[\])}]\s*\S+(?:\s*[\[({]\s*dot\s*[\])}]\s*\w+)*",  # name (at) host
    r"\b[\w.\-]+\s+at\s+[\w\-]+\s+dot\s+\w+",
)
_MENTIONS = (
    r"<(?:@[!&]?|\#|a?:\w+:|/[^<>:]*:|id:|t:)[^<>\s]*>",  # as Discord writes them, emoji too
    r"@[^\s@]+",  # @name, @everyone
    r"[^\s\#]*\#[^\s\#]+",  # #channel, name#1234
    r"\d{17,}",  # an id
)
_PLACES = (
    rf"(?<!\w)(?!{_RANGE})(?:\+|00)?\(?\d(?:[\s().\-/]{{0,2}}\d){{6,}}(?!\w)",  # telephone
    rf"\b\d{{1,5}}[a-z]?[\s,]+(?:{_NAME}\s+){{1,3}}(?:{_STREETS})\b\.?",
    rf"\b{_NAME}\s+(?:{_STREETS})\b\.?\s*\d{{1,4}}[a-z]?\b",
    rf"\b\d{{1,5}}[a-z]?\s+(?-i:[A-Z]\w*\s+(?:{_MAYBE_STREETS}))\b\.?",
    r"\b[^\W\d_][\w'\-]*(?:strasse|straße|str\.|gasse|allee|platz)\s*\d{1,4}[a-z]?\b",
    r"\b\d{1,4},?\s+rue\s+(?:(?:de|du|des|la|le|les)\s+)*\S+",
    r"\bp\.?\s?o\.?\s?box\s*\d+\b",
    r"\b[a-z]{1,2}\d[a-z\d]?\s\d[a-z]{2}\b",  # a British postcode
)
# In this order: what may hold another comes first.
_TAKEN_OUT = [
    re.compile(form, re.IGNORECASE)
    for form in (*_LINKS[:3], *_MAIL, *_LINKS[3:], *_MENTIONS, *_PLACES)
]
_GAPS = re.compile(rf"{_GAP}(?:[\s,;]*{_GAP})+")


def anonymous(text: str) -> str:
    """Return `text` on one line, with "…" for what could lead to a person.

    Taken out are mentions, names with @ or #, links of every form, e-mail addresses, telephone
    numbers, Discord ids, and what reads like a postal address. It is a filter of forms: a name
    that stands there as an ordinary word stays. Doing it twice changes nothing more.
    """
    before, text = None, _tidy(text)
    while text != before:  # what is left on both sides of a gap may make a new whole
        before = text
        for form in _TAKEN_OUT:
            text = form.sub(_GAP, text)
        text = _GAPS.sub(_GAP, " ".join(text.split()))
    return text


def _tidy(text: str) -> str:
    """Fold what looks alike, and drop what does not show; NFKC would make dots of our mark."""
    text = _GAP.join(unicodedata.normalize("NFKC", part) for part in text.split(_GAP))
    kept = (" " if unicodedata.category(one) == "Cc" else one for one in text)
    shown = (one for one in kept if unicodedata.category(one) not in {"Cf", "Cs", "Co"})
    return " ".join("".join(shown).split())

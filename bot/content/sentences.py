"""The sentences that the bot says to members and that curators may change: `wording.yaml`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from string import Formatter

from pydantic import BaseModel, ConfigDict

from bot.guidance import Fault, closest

_MOST, _NAMES = "most", "placeholders"


def _sentence(most: int, *placeholders: str) -> str:
    """Declare a sentence of at most `most` characters; these words in braces may stand in it."""
    declared: str = field(metadata={_MOST: most, _NAMES: frozenset(placeholders)})
    return declared


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Every sentence by its name; `wording.yaml` says where each is used.

    Names have hyphens there: `nothing-held`. Words in braces are filled in with `str.format`.
    """

    browse: str = _sentence(200)
    blank: str = _sentence(300)
    long: str = _sentence(300, "most")
    unknown_topic: str = _sentence(300)
    nothing_held: str = _sentence(400)
    nearest: str = _sentence(200, "topics")
    kept: str = _sentence(400, "days")
    unreadable: str = _sentence(300)
    message_gone: str = _sentence(300)
    entry_gone: str = _sentence(300)
    topic_gone: str = _sentence(300)
    no_gaps: str = _sentence(300, "days")


class Sentence(BaseModel):
    """One sentence as it stands in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str
    text: str


def wording(sentences: Sequence[Sentence]) -> Wording:
    """Make the wording of checked sentences."""
    return Wording(**{_name(sentence.id): sentence.text for sentence in sentences})


def missing(ids: set[str]) -> list[str]:
    """Return the ids of the sentences that are not among these."""
    return [_id(one.name) for one in fields(Wording) if _id(one.name) not in ids]


def check(sentences: Sequence[Mapping[str, object]]) -> Iterator[Fault]:
    """Return every fault of sentences as they stand, but for repeated and missing ones."""
    known = {_id(one.name): one for one in fields(Wording)}
    for number, sentence in enumerate(sentences):
        name, text = sentence.get("id"), sentence.get("text")
        if not isinstance(name, str) or not isinstance(text, str):
            continue
        if name not in known:
            near = closest(name, known)
            mend = f"did you mean '{near}'?" if near else "take it out"
            yield Fault(number, ("id",), f"no sentence is called '{name}'", mend)
            continue
        declared = known[name].metadata
        yield from _length(number, text.strip(), declared[_MOST])
        yield from _placeholders(number, text, declared[_NAMES])


def _length(number: int, text: str, most: int) -> Iterator[Fault]:
    if not text:
        yield Fault(number, ("text",), "this is empty", "write the sentence")
    elif len(text) > most:
        message = f"{len(text)} characters, at most {most}"
        yield Fault(number, ("text",), message, f"shorten it by {len(text) - most}")


def _placeholders(number: int, text: str, allowed: frozenset[str]) -> Iterator[Fault]:
    offered = ", ".join(f"{{{name}}}" for name in sorted(allowed))
    mend = f"only {offered} is filled in here" if allowed else "write it without braces"
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield Fault(number, ("text",), "a brace has no partner", mend)
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in allowed or form or conversion):
            yield Fault(number, ("text",), f"nothing is known to put for '{{{name}}}'", mend)


def _id(name: str) -> str:
    return name.replace("_", "-")


def _name(sentence_id: str) -> str:
    return sentence_id.replace("-", "_")

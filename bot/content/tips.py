"""`tips.yaml`: what the form of a tip cannot see, and the tips in their order."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.guidance import Fault, Place, Use, closest
from bot.guidance.quotations import QUOTATIONS, Quotation, said_by
from bot.tips import Tip

FILE = "tips.yaml"
"""Where tips stand; a library without this file has none."""

Plain = Mapping[str, object]


def check(
    tips: Sequence[Plain], entries: Collection[str] | None, sources: Collection[str] | None
) -> Iterator[Fault]:
    """Return every fault that the form of a tip cannot see, but for repeated ids.

    `entries` and `sources` are the ids there are; None if they cannot be known, then neither is
    checked.
    """
    yield from _repeated(tips)
    for at, tip in enumerate(tips):
        yield from _unknown(at, ("entry",), tip.get("entry"), entries, "entry")
        cited = list(_citations(tip))
        for place, citation in cited:
            yield from _unknown(at, (*place, "doc"), citation.get("doc"), sources, "source")
            yield from _author(at, place, citation)
        yield from _quotation(at, tip, cited)


def in_order(tips: Sequence[Tip]) -> tuple[Tip, ...]:
    """Return checked tips by their numbers."""
    return tuple(sorted(tips, key=lambda tip: tip.n))


def _repeated(tips: Sequence[Plain]) -> Iterator[Fault]:
    """Return each number and each text that another tip has."""
    numbers: dict[int, int] = {}
    texts: dict[str, int] = {}
    for at, tip in enumerate(tips):
        number, text = tip.get("n"), tip.get("text")
        if isinstance(number, int) and numbers.setdefault(number, at) != at:
            taken = [other for each in tips if isinstance(other := each.get("n"), int)]
            mend = f"give this one a number of its own, such as {max(taken) + 1}"
            also = (numbers[number], ("n",))
            yield Fault(at, ("n",), f"the number {number} is already taken", mend, also)
        folded = " ".join(text.split()).casefold() if isinstance(text, str) else ""
        if folded and texts.setdefault(folded, at) != at:
            also = (texts[folded], ("text",))
            mend = "write another one, or take this tip out"
            yield Fault(at, ("text",), "another tip says the same", mend, also)


def _unknown(
    at: int, place: Place, name: object, known: Collection[str] | None, what: str
) -> Iterator[Fault]:
    if known is None or not isinstance(name, str) or name in known:
        return
    near = closest(name, known)
    mend = f"did you mean '{near}'?" if near else f"name another, or add that {what}"
    yield Fault(at, place, f"there is no {what} '{name}'", mend)


def _citations(tip: Plain) -> Iterator[tuple[Place, Plain]]:
    cited = tip.get("sources")
    for index, citation in enumerate(cited if isinstance(cited, list) else ()):
        if isinstance(citation, Mapping):
            yield ("sources", index), citation


def _author(at: int, place: Place, citation: Plain) -> Iterator[Fault]:
    if citation.get("use") == Use.ATTRIBUTED_PARAPHRASE and not citation.get("author"):
        mend = "add author: and the name, or write use: paraphrase"
        yield Fault(at, place, "an attributed paraphrase needs its author", mend)


def _quotation(at: int, tip: Plain, cited: Sequence[tuple[Place, Plain]]) -> Iterator[Fault]:
    """A quotation is exact and says who said it and where; nothing else is one."""
    text = tip.get("text")
    if not isinstance(text, str):
        return
    words = text.strip()
    quoted = [(place, each) for place, each in cited if each.get("use") == Use.QUOTE]
    if not quoted:
        of = next((each for each in QUOTATIONS if each.is_text(words)), None)
        if of is not None and cited:
            mend = f"write use: quote, author: {of.author} and channel: '{of.channel}'"
            yield Fault(at, cited[0][0], f"these are {of.author}'s own words", mend)
        return
    place, source = quoted[0]
    if len(cited) > 1:
        mend = "keep the source that is quoted, and only that"
        yield Fault(at, ("sources",), "a quotation has one source", mend)
    known = said_by(str(source.get("author")), str(source.get("channel")))
    if not known:
        names = ", ".join(f"{each.author} in {each.channel}" for each in QUOTATIONS)
        message = "a quotation needs the author and the channel of a known one"
        yield Fault(at, place, message, f"known are: {names}")
        return
    yield from _exact(at, place, words, source, known)


def _exact(
    at: int, place: Place, words: str, source: Plain, known: Sequence[Quotation]
) -> Iterator[Fault]:
    exact = next((each for each in known if each.is_text(words)), None)
    if exact is None:
        message = f"the text differs from what {known[0].author} wrote in {known[0].channel}"
        mend = "copy it from the source, character for character, and add nothing"
        yield Fault(at, ("text",), message, mend)
    elif (source.get("reactions"), source.get("pinned") or False) != (
        exact.reactions,
        exact.pinned,
    ):
        pinned = "true" if exact.pinned else "false"
        mend = f"write reactions: {exact.reactions or 'null'} and pinned: {pinned}"
        yield Fault(at, place, "reactions or pinned differ from the source", mend)

"""The part of `moderation.yaml` that Discord's AutoMod is told of: whether it fits its limits."""

from collections.abc import Iterator, Mapping, Sequence

from bot import limits
from bot.content.moderation import FREQUENCIES
from bot.guidance import Fault, Place, closest
from bot.moderation import Malformed
from bot.moderation.native import Blatant, compiled, pattern_of
from bot.moderation.rust_patterns import BadPattern
from bot.moderation.rust_patterns import check as check_pattern

Plain = Mapping[str, object]

_SIMPLER = "write it shorter or more simply"


def check_native(number: int, part: Plain, parts: Sequence[Plain]) -> Iterator[Fault]:
    """Return every fault of that part among all parts as they stand."""
    lists = {str(one.get("id")): _texts(one.get("sites")) for one in parts if "sites" in one}
    known = []
    for index, name in enumerate(_texts(part.get("links"))):
        if name in lists:
            known.append(name)
        else:
            near = closest(name, lists)
            mend = f"did you mean '{near}'?" if near else "take it out, or add it"
            yield Fault(number, ("links", index), f"there is no list of sites '{name}'", mend)
    try:
        compiled(Blatant(tuple(known)), lists, {})
    except Malformed as error:
        yield Fault(number, ("links",), str(error), "name fewer or shorter sites")
    yield from _phrases(number, part.get("phrases"), _classes(parts))


def _phrases(number: int, spoken: object, classes: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    if not isinstance(spoken, Mapping):
        return
    counted = 0
    for language, texts in spoken.items():
        for index, text in enumerate(_texts(texts)):
            place: Place = ("phrases", str(language), index)
            counted += 1
            if counted > limits.AUTOMOD_PATTERNS:
                message = f"this is one more than the {limits.AUTOMOD_PATTERNS} that Discord takes"
                yield Fault(number, place, message, "take one out")
            try:
                check_pattern(pattern_of(text, classes))
            except (Malformed, BadPattern) as error:
                yield Fault(number, place, str(error), _SIMPLER)


def _classes(parts: Sequence[Plain]) -> Mapping[str, Sequence[str]]:
    spoken = {str(part.get("id")): part.get("words") for part in parts if "words" in part}
    return {
        name: [word for words in languages.values() for word in _texts(words)]
        for name, languages in spoken.items()
        if isinstance(languages, Mapping) and name not in FREQUENCIES
    }


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else ()
    return [item if isinstance(item, str) else "" for item in items]

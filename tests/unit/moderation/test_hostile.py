"""Whatever people send is read: nothing crashes, and no text costs more than its length."""

# ruff: noqa: RUF001, S311 - letters that look alike, and the same texts every time

import random
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from bot.moderation.folding import fold
from bot.moderation.links import links_in

TEXTS = 10_000
SIZES = (500, 1_000, 2_000, 4_000)
OF_THE_FOLDING = (
    *("addresses", "characters", "draft", "folding", "leet", "links", "lookalikes", "markdown"),
    *("percent", "plain", "spelled", "unseen"),
)
PIECES = [
    *("d", "m", "me", "mix", "a", "e", " ", "  ", "\n", ".", "..", "/", "dot", "slash", "(dot)"),
    *("[.]", "{.}", "com", "gg", "discord", "https://", "hxxps://", "http", "://", "%68", "%25"),
    *("%2", "%d0%bc", "%ff", "[", "]", "(", ")", "](", "](https://a.com", "||", "`", "```", "*"),
    *("**", "~~", "__", "_", "\\", "<", ">", '"', "0", "1", "3", "4", "33", "@", "$", "!", "aaa"),
    *("\u200b", "\u200d", "\ufe0f", "\u00ad", "\u202e", "\U000e0064", "\u0336", "\u0301", "é"),
    *("м", "а", "ѕ", "ο", "ß", "İ", "ı", "𝗠", "ｄ", "Ⓜ", "🅳", "🇩", "🇪", "ᴍ", "ɯ", "。", "www."),
    *("\ud800", "\x00", "\r\n", "\t", "ش", "は", "一", "ก", "🎵", "—", "½", "xn--", "é.com"),
]
REPEATED = [
    *("d m  m e ", "%25", "%2525252541/", "d̸̢̛͓m̴͔̑ ", "[", "](", "[a](https://b.com)", "[](a", '](a "'),
    *("aa . com / ", " dot", "a dot com slash ", ". ", "*", "* a", "a**b", "`", "```", "_", "_a"),
    *("||", "|", "\n ", " ", "dм", "dм ", "🇩🇪", "🇩 ", "ｄｍ ", "dddmmm", "m1x3s ", "m1", "d\u200b"),
    *("\u200b", "http://", "https://a.com ", "hxxp://a[.]b ", "a.", "aa.com/", "<", ")", "()"),
    *("http://aa\nbb\n", "\\.", "a@b.com ", "𝗠𝗶𝘅 ", "a", "aaa-", "ᵃᵇᶜ", "?a=b&", "%", "\ud800"),
]


def test_ten_thousand_hostile_texts_are_read_to_the_end() -> None:
    chance = random.Random(5)
    for number in range(TEXTS):
        text = "".join(chance.choices(PIECES, k=chance.choice((3, 10, 40))))
        folded = fold(text)
        assert len(folded.text) == len(folded.starts) == len(folded.ends), number
        for link in links_in(folded):
            assert 0 <= link.span[0] < link.span[1] <= len(text), number


def steps_taken(work: Callable[[], object]) -> int:
    """Count the lines and calls of our own code: the same on every machine."""
    taken = 0

    def count(frame: Any, _event: str, _seen: object) -> Any:
        nonlocal taken
        taken += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def grown(piece: str, size: int) -> str:
    return "".join((piece * size)[:size])


@pytest.mark.parametrize("piece", REPEATED)
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    for size in SIZES:
        links_in(fold(grown(piece, size)))
    each = [steps_taken(lambda s=size: links_in(fold(grown(piece, s)))) / size for size in SIZES]
    assert max(each) <= 1.5 * min(each) + 1


def test_the_work_on_a_mixture_grows_with_it_and_no_faster() -> None:
    chance = random.Random(7)
    mixture = "".join(chance.choices(PIECES, k=4_000))
    for size in SIZES:
        links_in(fold(mixture[:size]))
    each = [steps_taken(lambda s=size: links_in(fold(mixture[:s]))) / size for size in SIZES]
    assert max(each) <= 1.5 * min(each) + 1


def patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        for each in value if isinstance(value, tuple) else (value,):
            pattern = each[1] if isinstance(each, tuple) and len(each) > 1 else each
            if isinstance(pattern, re.Pattern):
                yield name, pattern


@pytest.mark.parametrize("module", OF_THE_FOLDING)
def test_no_pattern_goes_back_over_a_repetition(module: str) -> None:
    """A repetition without bound inside another is possessive, or its end is certain."""
    for name, pattern in patterns(import_module(f"bot.moderation.{module}")):
        assert not nests(parsed(pattern.pattern)), name


def parsed(pattern: str) -> Any:
    return import_module("re._parser").parse(pattern)


def nests(tree: Any, *, inside: bool = False) -> bool:
    for operation, argument in tree:
        repeats = str(operation) in ("MAX_REPEAT", "MIN_REPEAT")
        without_bound = repeats and int(argument[1]) > 1_000
        if inside and without_bound:
            return True
        if any(nests(part, inside=inside or without_bound) for part in parts(argument)):
            return True
    return False


def parts(argument: Any) -> Iterator[Any]:
    if isinstance(argument, (tuple, list)):
        for each in argument:
            yield from parts(each)
    elif type(argument).__name__ == "SubPattern":
        yield argument

"""Ten times the rules: what the judge costs must not grow with them."""

import re
from dataclasses import replace

from bot.moderation import UNLISTED, Rules, SignalRule, SiteList

TIMES = 10


def tenfold(rules: Rules, *, other_words: bool) -> Rules:
    """Every rule ten times under other names; with `other_words`, about other words and sites."""
    signals, classes, sites = dict(rules.signals), dict(rules.classes), dict(rules.sites)
    for number in range(1, TIMES):
        mark = f" x{number}"
        new = Renaming(mark, other_words=other_words)
        signals |= {name + mark: new.signal(one) for name, one in rules.signals.items()}
        if other_words:
            classes |= {
                name + mark: [new.words(one) for one in words]
                for name, words in rules.classes.items()
            }
            sites |= {name + mark: new.sites(one) for name, one in rules.sites.items()}
    return replace(rules, signals=signals, classes=classes, sites=sites)


PIECE = re.compile(r"\{[^}]*\}|[^\W\d_]+")
BUILT_IN = ("{number}", "{link}", f"{{link {UNLISTED}}}")


class Renaming:
    def __init__(self, mark: str, *, other_words: bool) -> None:
        self._mark, self._other_words = mark, other_words
        self._letters = "xq" + chr(ord("a") + int(mark[2:]))

    def words(self, text: str) -> str:
        if not self._other_words:
            return text
        return PIECE.sub(self._piece, text)

    def _piece(self, found: re.Match[str]) -> str:
        piece = found.group()
        if piece.startswith("{"):
            return piece if piece in BUILT_IN else f"{piece[:-1]}{self._mark}}}"
        return piece + self._letters

    def sites(self, listed: SiteList) -> SiteList:
        return SiteList(
            tuple(f"{self._letters}{site}" for site in listed.sites),
            tuple(f"{self._letters}{one}" for one in listed.parameters),
            tuple(f"{self._letters}{one}" for one in listed.steps),
        )

    def signal(self, one: SignalRule) -> SignalRule:
        own_lists = self._other_words
        return replace(
            one,
            name=one.name + self._mark,
            phrases=tuple(map(self.words, one.phrases)),
            links=tuple(
                name + self._mark if own_lists and name != UNLISTED else name for name in one.links
            ),
            together=tuple(tuple(name + self._mark for name in group) for group in one.together),
            without=frozenset(name + self._mark for name in one.without),
        )

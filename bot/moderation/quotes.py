"""Words that are quoted rather than said."""

import re
from collections.abc import Sequence

from bot.moderation.tokens import Tokens

_LONGEST = 400
_INNER = rf"[^\n{{}}]{{{{2,{_LONGEST}}}}}"
_MARK = re.compile("[\"'>\u201c\u201d\u201e\u00ab]")
_QUOTED = re.compile(
    "|".join(
        [
            *(
                opening + _INNER.format(closing) + f"[{closing}]"
                for opening, closing in (('"', '"'), ("\u201c", "\u201d"), ("\u00ab", "\u00bb"))
            ),
            "\u201e" + _INNER.format("\u201c\u201d") + "[\u201c\u201d]",
            r"(?<!\w)'" + _INNER.format("'") + r"'(?!\w)",
            r"(?m:^>[^\n]*)",
        ]
    )
)


def quoted(text: str, words: Tokens) -> Sequence[bool]:
    """Tell of each word whether it is quoted; empty if none is.

    A quotation is at most 400 characters long, so that an odd mark costs no more than that.
    """
    flags: list[bool] = []
    if _MARK.search(text) is None:
        return flags
    for found in _QUOTED.finditer(text):
        if not flags:
            flags = [False] * len(words.words)
        for number in range(words.at(found.start()), words.at(found.end())):
            flags[number] = True
    return flags

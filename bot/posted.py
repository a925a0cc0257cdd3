"""Messages judged away from their server, with what is known of them all the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.interactions.wording import shorten, tidy
from bot.moderation import Author, Decision, Facts, Recent, Rules, judge_with_previews, said
from bot.moderation.payload import read_message

_LONGEST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Posted:
    """A message: the first `own` of its parts are its author's words."""

    facts: Facts
    own: int

    @classmethod
    def plain(cls, text: str, reply_to: str | None = None) -> "Posted":
        """Take a message of nothing but text."""
        return cls(said(text, reply_to=reply_to), 1)

    @classmethod
    def read(
        cls,
        payload: Mapping[str, object],
        *,
        reply_to: str | None = None,
        author: Author = Author(),  # noqa: B008 - it is frozen
        recent: tuple[Recent, ...] = (),
    ) -> "Posted":
        """Take a message as Discord's JSON holds it; `reply_to` goes before what that says."""
        read = read_message(payload)
        own = [part for number, part in enumerate(read.parts) if number not in read.previews]
        theirs = [read.parts[number] for number in sorted(read.previews)]
        to_oneself = read.reply_to_author_id is not None and read.reply_to_author_id in (
            read.author_id,
            read.invoked_by,
        )
        facts = Facts(
            parts=(*own, *theirs),
            reply_to=None if to_oneself else reply_to or read.reply_to,
            author=author,
            recent=recent,
            unread=read.unread,
        )
        return cls(facts, len(own))

    def judge(self, rules: Rules) -> Decision:
        return judge_with_previews(self.facts, rules, self.own)

    def text_of(self, decision: Decision) -> str:
        """The text that a decision rests on most, or else the first one."""
        against = [one.part for one in decision.signals if one.weight > 0]
        number = against[0] if against else 0
        parts = self.facts.parts
        return parts[number].text if number < len(parts) else ""


def short(text: str) -> str:
    """Cut a text to one line of a report, without characters that would move the cursor."""
    return shorten(tidy(text), _LONGEST_SHOWN)


def signals_told(decision: Decision) -> str:
    """Name the signals with their weights, the heaviest first."""
    ordered = sorted(decision.signals, key=lambda one: -one.weight)
    return ", ".join(f"{one.name} {one.weight:+d}" for one in ordered) or "nothing found"

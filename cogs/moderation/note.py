"""The note about a post that was taken down: why, what goes with it, and the text back."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import ui

from bot import limits
from bot.content import Content
from bot.interactions.cards import CardItem, text
from bot.interactions.host import Host
from bot.interactions.wording import plain
from bot.store import Appeal, Case, GuildSettings, RemovedPost, Step, Strike

_RULE, _FRIENDS = "no-self-promo", "friends-not-fans"
"""The entries in whose words the note speaks."""

MOST_IN_NOTE = 3_000
"""Characters of text that stand in the note itself, if there is room; more of it is a file."""

_WORD, _WORDS = 80, 3
_AROUND = 120  # characters at most of what stands above the text, and for what shows nothing
_FENCE = "```"
_FILE = "your-post.txt"


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A case as letters speak of it: what was taken down, what was done, what was asked."""

    content: Content
    case: Case
    settings: GuildSettings
    posts: Sequence[RemovedPost]
    steps: Sequence[Step]
    strike: Strike | None
    appeal: Appeal | None

    @classmethod
    async def of(cls, host: Host, case: Case) -> "Matter":
        """Read all that there is about a case."""
        store = host.store
        return cls(
            content=host.shelf.content,
            case=case,
            settings=await store.guild_settings.get(case.guild_id),
            posts=await store.removed_posts.of(case.id),
            steps=await store.steps.of(case.id),
            strike=await store.strikes.of(case.id),
            appeal=await store.appeals.of(case.id),
        )

    @property
    def is_down(self) -> bool:
        """Whether we took a post down, or are about to, and it has not come back."""
        gone = {
            one.target_id
            for one in self.steps
            if one.kind == "remove" and one.state != "failed" and one.outcome != "by_hand"
        }
        back = {one.target_id for one in self.steps if one.kind == "restore"}
        return bool(gone - back) and self.case.decision != "not_promotion"

    @property
    def stands(self) -> bool:
        """Whether a post is still there to be taken down."""
        return any(
            one.was_posted and one.deleted_at is None and self.step_about(one.message_id) is None
            for one in self.case.messages
        )

    @property
    def taken(self) -> Sequence[RemovedPost]:
        """The posts that are gone, as far as they are kept."""
        gone = {one.target_id for one in self.steps if one.kind == "remove" and one.state == "done"}
        return [one for one in self.posts if one.message_id in gone]

    @property
    def waits(self) -> bool:
        """Whether an appeal waits for an answer."""
        return self.appeal is not None and self.appeal.answered_at is None

    def step_about(self, message_id: int) -> Step | None:
        """The last thing that was done to a post."""
        done = [one for one in self.steps if one.target_id == message_id and one.state == "done"]
        return done[-1] if done else None

    def done(self, kind: str) -> Step | None:
        """The step of this kind that was done and is about the member."""
        return next((one for one in self.steps if one.kind == kind and one.state == "done"), None)


def note_items(
    matter: Matter, *, in_thread: bool = False
) -> tuple[list[CardItem], list[discord.File]]:
    """Make what a note says, without its button, and the file that goes with it.

    While they are timed out, members can press nothing in a thread; then it says how they can ask.
    """
    wording = matter.content.wording
    show = matter.settings.show_work_channel_id
    where = None if show is None else wording.note_show.format(channel=f"<#{show}>")
    lost = wording.note_files if any(one.has_files for one in matter.taken) else None
    asked = matter.appeal and wording.note_asked.format(when=when(matter.appeal.asked_at))
    said = text(
        sentences(_why(matter), *_rung(matter)),
        friends(matter),
        sentences(wording.note_welcome, where),
    )
    pause = _pause(matter) if in_thread and not asked else None
    waits = wording.note_ask_later.format(until=when(pause)) if pause else None
    ends = text(lost, sentences(asked or wording.note_ask, waits))
    room = limits.CARD_TEXT - len(said.content) - len(ends.content) - _AROUND
    texts, files = _texts(matter, room)
    return [said, *texts, ends], files


def when(moment: datetime) -> str:
    """A moment as each reader's app shows it."""
    return f"<t:{int(moment.timestamp())}:f>"


def _why(matter: Matter) -> str:
    wording, case = matter.content.wording, matter.case
    words = dict.fromkeys(word for one in matter.taken for word in one.matched.splitlines())
    by_bot = any(one.kind == "remove" and one.by is None for one in matter.steps)
    sentence = wording.note_taken if words or by_bot else wording.note_taken_by_hand
    return sentence.format(
        name=f"<@{case.author_id}>", channel=channels(case), words=listed(words), **rule_of(matter)
    )


def _rung(matter: Matter) -> list[str | None]:
    wording, strike = matter.content.wording, matter.strike
    if strike is None or strike.withdrawn_at is not None:
        return []
    if strike.strike == 0:
        return [wording.note_first]
    counts = wording.note_strike.format(strike=strike.strike, days=matter.settings.strike_days)
    ends = _pause(matter)
    until = wording.note_timed_out.format(until=when(ends)) if ends is not None else None
    return [counts, until, wording.note_moderators if strike.asks_moderators else None]


def _pause(matter: Matter) -> datetime | None:
    """Until when they are timed out, if they are."""
    time_out = matter.done("timeout")
    return None if time_out is None else time_out.until


def _texts(matter: Matter, room: int) -> tuple[list[CardItem], list[discord.File]]:
    """The texts of all posts, each in a block that can be copied, or together in a file."""
    wording = matter.content.wording
    texts = [one.text for one in matter.taken if one.text]
    if not texts:
        return [text(wording.note_text_gone)], []
    blocks = "\n".join(f"{_FENCE}\n{one}\n{_FENCE}" for one in texts)
    fits = sum(map(len, texts)) <= MOST_IN_NOTE and len(blocks) <= room
    if fits and not any(_FENCE in one for one in texts):
        return [text(f"{wording.note_text}\n{blocks}")], []
    shown, file = as_file("\n\n".join(texts), _FILE)
    return [text(wording.note_in_file), shown], [file]


def as_file(content: str, name: str) -> tuple[CardItem, discord.File]:
    """Make a file of a text, and what shows it on a card."""
    shown: ui.File[ui.LayoutView] = ui.File(f"attachment://{name}")
    return shown, discord.File(io.BytesIO(content.encode()), name)


def friends(matter: Matter) -> str | None:
    """Quote what kind of place this is, exactly and with its author; None if no entry does."""
    entry = matter.content.guidance.entries.get(_FRIENDS)
    if entry is None or entry.quotation is None:
        return None
    said = discord.utils.escape_markdown(entry.body)
    author = entry.quotation.author or ""
    return matter.content.wording.note_friends.format(author=author, quotation=said)


def rule_of(matter: Matter) -> dict[str, str]:
    """Who said the rule, and where."""
    entry = matter.content.guidance.entries.get(_RULE)
    quotation = entry.quotation if entry is not None else None
    said_by = quotation.author if quotation is not None else None
    place = quotation.channel if quotation is not None else None
    return {"author": said_by or "the server's rules", "place": place or "pinned"}


def channels(case: Case) -> str:
    """Name the channels that a case is from."""
    places = dict.fromkeys(one.channel_id for one in case.messages) or {case.channel_id: None}
    return ", ".join(f"<#{one}>" for one in places)


def listed(words: Iterable[str]) -> str:
    """Put the first few words between quotation marks, one after the other."""
    shown = [f'"{plain(word, _WORD)}"' for word in list(words)[:_WORDS]]
    if len(shown) < 2:
        return "".join(shown) or "it"
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def sentences(*parts: str | None) -> str:
    """Put what is there one after the other."""
    return " ".join(filter(None, parts))

"""The card of a case: what was posted, what speaks against it, and what moderators did."""

from collections.abc import Iterator

import discord
from discord import ui

from bot.content import Content, Wording
from bot.interactions.cards import Card, row, text
from bot.interactions.host import Host
from bot.interactions.marking import marked
from bot.interactions.wording import plain
from bot.store import Case, CaseHistory, CaseMessage, RemovedPost
from bot.store.people import NOBODY
from cogs.moderation.access import ACCENT
from cogs.moderation.act_views import rows_of
from cogs.moderation.done_lines import appeal_lines, done_lines
from cogs.moderation.judged_card import reason_lines, sentences_of
from cogs.moderation.note import Matter
from cogs.moderation.reasons import rule_title
from cogs.moderation.words import done, member

_SETTLED = discord.Colour(0x6B7280)
_TEXT_ROOM = 1_400  # characters of all messages together, before they are escaped
_LEAST_ROOM = 120
_MESSAGES = 5
_SIGNALS = 10
_REPORTS = 4
_REASON = 120
_PLACES = {
    "content": "",
    "embed": "embed",
    "attachment": "file",
    "forward": "forwarded",
    "poll": "poll",
    "sticker": "sticker",
    "component": "buttons and panels",
    "title": "title",
}


async def draw(host: Host, case: Case) -> Card:
    """Make the card of a case as it stands."""
    history = CaseHistory(0, 0, 0, None)
    if case.author_id != NOBODY:
        history = await host.store.cases.history_of(case.guild_id, case.author_id, besides=case.id)
    return case_card(await Matter.of(host, case), history)


def case_card(matter: Matter, history: CaseHistory) -> Card:
    """Make the card for the moderators' log; it pings nobody."""
    case, content = matter.case, matter.content
    wording, reports, asked = content.wording, _reports(case), appeal_lines(matter)
    needs_somebody = case.state == "open" or matter.waits
    decided = "\n".join([*map(done, case.decisions), *done_lines(matter)])
    return Card(
        text(f"### Case {case.id}: {rule_title(content, case.rule)}", _who(case)),
        text("\n".join(_messages(matter))),
        text(_why(content, case)),
        *([text(reports)] if reports else []),
        ui.Separator(),
        text(_history(wording, history), decided),
        *([text("\n".join(asked))] if asked else []),
        *(row(*buttons) for buttons in rows_of(matter)),
        accent=ACCENT if needs_somebody else _SETTLED,
    )


def jump(guild_id: int, message: CaseMessage) -> str:
    """The address of a message."""
    return f"https://discord.com/channels/{guild_id}/{message.channel_id}/{message.message_id}"


def _who(case: Case) -> str:
    by = "reported" if case.origin == "reported" else "judged"
    times = len(case.messages)
    said = "a message" if times == 1 else f"{times} messages"
    return f"{member(case.author_id)}, {said} in {_channels(case)}, {by} <t:{_at(case)}:R>"


def _channels(case: Case) -> str:
    places = dict.fromkeys(one.channel_id for one in case.messages) or {case.channel_id: None}
    return ", ".join(f"<#{one}>" for one in places)


def _at(case: Case) -> int:
    return int(case.opened_at.timestamp())


def _messages(matter: Matter) -> Iterator[str]:
    case, wording = matter.case, matter.content.wording
    kept = {post.message_id: post for post in matter.posts}
    shown = case.messages[-_MESSAGES:]
    room = max(_LEAST_ROOM, _TEXT_ROOM // max(1, len(shown)))
    if len(case.messages) > len(shown):
        yield f"-# and {len(case.messages) - len(shown)} earlier"
    for message in shown:
        yield from _quoted(message, room)
        if not message.parts and message.message_id in kept:
            yield _quoted_post(kept[message.message_id], room)
        yield f"-# {_where(matter, message)}"
    if not case.has_text and not kept:
        yield wording.case_text_gone


def _where(matter: Matter, message: CaseMessage) -> str:
    """Say when a message was posted, and where it is."""
    posted = f"<t:{int(message.posted_at.timestamp())}:f>"
    if not message.was_posted:
        return f"{matter.content.wording.case_blocked}, {posted}"
    took = matter.step_about(message.message_id)
    if took is not None and took.kind == "restore":
        place = f"{matter.case.guild_id}/{took.channel_id}/{took.message_id}"
        return f"Posted {posted}, [put back](https://discord.com/channels/{place})"
    if took is not None:
        return f"Posted {posted}, taken down"
    gone = ", deleted" if message.deleted_at else ""
    return f"[Go to the message]({jump(matter.case.guild_id, message)}), {posted}{gone}"


def _quoted(message: CaseMessage, room: int) -> Iterator[str]:
    for number, part in enumerate(message.parts):
        if room <= 0:
            yield "> …"
            return
        spans = [one.span for one in message.signals if one.part == number and one.weight > 0]
        if place := _PLACES.get(part.place, part.place):
            yield f"-# {place}"
        yield f"> {marked(part.text, spans, max(room, _LEAST_ROOM))}"
        room -= len(part.text)


def _quoted_post(post: RemovedPost, room: int) -> str:
    """Quote a post that is gone, with the words marked of which it is known that they matched."""
    found = ((post.text.find(word), word) for word in post.matched.splitlines())
    spans = [(at, at + len(word)) for at, word in found if at >= 0]
    return f"> {marked(post.text, spans, room)}"


def _why(content: Content, case: Case) -> str:
    strongest = max(case.messages, key=lambda one: (one.action == "remove", one.score))
    if not strongest.signals:
        return content.wording.case_no_signals
    texts = [part.text for part in strongest.parts]
    lines = reason_lines(strongest.signals, texts, sentences_of(content.moderation))
    rule = content.moderation.rules.get(case.rule)
    levels = rule and content.wording.case_score.format(review=rule.review, remove=rule.remove)
    return "\n".join(
        [f"**Why: {case.score}**", *lines[:_SIGNALS], *([f"-# {levels}"] if levels else [])]
    )


def _reports(case: Case) -> str:
    lines = [
        f"- {member(one.by)}: {plain(one.reason, _REASON)}" for one in case.reports[-_REPORTS:]
    ]
    if not lines:
        return ""
    times = len(case.reports)
    return "\n".join([f"**Reported by {times} member{'s' if times > 1 else ''}**", *lines])


def _history(wording: Wording, history: CaseHistory) -> str:
    if not history.cases:
        return f"**Here so far**\n{wording.case_no_history}"
    cases = f"{history.cases} earlier case{'s' if history.cases > 1 else ''}"
    said = [f"{history.confirmed} promotion"] if history.confirmed else []
    said += [f"{history.overturned} let stand"] if history.overturned else []
    decided = f": {', '.join(said)}" if said else ""
    last = f"; the last <t:{int(history.last.timestamp())}:D>" if history.last else ""
    return f"**Here so far**\n{cases}{decided}{last}"

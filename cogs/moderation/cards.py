"""The card of a case: what was posted, what speaks against it, and what moderators did."""

from collections.abc import Iterator

import discord
from discord import ui

from bot.content import Content, Wording
from bot.interactions.cards import Card, row, text
from bot.interactions.host import Host
from bot.interactions.marking import marked
from bot.interactions.wording import plain
from bot.store import Case, CaseHistory, CaseMessage
from cogs.moderation.access import ACCENT
from cogs.moderation.case_views import AgainButton, buttons_of
from cogs.moderation.judged_card import reason_lines, sentences_of
from cogs.moderation.reasons import rule_title
from cogs.moderation.words import done

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
    history = await host.store.cases.history_of(case.guild_id, case.author_id, besides=case.id)
    return case_card(host.shelf.content, case, history)


def case_card(content: Content, case: Case, history: CaseHistory) -> Card:
    """Make the card for the moderators' log; it pings nobody."""
    is_open = case.state == "open"
    wording, reports = content.wording, _reports(case)
    return Card(
        text(f"### Case {case.id}: {rule_title(content, case.rule)}", _who(case)),
        text("\n".join(_messages(wording, case))),
        text(_why(content, case)),
        *([text(reports)] if reports else []),
        ui.Separator(),
        text(_history(wording, history), "\n".join(map(done, case.decisions))),
        row(*buttons_of(case.id)) if is_open else row(AgainButton(str(case.id))),
        accent=ACCENT if is_open else _SETTLED,
    )


def jump(guild_id: int, message: CaseMessage) -> str:
    """The address of a message."""
    return f"https://discord.com/channels/{guild_id}/{message.channel_id}/{message.message_id}"


def _who(case: Case) -> str:
    by = "reported" if case.origin == "reported" else "judged"
    times = len(case.messages)
    said = "a message" if times == 1 else f"{times} messages"
    return f"<@{case.author_id}>, {said} in {_channels(case)}, {by} <t:{_at(case)}:R>"


def _channels(case: Case) -> str:
    places = dict.fromkeys(one.channel_id for one in case.messages) or {case.channel_id: None}
    return ", ".join(f"<#{one}>" for one in places)


def _at(case: Case) -> int:
    return int(case.opened_at.timestamp())


def _messages(wording: Wording, case: Case) -> Iterator[str]:
    shown = case.messages[-_MESSAGES:]
    room = max(_LEAST_ROOM, _TEXT_ROOM // max(1, len(shown)))
    if len(case.messages) > len(shown):
        yield f"-# and {len(case.messages) - len(shown)} earlier"
    for message in shown:
        yield from _quoted(message, room)
        posted = int(message.posted_at.timestamp())
        gone = ", deleted" if message.deleted_at else ""
        yield f"-# [Go to the message]({jump(case.guild_id, message)}), <t:{posted}:f>{gone}"
    if not case.has_text:
        yield wording.case_text_gone


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
    lines = [f"- <@{one.by}>: {plain(one.reason, _REASON)}" for one in case.reports[-_REPORTS:]]
    if not lines:
        return ""
    times = len(case.reports)
    return "\n".join([f"**Reported by {times} member{'s' if times > 1 else ''}**", *lines])


def _history(wording: Wording, history: CaseHistory) -> str:
    if not history.cases:
        return f"**Here so far**\n{wording.case_no_history}"
    said = [f"{history.cases} earlier case{'s' if history.cases > 1 else ''}"]
    said += [f"{history.confirmed} promotion"] if history.confirmed else []
    said += [f"{history.overturned} let stand"] if history.overturned else []
    last = f"; the last <t:{int(history.last.timestamp())}:D>" if history.last else ""
    return f"**Here so far**\n{', '.join(said)}{last}"

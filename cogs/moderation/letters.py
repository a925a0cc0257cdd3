"""What the bot writes about a case besides its card: to its author, and back into the channel."""

import discord

from bot.interactions.cards import Card, row, text
from bot.interactions.host import Host
from bot.interactions.wording import plain
from bot.store import Step
from cogs.moderation.access import ACCENT
from cogs.moderation.appeals import AboutButton, AskButton, MineButton, WaitingButton
from cogs.moderation.note import (
    MOST_IN_NOTE,
    Matter,
    as_file,
    channels,
    friends,
    note_items,
    rule_of,
    sentences,
    when,
)
from cogs.moderation.words import member

_FILE = "post.txt"


async def draw_letter(host: Host, step: Step) -> Card:
    """Make what a step shows; raises `LookupError` if what it is about is not kept any more."""
    case = await host.store.cases.get(step.guild_id, step.case_id)
    if case is None:
        msg = f"case {step.case_id}"
        raise LookupError(msg)
    matter = await Matter.of(host, case)
    match step.kind:
        case "note":
            place = host.get_channel(step.channel_id or 0)
            return note_card(matter, in_thread=isinstance(place, discord.Thread))
        case "warn":
            return warning_card(matter)
        case "told":
            return back_card(matter)
        case "answer":
            return answer_card(matter)
        case "restore":
            return restored_card(matter, step.target_id)
        case _:
            return waiting_card(matter)


def note_card(matter: Matter, *, in_thread: bool) -> Card:
    """Say which post went, why, what goes with it, and give the text back."""
    items, files = note_items(matter, in_thread=in_thread)
    button = row(AskButton("note", str(matter.case.id)))
    return Card(*items, button, accent=ACCENT, files=files)


def warning_card(matter: Matter) -> Card:
    """Ask somebody to have another look at a post that stays."""
    wording, case = matter.content.wording, matter.case
    [first, *_] = case.messages
    link = f"https://discord.com/channels/{case.guild_id}/{first.channel_id}/{first.message_id}"
    post = f"[Your post]({link}) in {channels(case)}"
    name = f"<@{case.author_id}>"
    said = wording.note_warned.format(name=name, post=post, **rule_of(matter))
    return Card(
        text(said, friends(matter), sentences(wording.note_welcome, wording.note_ask)),
        row(AskButton("warn", str(case.id))),
        accent=ACCENT,
    )


def back_card(matter: Matter) -> Card:
    """Say that a moderator took it back, and what that means."""
    wording, case = matter.content.wording, matter.case
    put_back = any(one.kind == "restore" and one.state == "done" for one in matter.steps)
    first = wording.note_back if put_back else wording.note_back_only
    had_strike = matter.strike is not None and matter.strike.strike > 0
    ended = matter.done("end_timeout")
    return Card(
        text(
            sentences(
                first.format(channel=channels(case)),
                wording.note_strike_gone if had_strike else None,
                wording.note_timeout_ended if ended and ended.outcome is None else None,
            )
        ),
        row(MineButton("told", str(case.id))),
        accent=ACCENT,
    )


def answer_card(matter: Matter) -> Card:
    """Give a moderator's answer, without their name."""
    said = matter.appeal.answer if matter.appeal is not None else ""
    first = matter.content.wording.note_answer.format(channel=channels(matter.case))
    return Card(
        text(first, f"> {plain(said, len(said))}" if said else None),
        row(MineButton("answer", str(matter.case.id))),
        accent=ACCENT,
    )


def restored_card(matter: Matter, message_id: int) -> Card:
    """Put a post back as a quotation in its author's name.

    Raises `LookupError` if its text is not kept any more.
    """
    wording = matter.content.wording
    post = next((one for one in matter.posts if one.message_id == message_id), None)
    if post is None:
        msg = f"post {message_id}"
        raise LookupError(msg)
    first = wording.note_restored.format(name=f"<@{post.author_id}>", when=when(post.posted_at))
    why, button = text(f"-# {wording.note_restored_why}"), row(AboutButton(str(message_id)))
    lines = "\n".join(f"> {line}" for line in post.text.splitlines())
    if len(lines) <= MOST_IN_NOTE:
        return Card(text(first, lines), why, button)
    shown, file = as_file(post.text, _FILE)
    return Card(text(first), shown, why, button, files=[file])


def waiting_card(matter: Matter) -> Card:
    """Bring an appeal up again, to moderators."""
    case, appeal = matter.case, matter.appeal
    said = matter.content.wording.note_waiting.format(
        number=case.id,
        name=member(case.author_id),
        when=when(appeal.asked_at if appeal is not None else case.opened_at),
    )
    return Card(text(said), row(WaitingButton(str(case.id))), accent=ACCENT)

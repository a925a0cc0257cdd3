"""`/outreach`: how a message to an artist may be heard, for the member alone; nothing is kept."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from discord import app_commands, ui
from discord.ext import commands

from bot.content import Content
from bot.interactions.cards import Card, CardItem, row, text
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm, field
from bot.interactions.host import Host, Interaction
from bot.interactions.marking import marked
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import plain
from bot.planning.outreach import NO_MUSIC, Held, Seen, hold
from cogs.planning.access import ACCENT, content_of
from cogs.planning.reading import read_button

_LONGEST_MESSAGE = 4_000  # characters; a message to somebody has no more
_QUOTED = 1_000
_LONGEST_WORDS = 80
_MOST_ENTRIES = 4


class OutreachCheck(commands.Cog):
    """Holds a message against the natural and the transactional approach."""

    @app_commands.command(
        description="How may your message to an artist be heard? Privately.",
        extras=open_to(Who.ANYBODY),
    )
    @app_commands.describe(text="The message; without it a form opens. I keep nothing of it")
    async def outreach(
        self,
        interaction: Interaction,
        text: app_commands.Range[str, 1, _LONGEST_MESSAGE] | None = None,
    ) -> None:
        """Look at the message, or ask for a long one in a form."""
        if text is None:
            await MessageForm().open(interaction)
        else:
            await _look_at(interaction, text)


class MessageForm(LastingForm, template=r"outreach:message", open_to=Who.ANYBODY):
    """Room for a message of several lines."""

    def __init__(self) -> None:
        super().__init__("Your message to an artist", "outreach:message")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        about = "Paste it as you would send it. I keep nothing of it"
        return [field("message", "The message", about=about, most=_LONGEST_MESSAGE, long=True)]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        await _look_at(interaction, typed.get("message", ""))


async def _look_at(interaction: Interaction, message: str) -> None:
    content = content_of(interaction)
    if not any(character.isalnum() for character in message):
        raise Refusal(content.outreach.words.blank)
    held = await asyncio.to_thread(hold, message, content.outreach)
    card = outreach_card(content, message, held)
    await interaction.response.send_message(view=card, ephemeral=True)


def outreach_card(content: Content, message: str, held: Held) -> Card:
    """Say what reads as a pitch, what is good, and which entries help; the words stay as typed."""
    words = content.outreach.words
    spans = [seen.span for seen in held.pitch if seen.span is not None]
    return Card(
        text("### Your message", _verdict(content, held)),
        text(f"> {marked(message, spans, _QUOTED)}"),
        *_listed(words.pitch_heading, held.pitch, message),
        *_listed(words.good_heading, held.good, message),
        *_entries(content, held),
        text(f"-# {words.only_english} {words.kept}"),
        accent=ACCENT,
    )


def _verdict(content: Content, held: Held) -> str:
    words = content.outreach.words
    if held.pitch:
        return words.reads_as_pitch
    return words.reads_as_person if held.good else words.says_little


def _listed(heading: str, seen: Sequence[Seen], message: str) -> Iterator[CardItem]:
    lines = [f"- {one.check.sentence}{_words(one, message)}" for one in seen]
    if lines:
        yield text(f"**{heading}**\n" + "\n".join(lines))


def _words(seen: Seen, message: str) -> str:
    said = "" if seen.span is None else message[slice(*seen.span)].strip()
    return f" “{plain(said, _LONGEST_WORDS)}”" if said else ""


def _entries(content: Content, held: Held) -> Iterator[CardItem]:
    helping = held.entries(_MOST_ENTRIES) or content.outreach.checks[NO_MUSIC].entries
    buttons = [button for entry in helping for button in read_button(content, entry)]
    if buttons:
        yield row(*buttons)


FORMS = (MessageForm,)

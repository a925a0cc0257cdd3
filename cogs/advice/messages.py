"""What a message says, wherever in it that stands."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import discord

_READ = 2_000  # characters of a message that are searched; a question stands near its start


_Part: TypeAlias = discord.Message | discord.MessageSnapshot


def message_text(message: discord.Message) -> str:
    """Return the words of a message: its content, cards and embeds, and those it forwards."""
    parts: list[_Part] = [message, *message.message_snapshots]
    said = [one for part in parts for one in _texts(part)]
    return "\n".join(filter(None, said))[:_READ]


def _texts(part: _Part) -> Iterator[str]:
    yield part.content
    yield from _component_texts(part.components)
    for embed in part.embeds:
        yield from (embed.title or "", embed.description or "")
        for field in embed.fields:
            yield from (field.name or "", field.value or "")


def _component_texts(components: Iterable[object]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        elif isinstance(component, discord.Container | discord.SectionComponent):
            yield from _component_texts(component.children)

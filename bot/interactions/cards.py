"""The base of every card: a Components V2 message whose buttons work for ever."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import discord
from discord import ui

from bot import limits
from bot.interactions.host import Interaction
from bot.interactions.wording import fit, shorten

# Any: discord.py passes items into views of its own making as well
CardItem: TypeAlias = "ui.Item[Any]"


_NOTHING_TO_SEE = "\u200b"


class Card(ui.LayoutView):
    """A message of text and lasting buttons, in one frame.

    It is not kept after sending: every press is answered by the dynamic item that was registered
    at start, so a restart changes nothing. Hence only dynamic items and link buttons may stand in
    it; a card with any other raises TypeError (a mixed view would unregister the dynamic items of
    the whole client when it ends, and die with the process).

    Over 4,000 characters in all, the last texts are cut between two words. `files` are what its
    file components show; they can be sent once.
    """

    def __init__(
        self,
        *items: CardItem,
        accent: discord.Colour | None = None,
        files: Sequence[discord.File] = (),
    ) -> None:
        super().__init__(timeout=None)
        self.files = list(files)
        self.add_item(ui.Container(*items, accent_colour=accent))
        self._check_items()
        self._fit_texts()
        # A view that has stopped is sent but not stored, so discord.py gives an ephemeral one
        # no 15-minute timeout and keeps nothing in memory.
        self.stop()

    def _check_items(self) -> None:
        for item in self.walk_children():
            if item.is_dispatchable() and not isinstance(item, ui.DynamicItem):
                msg = f"{type(item).__name__} in a card would not survive a restart"
                raise TypeError(msg)

    def _fit_texts(self) -> None:
        displays = [item for item in self.walk_children() if isinstance(item, ui.TextDisplay)]
        # Discord refuses an empty text, so one that found no room keeps a character that shows
        # nothing, for which room is left here.
        fitted = fit([display.content for display in displays], limits.CARD_TEXT - len(displays))
        for display, shown in zip(displays, fitted, strict=True):
            display.content = shown or _NOTHING_TO_SEE


def text(*paragraphs: str | None) -> ui.TextDisplay[Any]:
    """Make a text of the paragraphs that are there, an empty line between them."""
    return ui.TextDisplay("\n\n".join(filter(None, paragraphs)))


def row(*items: CardItem) -> ui.ActionRow[Any]:
    """Put up to five buttons, or one select, side by side."""
    return ui.ActionRow(*items)


def option(label: str, value: str, description: str = "") -> discord.SelectOption:
    """Make a menu's option with label and description cut to what Discord shows."""
    return discord.SelectOption(
        label=shorten(label, limits.SELECT_OPTION_LABEL),
        value=value,
        description=shorten(description, limits.SELECT_OPTION_DESCRIPTION) or None,
    )


async def turn_to(interaction: Interaction, card: Card) -> None:
    """Show `card` to the person alone: in place of the private one they used, else as a new one."""
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.edit_message(view=card, attachments=card.files)
    else:
        await interaction.response.send_message(view=card, files=card.files, ephemeral=True)

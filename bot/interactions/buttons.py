"""Buttons and menus that outlive the process: all they know is in their custom_id.

discord.py finds the class by its template and makes the item anew for each press. What
`from_custom_id` or `callback` raise it only logs, and the person would read "This interaction
failed"; so here the first does nothing that can fail and the second leads every error to the
chain. There also stands the check who may press, because a failing `interaction_check` is silent.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

import discord
from discord import ui

from bot.interactions.errors import count, take_up
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, admit

_AnyButton: TypeAlias = "ui.Button[Any]"  # Any: an item is pressed in a view of discord.py's own
_AnySelect: TypeAlias = "ui.Select[Any]"
_ItemT = TypeVar("_ItemT", bound="ui.Item[Any]")

# Matches no custom_id: the bases below are never pressed themselves.
_NOTHING = r"(?!)"


class _Lasting(ui.DynamicItem[_ItemT], template=_NOTHING):
    """What buttons and menus share: being made anew, who may press, and the error chain.

    A subclass names its ids as groups of its `template` and takes each of them, as text, under
    the same name in its constructor. It says whom it is `open_to`, unless the class that it is
    made from has said so.
    """

    open_to: ClassVar[Who | None] = None

    def __init_subclass__(cls, *, template: str, open_to: Who | None = None) -> None:
        """Take the pattern of the custom_ids, and who may press."""
        super().__init_subclass__(template=template)
        if open_to is not None:
            cls.open_to = open_to

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the item anew from the ids in its custom_id."""
        make: Callable[..., Self] = cls
        return make(**match.groupdict())

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a press, or lead what went wrong to the error chain."""
        host: Host = interaction.client
        try:
            take_up(interaction)
            await admit(interaction, self.open_to)
            await self.press(interaction)
            count(interaction, "answered")
        except Exception as error:  # noqa: BLE001 - the chain answers for every kind
            await host.answering.answer(interaction, error)

    async def press(self, interaction: Interaction) -> None:
        """Do what the label promises, and acknowledge within 3 seconds."""
        raise NotImplementedError


class LastingButton(_Lasting[_AnyButton], template=_NOTHING):
    """A button that works for ever."""

    def __init__(
        self,
        label: str,
        custom_id: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        super().__init__(
            ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)
        )

    def spent(self, labels: Mapping[str, str]) -> ui.LayoutView:
        """Return the message that was pressed as it stands, but with some buttons used up.

        `labels` are what those buttons say from now on, by their custom_id. discord.py hands the
        pressed item the view it rebuilt from the message. In it the other items are ordinary
        ones, so it must not be stored: it is stopped before it is sent.
        """
        if not isinstance(self.view, ui.LayoutView):
            raise TypeError("only a pressed button stands in a message")
        for item in self.view.walk_children():
            button = item.item if isinstance(item, LastingButton) else item
            if not isinstance(button, ui.Button) or button.custom_id is None:
                continue
            if label := labels.get(button.custom_id):
                button.label, button.disabled = label, True
        self.view.stop()
        return self.view


class LastingMenu(_Lasting[_AnySelect], template=_NOTHING):
    """A menu of one choice that works for ever."""

    def __init__(
        self, placeholder: str, custom_id: str, options: Sequence[discord.SelectOption]
    ) -> None:
        super().__init__(
            ui.Select(placeholder=placeholder, custom_id=custom_id, options=list(options))
        )

    @property
    def chosen(self) -> str:
        """The value of the option that was chosen."""
        return self.item.values[0]

"""Modals that may be sent after any restart: their state stands in their custom_id.

discord.py forgets a modal when the process ends, and one that a person sends later would be lost
with all that they typed. So it is never asked to remember one: every submission is led by its
custom_id to the form that is registered for it, like the press of a lasting button.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot import limits
from bot.interactions.errors import count, take_up
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, admit
from bot.interactions.wording import shorten


class LastingForm:
    """A modal of text fields and menus.

    A subclass gives the pattern of its custom_ids as `template`, names the ids in it as groups,
    and takes each of them, as text, under the same name in its constructor. It says whom it is
    `open_to`, unless the class that it is made from has said so.
    """

    template: ClassVar[re.Pattern[str]]
    open_to: ClassVar[Who | None] = None

    def __init_subclass__(cls, *, template: str, open_to: Who | None = None) -> None:
        """Take the pattern of the custom_ids, and who may send it."""
        cls.template = re.compile(template)
        if open_to is not None:
            cls.open_to = open_to

    def __init__(self, title: str, custom_id: str) -> None:
        self.title, self.custom_id = title, custom_id

    @classmethod
    def from_custom_id(cls, custom_id: str) -> Self | None:
        """Make the form that a custom_id stands for; None if it is another's."""
        match = cls.template.fullmatch(custom_id)
        make: Callable[..., Self] = cls
        return None if match is None else make(**match.groupdict())

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        """Make the fields, at most five, each from `field` or `menu`."""
        raise NotImplementedError

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        """Take what was typed or chosen, by the fields' names, and acknowledge within 3 seconds."""
        raise NotImplementedError

    async def open(self, interaction: Interaction) -> None:
        """Show the form in answer to a command or a press."""
        modal = ui.Modal(title=shorten(self.title, limits.MODAL_TITLE), custom_id=self.custom_id)
        for one in self.fields(interaction.client):
            modal.add_item(one)
        modal.stop()  # discord.py keeps no modal that has stopped
        await interaction.response.send_modal(modal)


def field(  # noqa: PLR0913 - what a field has, by name
    name: str,
    label: str,
    *,
    about: str | None = None,
    example: str | None = None,
    typed: str | None = None,
    most: int = 100,
    needed: bool = True,
    long: bool = False,
) -> "ui.Label[Any]":
    """Make a text field; `typed` stands in it already, `example` only until something does."""
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    box: ui.TextInput[Any] = ui.TextInput(
        custom_id=name,
        style=style,
        placeholder=None if example is None else shorten(example, limits.PLACEHOLDER),
        default=typed or None,
        required=needed,
        max_length=most,
    )
    return _labelled(label, about, box)


def menu(
    name: str, label: str, options: Sequence[discord.SelectOption], *, about: str | None = None
) -> "ui.Label[Any]":
    """Make a field of one choice, which has to be made; its value comes back as text."""
    box: ui.Select[Any] = ui.Select(custom_id=name, options=list(options), required=True)
    return _labelled(label, about, box)


def channel_menu(
    name: str,
    label: str,
    kinds: Sequence[discord.ChannelType],
    *,
    about: str | None = None,
    chosen: int | None = None,
) -> "ui.Label[Any]":
    """Make a field of one channel or none; its id comes back as text, and nothing for none."""
    box: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=name,
        channel_types=list(kinds),
        min_values=0,
        required=False,
        default_values=_chosen(chosen, discord.SelectDefaultValueType.channel),
    )
    return _labelled(label, about, box)


def role_menu(
    name: str, label: str, *, about: str | None = None, chosen: int | None = None
) -> "ui.Label[Any]":
    """Make a field of one role or none; its id comes back as text, and nothing for none."""
    box: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=name,
        min_values=0,
        required=False,
        default_values=_chosen(chosen, discord.SelectDefaultValueType.role),
    )
    return _labelled(label, about, box)


def _chosen(
    chosen: int | None, kind: discord.SelectDefaultValueType
) -> list[discord.SelectDefaultValue]:
    return [] if chosen is None else [discord.SelectDefaultValue(id=chosen, type=kind)]


def _labelled(label: str, about: str | None, box: "ui.Item[Any]") -> "ui.Label[Any]":
    shown = shorten(label, limits.FIELD_LABEL)
    below = None if about is None else shorten(about, limits.FIELD_ABOUT)
    return ui.Label(text=shown, description=below, component=box)


async def answer_form(interaction: Interaction, forms: Sequence[type[LastingForm]]) -> bool:
    """Lead a submission to its form; return whether there was one.

    What goes wrong is led to the error chain.
    """
    custom_id = interaction.custom_id or ""
    made = (form.from_custom_id(custom_id) for form in forms)
    form = next((one for one in made if one is not None), None)
    if form is None:
        return False
    try:
        take_up(interaction)
        await admit(interaction, form.open_to)
        await form.submit(interaction, typed_in(interaction))
        count(interaction, "answered")
    except Exception as error:  # noqa: BLE001 - the chain answers for every kind
        await interaction.client.answering.answer(interaction, error)
    return True


def typed_in(interaction: Interaction) -> dict[str, str]:
    """Return what a submission holds, by the fields' names: what was typed, or the one choice."""
    data: Any = interaction.data or {}
    return dict(_values(data.get("components", [])))


def _values(components: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for one in components:
        inside = [one["component"]] if "component" in one else one.get("components", [])
        yield from _values(inside)
        chosen = one.get("values") or []
        value = chosen[0] if len(chosen) == 1 else one.get("value")
        if isinstance(value, str):
            yield one["custom_id"], value

"""Modals of every kind as discord.py sends them, and its answers to what comes back."""

from typing import Any

import discord
from discord import ui

OPTION = discord.SelectOption(label="Club", value="club", description="With a stage", emoji="🎹")


def asking(title: str, *fields: ui.Item[Any]) -> ui.Modal:
    """A modal that asks with these, each under a label, after a text."""
    modal = ui.Modal(title=title, custom_id="gig:7")
    modal.add_item(ui.TextDisplay("Only you see **this**."))
    for one in fields:
        label: ui.Label[ui.Modal] = ui.Label(text="Gig", description="Short", component=one)
        modal.add_item(label)
    return modal


def every_modal() -> list[ui.Modal]:
    """Modals with, together, everything that a modal may hold."""
    kinds = [("Club", "club"), ("Bar", "bar")]
    radio = [discord.RadioGroupOption(label=label, value=value) for label, value in kinds]
    boxes = [discord.CheckboxGroupOption(label=label, value=value) for label, value in kinds]
    older = ui.Modal(title="The older form", custom_id="gig:8")
    older.add_item(ui.TextInput(label="Fee", custom_id="fee", default="50", required=False))
    return [
        asking(
            "Words and choices",
            ui.TextInput(custom_id="fee", placeholder="50", min_length=1, max_length=20),
            ui.Select(custom_id="kind", options=[OPTION], placeholder="Kind", required=False),
            ui.RadioGroup(custom_id="one", options=radio),
            ui.CheckboxGroup(custom_id="many", options=boxes, min_values=1, max_values=2),
        ),
        asking(
            "People and places",
            ui.UserSelect(custom_id="who", default_values=[discord.Object(101)]),
            ui.RoleSelect(custom_id="role", required=False),
            ui.MentionableSelect(custom_id="either", max_values=2),
            ui.ChannelSelect(custom_id="where", channel_types=[discord.ChannelType.text]),
        ),
        asking(
            "The rest",
            ui.Checkbox(custom_id="sure", default=True),
            ui.FileUpload(custom_id="proof", required=False, max_values=2),
        ),
        older,
    ]

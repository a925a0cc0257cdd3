"""What `/privacy` does, and its buttons: each is about whoever presses, and knows nothing else."""

import io
import secrets
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, text, turn_to
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.privacy import Part, as_json, as_parts, delete
from bot.store.keys import KEY_BYTES
from cogs.privacy import cards

_FILES = 10  # https://docs.discord.com/developers/reference#uploading-files
_DANGER, _FIRST = discord.ButtonStyle.danger, discord.ButtonStyle.primary


async def look(interaction: Interaction) -> None:
    """Show what is kept of whoever asks."""
    counts = await interaction.client.store.persons.counts(interaction.user.id)
    card = cards.show_card(interaction.client, counts, ExportButton(), DeleteButton())
    await turn_to(interaction, card)


async def ask(interaction: Interaction) -> None:
    """Say what deleting means for whoever asks, and ask whether they want it."""
    counts = await interaction.client.store.persons.counts(interaction.user.id)
    card = cards.confirm_card(interaction.client, counts, ConfirmButton(), KeepButton())
    await turn_to(interaction, card)


async def export(interaction: Interaction) -> None:
    """Send everything about whoever asks, to them alone."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    host, user_id = interaction.client, interaction.user.id
    rows = await host.store.persons.rows(user_id)
    if not rows:
        await interaction.edit_original_response(view=_said(cards.NOTHING))
        return
    parts = as_parts(as_json(rows, user_id, host.clock.now()), interaction.filesize_limit)
    first = cards.export_text(is_packed=parts[0].name.endswith(".gz"), in_pieces=len(parts) > 1)
    card = _with_files(first, parts[:_FILES])
    await interaction.edit_original_response(view=card, attachments=card.files)
    for start in range(_FILES, len(parts), _FILES):
        more = _with_files("More of the pieces:", parts[start : start + _FILES])
        await interaction.followup.send(view=more, files=more.files, ephemeral=True)


class ExportButton(LastingButton, template=r"privacy:export", open_to=Who.ANYBODY):
    """Sends the file."""

    def __init__(self) -> None:
        super().__init__("Get it as a file", "privacy:export", style=_FIRST)

    async def press(self, interaction: Interaction) -> None:
        await export(interaction)


class DeleteButton(LastingButton, template=r"privacy:delete", open_to=Who.ANYBODY):
    """Asks before anything is deleted."""

    def __init__(self) -> None:
        super().__init__("Delete everything", "privacy:delete")

    async def press(self, interaction: Interaction) -> None:
        await ask(interaction)


class ConfirmButton(LastingButton, template=r"privacy:confirm", open_to=Who.ANYBODY):
    """Deletes."""

    def __init__(self) -> None:
        super().__init__("Delete everything", "privacy:confirm", style=_DANGER)

    async def press(self, interaction: Interaction) -> None:
        host = interaction.client
        secret = secrets.token_bytes(KEY_BYTES)
        deleted = await delete(host.store, interaction.user.id, host.clock.now(), secret)
        await turn_to(interaction, cards.deleted_card(host, deleted))


class KeepButton(LastingButton, template=r"privacy:keep", open_to=Who.ANYBODY):
    """Leaves everything as it is."""

    def __init__(self) -> None:
        super().__init__("Keep it", "privacy:keep")

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, cards.kept_card())


def _with_files(said: str, parts: Sequence[Part]) -> Card:
    shown: list[ui.File[Any]] = [ui.File(f"attachment://{one.name}") for one in parts]
    files = [discord.File(io.BytesIO(one.content), one.name) for one in parts]
    return Card(text(said), *shown, accent=cards.ACCENT, files=files)


def _said(words: str) -> Card:
    return Card(text(words), accent=cards.ACCENT)


ITEMS = (ExportButton, DeleteButton, ConfirmButton, KeepButton)

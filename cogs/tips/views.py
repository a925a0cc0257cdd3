"""The buttons under a tip: the entry that says more, and a thread to talk it over.

Each press is counted for the tip, and not who pressed.
"""

from typing import Literal

import discord

from bot import limits
from bot.interactions import quoting
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import shorten
from bot.store.tip import TipOccurrence
from bot.tips import Tip
from cogs.tips.access import ACCENT, content_of
from cogs.tips.cards import tip_card

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_HAS_THREAD = 160004
_THREADS_FULL = {160006, 160007}
# Minutes without a word until a thread is archived: the longest there is.
_A_WEEK: Literal[10_080] = 10_080

_OCCURRENCE = r"tip:(?P<occurrence_id>\d{1,18})"
_ENTRY = "[a-z0-9-]{1,50}"
_NONE = 0  # the number of no occurrence: the tip is only shown


def draw(host: Host, occurrence: TipOccurrence, tip: Tip) -> Card:
    """Make the card of an occurrence; its number stands in every custom_id."""
    number = str(occurrence.id)
    return tip_card(
        host.shelf.content, tip, row(MoreButton(number, tip.entry), DiscussButton(number))
    )


def preview(host: Host, tip: Tip, note: str) -> Card:
    """Make the same card for a moderator's eyes, with nothing to talk over yet."""
    number = str(_NONE)
    controls = row(MoreButton(number, tip.entry), DiscussButton(number, disabled=True))
    return tip_card(host.shelf.content, tip, controls, note=note)


class MoreButton(
    LastingButton, template=rf"{_OCCURRENCE}:more:(?P<entry_id>{_ENTRY})", open_to=Who.ANYBODY
):
    """Shows the entry to the person alone."""

    def __init__(self, occurrence_id: str, entry_id: str) -> None:
        self.occurrence_id, self.entry_id = int(occurrence_id), entry_id
        super().__init__(
            "More on this",
            f"tip:{occurrence_id}:more:{entry_id}",
            style=discord.ButtonStyle.primary,
        )

    async def press(self, interaction: Interaction) -> None:
        content = content_of(interaction)
        entry = content.guidance.entries.get(self.entry_id)
        if entry is None:
            raise Refusal(content.wording.entry_gone)
        card = quoting.entry_card(content.guidance, entry)
        await interaction.response.send_message(view=card, ephemeral=True)
        ledger = interaction.client.store.tip_occurrences
        await ledger.pressed(interaction.guild_id or 0, self.occurrence_id, "more")


class DiscussButton(LastingButton, template=rf"{_OCCURRENCE}:discuss", open_to=Who.ANYBODY):
    """Opens a public thread on the tip, or leads to the one there is."""

    def __init__(self, occurrence_id: str, *, disabled: bool = False) -> None:
        self.occurrence_id = int(occurrence_id)
        super().__init__("Discuss", f"tip:{occurrence_id}:discuss", disabled=disabled)

    async def press(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        ledger, guild_id = interaction.client.store.tip_occurrences, interaction.guild_id or 0
        await ledger.pressed(guild_id, self.occurrence_id, "discuss")
        occurrence = await ledger.get(guild_id, self.occurrence_id)
        thread_id = await _thread_on(interaction, _name(interaction, occurrence))
        if occurrence is not None and occurrence.thread_id is None:
            await ledger.discussed(occurrence, thread_id)
        said = content_of(interaction).wording.tip_discussed.format(thread=f"<#{thread_id}>")
        await interaction.edit_original_response(view=Card(text(said), accent=ACCENT))


async def _thread_on(interaction: Interaction, name: str) -> int:
    """See to it that the pressed message has a thread, and return its id, which is the message's.

    Discord opens one a message and refuses another, so nothing has to be looked for.
    """
    message = interaction.message
    if message is None:
        raise TypeError("a pressed button stands in a message")
    try:
        await message.create_thread(name=name, auto_archive_duration=_A_WEEK)
    except discord.HTTPException as refused:
        if refused.code in _THREADS_FULL:
            raise Refusal(content_of(interaction).wording.tip_threads_full) from refused
        if refused.code != _HAS_THREAD:
            raise
    return message.id


def _name(interaction: Interaction, occurrence: TipOccurrence | None) -> str:
    content = content_of(interaction)
    tip_id = None if occurrence is None else occurrence.tip_id
    tip = next((one for one in content.tips if one.id == tip_id), None)
    entry = None if tip is None else content.guidance.entries.get(tip.entry)
    return shorten(f"Tip: {entry.title}" if entry else "Tip of the week", limits.THREAD_NAME)


ITEMS = (MoreButton, DiscussButton)

"""The library as a pressed button finds it: what it says now, which may not be what it said."""

from bot.content import Wording
from bot.guidance import Entry, Guidance
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction


def guidance_of(interaction: Interaction) -> Guidance:
    """Return the entries as they are now."""
    return interaction.client.shelf.content.guidance


def wording_of(interaction: Interaction) -> Wording:
    """Return the curators' sentences as they are now."""
    return interaction.client.shelf.content.wording


def find_entry(interaction: Interaction, entry_id: str) -> Entry:
    """Return the entry; raises `Refusal` if the library has it no longer."""
    entry = guidance_of(interaction).entries.get(entry_id)
    if entry is None:
        raise Refusal(wording_of(interaction).entry_gone)
    return entry

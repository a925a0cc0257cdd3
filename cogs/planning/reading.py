"""The button that opens an entry of the guidance."""

from bot.content import Content
from bot.interactions import quoting
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import CardItem
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import shorten
from cogs.planning.access import content_of

_LONGEST_LABEL = 80  # https://docs.discord.com/developers/components/reference#button


class ReadButton(
    LastingButton, template=r"planning:read:(?P<entry_id>[a-z0-9-]{1,50})", open_to=Who.ANYBODY
):
    """Shows an entry in a message of its own, so that the card stays open beside it."""

    def __init__(self, entry_id: str, title: str = "") -> None:
        self.entry_id = entry_id
        label = shorten(f"Read: {title}", _LONGEST_LABEL)
        super().__init__(label, f"planning:read:{entry_id}")

    async def press(self, interaction: Interaction) -> None:
        content = content_of(interaction)
        entry = content.guidance.entries.get(self.entry_id)
        if entry is None:
            raise Refusal(content.wording.entry_gone)
        card = quoting.entry_card(content.guidance, entry)
        await interaction.response.send_message(view=card, ephemeral=True)


def read_button(content: Content, entry_id: str | None) -> list[CardItem]:
    """Make the button for an entry; nothing if there is none, or it is a draft."""
    entry = content.guidance.entries.get(entry_id) if entry_id else None
    return [] if entry is None else [ReadButton(entry.id, entry.title)]


ITEMS = (ReadButton,)

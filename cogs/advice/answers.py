"""Answering somebody's message with an entry: the private card, its menu and its button.

Which message it is stands in the custom_ids, so the card works for as long as the message is
there.
"""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot import limits
from bot.guidance import Entry, Topic
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, require_posting
from cogs.advice import cards
from cogs.advice.cards import ENTRY_ID
from cogs.advice.library import find_entry, guidance_of, wording_of
from cogs.advice.posting import digest, post_once
from cogs.advice.rating import rating_buttons
from cogs.advice.views import BrowseButton, TopicMenu, public_entry

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_UNKNOWN_MESSAGE = 10008
_INVALID_FORM_BODY = 50035

_MESSAGE_ID = r"\d{1,20}"


def entry_for(  # noqa: PLR0913 - the parts of the card, most by name
    interaction: Interaction,
    message_id: int,
    entry: Entry,
    others: Sequence[Entry],
    *,
    near: Sequence[Topic] = (),
    note: str | None = None,
) -> Card:
    """Make the private card of an entry that may answer a message; `others` may as well."""
    guidance = guidance_of(interaction)
    controls: list[CardItem] = []
    around = {one.id: one for one in (*others, *guidance.related(entry))}
    around.pop(entry.id, None)
    if around:
        options = [option(one.title, one.id) for one in around.values()]
        menu = AnswerMenu(str(message_id), entry.id, options[: limits.SELECT_OPTIONS])
        controls.append(row(menu))
    if near:
        controls.append(row(TopicMenu(near, "Nearest topics")))
    answer: list[CardItem] = []
    if interaction.guild_id is not None:
        answer.append(AnswerButton(str(message_id), entry.id))
    controls.append(row(*answer, *rating_buttons(entry.id), BrowseButton()))
    return cards.entry_card(guidance, entry, *controls, tools=interaction.client.tools, note=note)


class AnswerButton(
    LastingButton,
    template=rf"advice:answer:(?P<message_id>{_MESSAGE_ID}):(?P<entry_id>{ENTRY_ID})",
    open_to=Who.ANYBODY,
):
    """Posts the entry as a reply to the message, once, whoever presses."""

    def __init__(self, message_id: str, entry_id: str) -> None:
        self.message_id, self.entry_id = int(message_id), entry_id
        super().__init__(
            "Answer with this",
            f"advice:answer:{message_id}:{entry_id}",
            style=discord.ButtonStyle.primary,
        )

    async def press(self, interaction: Interaction) -> None:
        entry = find_entry(interaction, self.entry_id)
        channel = require_posting(interaction, "read_message_history")
        try:
            await post_once(
                interaction,
                channel,
                public_entry(interaction, entry),
                nonce=digest(self.message_id, entry.id),
                spent=self.spent({self.custom_id: "Answered in the channel"}),
                reply_to=discord.MessageReference(
                    message_id=self.message_id,
                    channel_id=interaction.channel_id or 0,
                    guild_id=interaction.guild_id,
                ),
            )
        except discord.HTTPException as refused:
            if _is_gone(refused):
                raise Refusal(wording_of(interaction).message_gone) from refused
            raise


class AnswerMenu(
    LastingMenu,
    template=rf"advice:answers:(?P<message_id>{_MESSAGE_ID}):(?P<entry_id>{ENTRY_ID})",
    open_to=Who.ANYBODY,
):
    """Other entries that may answer the message; choosing one turns the card to it.

    `entry_id` is the one shown beside it, which the next menu offers in turn.
    """

    def __init__(
        self, message_id: str, entry_id: str, options: Sequence[discord.SelectOption] = ()
    ) -> None:
        self.message_id, self.entry_id, self.offered = int(message_id), entry_id, options
        super().__init__("Other answers", f"advice:answers:{message_id}:{entry_id}", options)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the menu anew with the options it was sent with."""
        options = item.options if isinstance(item, ui.Select) else ()
        return cls(match["message_id"], match["entry_id"], options)

    async def press(self, interaction: Interaction) -> None:
        entry = find_entry(interaction, self.chosen)
        known = guidance_of(interaction).entries
        ids = (self.entry_id, *(one.value for one in self.offered))
        others = [known[one] for one in ids if one in known]
        await turn_to(interaction, entry_for(interaction, self.message_id, entry, others))


ITEMS = (AnswerButton, AnswerMenu)


def _is_gone(refused: discord.HTTPException) -> bool:
    """Whether Discord refused because the message that is replied to is not there."""
    in_reference = refused.code == _INVALID_FORM_BODY and "message_reference" in refused.text
    return in_reference or refused.code == _UNKNOWN_MESSAGE

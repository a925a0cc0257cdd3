"""The buttons and menus of advice cards, and the cards with them.

Each knows one id and finds the entry or topic anew when pressed, so it works for as long as the
library has it.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence

import aiohttp
import discord

from bot import limits
from bot.guidance import Entry, Guidance, Topic
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import require_posting
from cogs.advice import cards

_log = logging.getLogger(__name__)

_ID = "[a-z0-9-]{1,50}"
_MOST_ENTRY_MENUS = 4  # of 25 entries each
_BROWSE = "Choose a topic, or ask with `/advice question:`."
_WITHDRAWN = "That entry is no longer in the library; /advice finds what there is now."
_NO_TOPIC = "That topic is no longer in the library; /advice shows the topics there are now."


def private_entry(
    guidance: Guidance,
    entry: Entry,
    interaction: Interaction,
    *,
    others: Sequence[Entry] = (),
    note: str | None = None,
) -> Card:
    """Make the card that one person sees; `others` answer the same question less well."""
    buttons: list[CardItem] = [BrowseButton()]
    if interaction.guild_id is not None:
        buttons.insert(0, ShowButton(entry.id))
    return cards.entry_card(
        guidance, entry, *_related(guidance, entry, others), row(*buttons), note=note
    )


def all_topics(
    guidance: Guidance,
    sentence: str = _BROWSE,
    *,
    first: Iterable[Topic] = (),
    note: str | None = None,
) -> Card:
    """Make the card that offers every topic with entries; `first` stand at the top."""
    ordered = dict.fromkeys(topic.id for topic in (*first, *guidance.topics.values()))
    topics = [guidance.topics[topic_id] for topic_id in ordered if guidance.in_topic(topic_id)]
    menus = [row(TopicMenu(topics))] if topics else []
    return cards.topics_card(sentence, *menus, note=note)


def one_topic(guidance: Guidance, topic: Topic, note: str | None = None) -> Card:
    """Make the card that offers the entries of a topic."""
    entries = guidance.in_topic(topic.id)
    parts = list(_parts(entries))[:_MOST_ENTRY_MENUS]
    menus = [row(EntryMenu(topic.id, str(number), part)) for number, part in enumerate(parts)]
    return cards.topic_card(topic, len(entries), *menus, row(BrowseButton()), note=note)


class ShowButton(LastingButton, template=rf"advice:show:(?P<entry_id>{_ID})"):
    """Posts the entry in the channel, once for each private card."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__("Show in channel", f"advice:show:{entry_id}")

    async def press(self, interaction: Interaction) -> None:
        guidance = interaction.client.shelf.content.guidance
        entry = _entry(guidance, self.entry_id)
        channel = require_posting(interaction)
        note = f"-# Shown by {interaction.user.mention}"
        related = _related(guidance, entry, ())
        # The card says "shown" only once that is so: a bot that is killed, or loses an answer,
        # before then leaves a button that still works. A second press meanwhile is the same post.
        await interaction.response.defer()
        await channel.send(
            view=cards.entry_card(guidance, entry, *related, note=note),
            nonce=self._nonce(interaction),
        )
        try:
            await interaction.edit_original_response(
                view=self.relabelled("Shown in the channel", disabled=True)
            )
        except (discord.DiscordException, aiohttp.ClientError, OSError) as lost:
            _log.warning("A card could not be marked as shown: %s", lost)

    def _nonce(self, interaction: Interaction) -> str:
        """Name this showing, so that Discord posts it once however often the button is pressed."""
        card = interaction.message.id if interaction.message else interaction.id
        return hashlib.sha256(f"{card}:{self.entry_id}".encode()).hexdigest()[: limits.NONCE]


class BrowseButton(LastingButton, template=r"advice:browse"):
    """Leads from anywhere to the topics."""

    def __init__(self) -> None:
        super().__init__("All topics", "advice:browse")

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, all_topics(interaction.client.shelf.content.guidance))


class TopicMenu(LastingMenu, template=r"advice:topics"):
    """Leads to the entries of a topic."""

    def __init__(self, topics: Sequence[Topic] = ()) -> None:
        options = [option(topic.name, topic.id, topic.about) for topic in topics]
        super().__init__("Topics", "advice:topics", options[: limits.SELECT_OPTIONS])

    async def press(self, interaction: Interaction) -> None:
        guidance = interaction.client.shelf.content.guidance
        topic = guidance.topics.get(self.chosen)
        if topic is None:
            raise Refusal(_NO_TOPIC)
        await turn_to(interaction, one_topic(guidance, topic))


class _EntryChoice(LastingMenu, template=r"(?!)"):
    """A menu of entries; choosing one turns the private card to it."""

    def __init__(self, placeholder: str, custom_id: str, entries: Sequence[Entry]) -> None:
        options = [option(entry.title, entry.id) for entry in entries]
        super().__init__(placeholder, custom_id, options)

    async def press(self, interaction: Interaction) -> None:
        guidance = interaction.client.shelf.content.guidance
        entry = _entry(guidance, self.chosen)
        await turn_to(interaction, private_entry(guidance, entry, interaction))


class EntryMenu(_EntryChoice, template=rf"advice:topic:(?P<topic_id>{_ID}):(?P<part>\d)"):
    """The entries of a topic, or 25 of them: `part` counts from 0."""

    def __init__(self, topic_id: str, part: str, entries: Sequence[Entry] = ()) -> None:
        placeholder = "Entries" if part == "0" else "More entries"
        super().__init__(placeholder, f"advice:topic:{topic_id}:{part}", entries)


class RelatedMenu(_EntryChoice, template=rf"advice:related:(?P<entry_id>{_ID})"):
    """Entries near the one shown."""

    def __init__(self, entry_id: str, entries: Sequence[Entry] = ()) -> None:
        super().__init__("See also", f"advice:related:{entry_id}", entries)


ITEMS = (BrowseButton, EntryMenu, RelatedMenu, ShowButton, TopicMenu)


def _entry(guidance: Guidance, entry_id: str) -> Entry:
    entry = guidance.entries.get(entry_id)
    if entry is None:
        raise Refusal(_WITHDRAWN)
    return entry


def _related(guidance: Guidance, entry: Entry, others: Sequence[Entry]) -> list[CardItem]:
    near = {other.id: other for other in (*others, *guidance.related(entry))}
    near.pop(entry.id, None)
    entries = list(near.values())[: limits.SELECT_OPTIONS]
    return [row(RelatedMenu(entry.id, entries))] if entries else []


def _parts(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), limits.SELECT_OPTIONS):
        yield entries[start : start + limits.SELECT_OPTIONS]

"""The buttons and menus of advice cards, and the cards with them.

Each knows one id and finds the entry or topic anew when pressed, so it works for as long as the
library has it.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot import limits
from bot.guidance import Entry, Guidance, Topic
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

_MOST_ENTRY_MENUS = 4  # of 25 entries each


def private_entry(  # noqa: PLR0913 - the parts of the card, each by name
    interaction: Interaction,
    entry: Entry,
    *,
    others: Sequence[Entry] = (),
    near: Sequence[Topic] = (),
    note: str | None = None,
    foot: str | None = None,
) -> Card:
    """Make the card that one person sees.

    `others` answer the same question less well; `near` are topics that come near it, for a card
    that does not quite answer it.
    """
    guidance = guidance_of(interaction)
    controls = related(guidance, entry, others)
    if near:
        controls.append(row(TopicMenu(near, "Nearest topics")))
    show: list[CardItem] = [ShowButton(entry.id)] if interaction.guild_id is not None else []
    return cards.entry_card(
        guidance,
        entry,
        *controls,
        row(*show, *rating_buttons(entry.id), BrowseButton()),
        tools=interaction.client.tools,
        note=note,
        foot=foot,
    )


def all_topics(
    guidance: Guidance,
    sentence: str,
    *,
    first: Iterable[Topic] = (),
    note: str | None = None,
    foot: str | None = None,
) -> Card:
    """Make the card that offers every topic with entries; `first` stand at the top."""
    ordered = dict.fromkeys(topic.id for topic in (*first, *guidance.topics.values()))
    topics = [guidance.topics[topic_id] for topic_id in ordered if guidance.in_topic(topic_id)]
    menus = [row(TopicMenu(topics))] if topics else []
    return cards.topics_card(sentence, *menus, note=note, foot=foot)


def one_topic(
    guidance: Guidance, topic: Topic, note: str | None = None, foot: str | None = None
) -> Card:
    """Make the card that offers the entries of a topic."""
    entries = guidance.in_topic(topic.id)
    parts = list(_parts(entries))[:_MOST_ENTRY_MENUS]
    menus = [row(EntryMenu(topic.id, str(number), part)) for number, part in enumerate(parts)]
    return cards.topic_card(topic, len(entries), *menus, row(BrowseButton()), note=note, foot=foot)


class ShowButton(
    LastingButton, template=rf"advice:show:(?P<entry_id>{ENTRY_ID})", open_to=Who.ANYBODY
):
    """Posts the entry in the channel, once for each private card."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__("Show in channel", f"advice:show:{entry_id}")

    async def press(self, interaction: Interaction) -> None:
        entry = find_entry(interaction, self.entry_id)
        channel = require_posting(interaction)
        card = interaction.message.id if interaction.message else interaction.id
        await post_once(
            interaction,
            channel,
            public_entry(interaction, entry),
            nonce=digest(card, entry.id),
            spent=self.spent({self.custom_id: "Shown in the channel"}),
        )


def public_entry(interaction: Interaction, entry: Entry) -> Card:
    """Make the card that everybody in a channel sees, under the name of who shows it."""
    guidance = guidance_of(interaction)
    note = f"-# Shown by {interaction.user.mention}"
    controls = related(guidance, entry, ())
    return cards.entry_card(guidance, entry, *controls, tools=interaction.client.tools, note=note)


class BrowseButton(LastingButton, template=r"advice:browse", open_to=Who.ANYBODY):
    """Leads from anywhere to the topics."""

    def __init__(self) -> None:
        super().__init__("All topics", "advice:browse")

    async def press(self, interaction: Interaction) -> None:
        sentence = wording_of(interaction).browse
        await turn_to(interaction, all_topics(guidance_of(interaction), sentence))


class TopicMenu(LastingMenu, template=r"advice:topics", open_to=Who.ANYBODY):
    """Leads to the entries of a topic."""

    def __init__(self, topics: Sequence[Topic] = (), placeholder: str = "Topics") -> None:
        options = [option(topic.name, topic.id, topic.about) for topic in topics]
        super().__init__(placeholder, "advice:topics", options[: limits.SELECT_OPTIONS])

    async def press(self, interaction: Interaction) -> None:
        guidance = guidance_of(interaction)
        topic = guidance.topics.get(self.chosen)
        if topic is None:
            raise Refusal(wording_of(interaction).topic_gone)
        await turn_to(interaction, one_topic(guidance, topic))


class _EntryChoice(LastingMenu, template=r"(?!)", open_to=Who.ANYBODY):
    """A menu of entries; choosing one turns the private card to it."""

    def __init__(self, placeholder: str, custom_id: str, entries: Sequence[Entry]) -> None:
        options = [option(entry.title, entry.id) for entry in entries]
        super().__init__(placeholder, custom_id, options)

    async def press(self, interaction: Interaction) -> None:
        entry = find_entry(interaction, self.chosen)
        await turn_to(interaction, private_entry(interaction, entry))


class EntryMenu(_EntryChoice, template=rf"advice:topic:(?P<topic_id>{ENTRY_ID}):(?P<part>\d)"):
    """The entries of a topic, or 25 of them: `part` counts from 0."""

    def __init__(self, topic_id: str, part: str, entries: Sequence[Entry] = ()) -> None:
        placeholder = "Entries" if part == "0" else "More entries"
        super().__init__(placeholder, f"advice:topic:{topic_id}:{part}", entries)


class RelatedMenu(_EntryChoice, template=rf"advice:related:(?P<entry_id>{ENTRY_ID})"):
    """Entries near the one shown."""

    def __init__(self, entry_id: str, entries: Sequence[Entry] = ()) -> None:
        super().__init__("See also", f"advice:related:{entry_id}", entries)


ITEMS = (BrowseButton, EntryMenu, RelatedMenu, ShowButton, TopicMenu)


def related(guidance: Guidance, entry: Entry, others: Sequence[Entry]) -> list[CardItem]:
    """Make the menu of entries near this one, `others` first; nothing if there are none."""
    near = {other.id: other for other in (*others, *guidance.related(entry))}
    near.pop(entry.id, None)
    entries = list(near.values())[: limits.SELECT_OPTIONS]
    return [row(RelatedMenu(entry.id, entries))] if entries else []


def _parts(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), limits.SELECT_OPTIONS):
        yield entries[start : start + limits.SELECT_OPTIONS]

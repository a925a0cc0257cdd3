"""The `/advice` command."""

import re

from discord import app_commands
from discord.ext import commands

from bot import limits
from bot.guidance import Guidance, Topic
from bot.interactions.cards import Card
from bot.interactions.host import Host, Interaction
from bot.interactions.wording import is_blank, shorten
from cogs.advice.cards import asked
from cogs.advice.views import all_topics, one_topic, private_entry

_LONGEST_QUESTION = 300
_ANSWERS = 5

_BLANK = "I could not find a word in that question. Choose a topic, or ask in a few words."
_LONG = (
    f"That question is longer than {_LONGEST_QUESTION} characters. "
    "Ask the heart of it in a sentence or two, or choose a topic."
)
_UNKNOWN_TOPIC = "I do not know that topic. These are the ones there are."
_NOTHING = (
    "The library holds nothing on that yet. Somebody in the channel may know; "
    "or one of these topics comes close."
)

Choice = app_commands.Choice[str]


class Advice(commands.Cog):
    """Answers questions from the community's guidance, to the person alone until they show it."""

    def __init__(self, host: Host) -> None:
        self._host = host

    @property
    def _guidance(self) -> Guidance:
        return self._host.shelf.content.guidance

    @app_commands.command(description="What the community knows: ask, or browse by topic.")
    @app_commands.describe(
        question="Your question, in your own words", topic="Browse one topic instead"
    )
    async def advice(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, _LONGEST_QUESTION] | None = None,
        topic: app_commands.Range[str, 1, limits.CHOICE_VALUE] | None = None,
    ) -> None:
        """Answer with a card that only the asking person sees."""
        card = self._answer(interaction, question, topic)
        await interaction.response.send_message(view=card, ephemeral=True)

    @advice.autocomplete("question")
    async def _complete_question(self, _: Interaction, typed: str) -> list[Choice]:
        entries = self._guidance.suggest(typed, limits.CHOICES)
        titles = [shorten(entry.title, limits.CHOICE_NAME) for entry in entries]
        return [app_commands.Choice(name=title, value=title) for title in titles]

    @advice.autocomplete("topic")
    async def _complete_topic(self, _: Interaction, typed: str) -> list[Choice]:
        topics = self._guidance.suggest_topics(typed, limits.CHOICES)
        return [app_commands.Choice(name=topic.name, value=topic.id) for topic in topics]

    def _answer(self, interaction: Interaction, question: str | None, topic: str | None) -> Card:
        guidance = self._guidance
        within = _topic(guidance, topic) if topic else None
        if topic and within is None:
            return all_topics(guidance, _UNKNOWN_TOPIC)
        if question is None:
            return one_topic(guidance, within) if within else all_topics(guidance)
        if is_blank(question):
            return all_topics(guidance, _BLANK)
        if len(question) > _LONGEST_QUESTION:
            return all_topics(guidance, _LONG, note=asked(question))
        return self._search(interaction, question, within)

    def _search(self, interaction: Interaction, question: str, within: Topic | None) -> Card:
        guidance, note = self._guidance, asked(question)
        limit = _ANSWERS if within is None else len(guidance.entries)
        found = [match.entry for match in guidance.search(question, limit)]
        if within is not None:
            found = [entry for entry in found if within.id in entry.topics][:_ANSWERS]
            if not found:
                return one_topic(guidance, within, note=note)
        if not found:
            return all_topics(guidance, _NOTHING, first=_near(guidance, question), note=note)
        best, *others = found
        return private_entry(guidance, best, interaction, others=others, note=note)


def _topic(guidance: Guidance, typed: str) -> Topic | None:
    """Find the topic that was chosen, or typed without choosing."""
    chosen = guidance.topics.get(typed.strip())
    offered = guidance.suggest_topics(typed, limit=len(guidance.topics))
    if chosen is None and len(offered) < len(guidance.topics):  # no word in it would fit them all
        chosen = next(iter(offered), None)
    return chosen


def _near(guidance: Guidance, question: str) -> list[Topic]:
    """Return topics whose names hold a longer word of the question."""
    words = re.findall(r"\w{4,}", question)
    return [topic for word in words for topic in guidance.suggest_topics(word, limit=2)]

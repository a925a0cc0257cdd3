"""The `/advice` command, and "Find advice for this" on a message."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import limits
from bot.guidance import Guidance, Topic
from bot.interactions.cards import Card
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import is_blank, shorten
from cogs.advice import searching
from cogs.advice.answers import entry_for
from cogs.advice.cards import asked, chosen
from cogs.advice.gaps import keep
from cogs.advice.library import guidance_of, wording_of
from cogs.advice.messages import message_text
from cogs.advice.searching import ANSWERS, nothing_held
from cogs.advice.views import all_topics, one_topic, private_entry

_LONGEST_QUESTION = 300

Choice = app_commands.Choice[str]


class Advice(commands.Cog):
    """Answers questions from the community's guidance, to the person alone until they show it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._find = app_commands.ContextMenu(
            name="Find advice for this", callback=self.find, extras=open_to(Who.ANYBODY)
        )

    async def cog_load(self) -> None:
        """Add the message command, which discord.py does not find in a class."""
        self._host.tree.add_command(self._find)

    async def cog_unload(self) -> None:
        """Take the message command away."""
        self._host.tree.remove_command(self._find.name, type=self._find.type)

    @app_commands.command(
        description="What the community knows: ask, or browse by topic.",
        extras=open_to(Who.ANYBODY),
    )
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
        card = await self._answer(interaction, question, topic)
        await interaction.response.send_message(view=card, ephemeral=True)

    @advice.autocomplete("question")
    async def _complete_question(self, interaction: Interaction, typed: str) -> list[Choice]:
        guidance = guidance_of(interaction)
        entries = guidance.suggest(typed, limits.CHOICES)
        titles = [shorten(entry.title, limits.CHOICE_NAME) for entry in entries]
        return [app_commands.Choice(name=title, value=title) for title in titles]

    @advice.autocomplete("topic")
    async def _complete_topic(self, interaction: Interaction, typed: str) -> list[Choice]:
        guidance = guidance_of(interaction)
        topics = guidance.suggest_topics(typed, limits.CHOICES)
        return [app_commands.Choice(name=topic.name, value=topic.id) for topic in topics]

    async def find(self, interaction: Interaction, message: discord.Message) -> None:
        """Show privately what may answer a message.

        Its author asked nothing of the bot, so what is not found is not kept.
        """
        text = message_text(message)
        guidance, wording = guidance_of(interaction), wording_of(interaction)
        if is_blank(text):
            raise Refusal(wording.unreadable)
        note = chosen(text)
        found = await searching.search(guidance, text)
        near = [] if found.is_answer else await searching.nearest(guidance, text)
        if found.best is None:
            card = all_topics(guidance, nothing_held(wording, near), first=near, note=note)
        else:
            card = entry_for(
                interaction, message.id, found.best, found.others, near=near, note=note
            )
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _answer(
        self, interaction: Interaction, question: str | None, topic: str | None
    ) -> Card:
        guidance, wording = guidance_of(interaction), wording_of(interaction)
        within = _topic(guidance, topic) if topic else None
        if topic and within is None:
            return all_topics(guidance, wording.unknown_topic)
        if question is None:
            return one_topic(guidance, within) if within else all_topics(guidance, wording.browse)
        if is_blank(question):
            return all_topics(guidance, wording.blank)
        if len(question) > _LONGEST_QUESTION:
            sentence = wording.long.format(most=_LONGEST_QUESTION)
            return all_topics(guidance, sentence, note=asked(question))
        return await self._search(interaction, question, within)

    async def _search(self, interaction: Interaction, question: str, within: Topic | None) -> Card:
        guidance, note = guidance_of(interaction), asked(question)
        limit = len(guidance.entries) if within else ANSWERS
        found = await searching.search(guidance, question, limit)
        fitting = found.within(within).first(ANSWERS) if within else found
        if fitting.best is not None and fitting.is_answer:
            return private_entry(interaction, fitting.best, others=fitting.others, note=note)
        kept = None if found.is_answer else await keep(interaction, question, found.best)
        if within is not None:
            return one_topic(guidance, within, note=note, foot=kept)
        near = await searching.nearest(guidance, question)
        if found.best is None:
            sentence = nothing_held(wording_of(interaction), near)
            return all_topics(guidance, sentence, first=near, note=note, foot=kept)
        return private_entry(
            interaction,
            found.best,
            others=found.others,
            near=near,
            note=note,
            foot=kept,
        )


def _topic(guidance: Guidance, typed: str) -> Topic | None:
    """Find the topic that was chosen, or typed without choosing."""
    chosen = guidance.topics.get(typed.strip())
    offered = guidance.suggest_topics(typed, limit=len(guidance.topics))
    if chosen is None and len(offered) < len(guidance.topics):  # no word in it would fit them all
        chosen = next(iter(offered), None)
    return chosen

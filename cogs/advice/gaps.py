"""Keeping a question that the library could not answer, without the person who asked it."""

from bot.guidance import Entry
from bot.guidance.anonymous import anonymous
from bot.guidance.text import plain as folded
from bot.interactions.host import Interaction
from bot.interactions.wording import shorten, tidy
from bot.store.gaps import KEPT_DAYS, LONGEST_TEXT
from cogs.advice.library import wording_of


async def keep(interaction: Interaction, question: str, pointer: Entry | None) -> str | None:
    """Keep a question asked in vain, and return the sentence that tells the person so.

    `pointer` is the entry that names the page which would answer. In direct messages nothing is
    kept, nor anywhere if no word is left without mentions, links and addresses; then None.
    """
    text = shorten(anonymous(tidy(question)), LONGEST_TEXT)
    same = folded(text)
    if interaction.guild_id is None or not same:
        return None
    pointer_id = pointer.id if pointer else None
    await interaction.client.store.gaps.note(interaction.guild_id, text, same, pointer_id)
    return wording_of(interaction).kept.format(days=KEPT_DAYS)

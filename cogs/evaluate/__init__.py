"""Gig offers: weighed up step by step, talked over, and looked back on."""

from bot.interactions.host import Host
from cogs.evaluate import (
    afterwards,
    controls,
    drafts,
    follow_up_cards,
    forms,
    history,
    how,
    start,
    verdict_controls,
    voting,
    words,
)
from cogs.evaluate.cog import Evaluate
from cogs.evaluate.gigs import Gigs


async def setup(bot: Host) -> None:
    """Add the commands, and answer the buttons and forms of every card sent so far."""
    bot.add_dynamic_items(*start.BUTTONS, *controls.ITEMS)
    bot.add_dynamic_items(*verdict_controls.ITEMS, *words.ITEMS, *drafts.ITEMS, *voting.ITEMS)
    bot.add_dynamic_items(*afterwards.ITEMS, *follow_up_cards.ITEMS)
    bot.add_dynamic_items(*how.ITEMS, *history.ITEMS)
    bot.add_forms(*drafts.FORMS, *voting.FORMS)
    bot.add_forms(*start.FORMS, *forms.FORMS, *follow_up_cards.FORMS)
    await bot.add_cog(Evaluate(bot))
    await bot.add_cog(Gigs(bot))

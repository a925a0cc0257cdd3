"""What the community knows, one card at a time, and what it was asked in vain."""

from bot.interactions.host import Host
from cogs.advice import answers, review, views
from cogs.advice.cog import Advice
from cogs.advice.rating import RatingButton


async def setup(bot: Host) -> None:
    """Add the commands, and answer the buttons of every card sent so far."""
    bot.add_dynamic_items(*views.ITEMS, *answers.ITEMS, *review.ITEMS, RatingButton)
    await bot.add_cog(Advice(bot))
    await bot.add_cog(review.Review())

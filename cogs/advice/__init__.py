"""`/advice`: what the community knows, one card at a time."""

from bot.interactions.host import Host
from cogs.advice.cog import Advice
from cogs.advice.views import ITEMS


async def setup(bot: Host) -> None:
    """Add the command, and answer the buttons of every card sent so far."""
    bot.add_dynamic_items(*ITEMS)
    await bot.add_cog(Advice(bot))

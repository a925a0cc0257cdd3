"""The weekly tip from the guidance: posted, pinned, talked over."""

from bot.interactions.host import Host
from cogs.tips import commands, schedule_card, views
from cogs.tips.cog import Tips


async def setup(bot: Host) -> None:
    """Add the commands, and answer the buttons of every tip posted so far."""
    bot.add_dynamic_items(*views.ITEMS, *schedule_card.ITEMS, *commands.ITEMS)
    await bot.add_cog(Tips(bot))
    await bot.add_cog(commands.TipCommands())

"""`/privacy`: what is kept about a person, for them to see, take along and delete.

Here the bot also notices that it was removed from a server.
"""

from bot.interactions.host import Host
from cogs.privacy.cog import Privacy
from cogs.privacy.controls import ITEMS
from cogs.privacy.servers import Servers


async def setup(bot: Host) -> None:
    """Add the commands, and answer the buttons of every card sent so far."""
    bot.add_dynamic_items(*ITEMS)
    await bot.add_cog(Privacy(bot))
    await bot.add_cog(Servers(bot))

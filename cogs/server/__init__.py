"""`/config`: what a server's moderators set."""

from bot.interactions.host import Host
from cogs.server.cog import Server


async def setup(bot: Host) -> None:
    """Add the commands."""
    await bot.add_cog(Server())

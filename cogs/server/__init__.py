"""`/config`: what a server's moderators set; `/content`: what its curators have written."""

from bot.interactions.host import Host
from cogs.server.cog import Server
from cogs.server.content import ContentCommands


async def setup(bot: Host) -> None:
    """Add the commands."""
    await bot.add_cog(Server())
    await bot.add_cog(ContentCommands())

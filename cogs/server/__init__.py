"""What a server has set and how to set it, what is wrong on it, and what curators have written."""

from bot.interactions.host import Host
from cogs.server import setup_controls
from cogs.server.cog import Server
from cogs.server.content import ContentCommands
from cogs.server.doctor import Doctor
from cogs.server.doctor_cards import LookButton
from cogs.server.setup_command import SetUp


async def setup(bot: Host) -> None:
    """Add the commands."""
    bot.add_dynamic_items(*setup_controls.ITEMS)
    bot.add_forms(*setup_controls.FORMS)
    await bot.add_cog(SetUp())
    await bot.add_cog(Server())
    await bot.add_cog(ContentCommands())
    bot.add_dynamic_items(LookButton)
    await bot.add_cog(Doctor(bot))

"""The rule against self-promotion: judged, shown to moderators, and decided by them."""

from bot.interactions.host import Host
from cogs.moderation import (
    act_views,
    appeals,
    case_commands,
    case_views,
    enforcing_mode,
    report,
    rules_card,
)
from cogs.moderation.check import Check
from cogs.moderation.cog import Moderation
from cogs.moderation.commands import ModerationCommands


async def setup(bot: Host) -> None:
    """Watch what is posted, and answer the buttons of every case so far."""
    for room in (act_views, appeals, case_commands, case_views, enforcing_mode, rules_card):
        bot.add_dynamic_items(*room.ITEMS)
    bot.add_forms(*report.FORMS, *appeals.FORMS, *act_views.FORMS)
    await bot.add_cog(Moderation(bot))
    await bot.add_cog(ModerationCommands())
    await bot.add_cog(Check())
    await bot.add_cog(appeals.Appeals())
    await bot.add_cog(report.Reports(bot))

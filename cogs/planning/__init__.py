"""Small tools that members use again: sums, checks and plans, for themselves alone."""

from bot.interactions.host import Host
from cogs.planning import (
    audience,
    correcting,
    floor,
    met_cog,
    met_controls,
    met_forms,
    met_reminder,
    network_close,
    network_cog,
    network_exchange,
    network_goals,
    network_nudges,
    network_people,
    network_person,
    network_plan,
    network_roles,
    network_views,
    outreach,
    reading,
    sessions,
    streams,
)


async def setup(bot: Host) -> None:
    """Add the commands, and answer the buttons and forms of every card sent so far."""
    bot.add_dynamic_items(*reading.ITEMS, *streams.ITEMS, *floor.ITEMS)
    bot.add_dynamic_items(*audience.ITEMS, *sessions.ITEMS)
    bot.add_forms(*streams.FORMS, *floor.FORMS)
    bot.add_dynamic_items(*correcting.ITEMS, *met_controls.ITEMS, *met_reminder.ITEMS)
    bot.add_dynamic_items(*network_views.ITEMS, *network_goals.ITEMS, *network_exchange.ITEMS)
    bot.add_dynamic_items(*network_plan.ITEMS, *network_close.ITEMS, *network_nudges.ITEMS)
    bot.add_dynamic_items(*network_roles.ITEMS, *network_people.ITEMS, *network_person.ITEMS)
    bot.add_forms(*met_forms.FORMS, *outreach.FORMS, *network_goals.FORMS, *network_close.FORMS)
    bot.add_forms(*network_exchange.FORMS, *network_nudges.FORMS)
    bot.add_forms(*network_roles.FORMS, *network_people.FORMS, *network_person.FORMS)
    await bot.add_cog(streams.Streams())
    await bot.add_cog(floor.LowestHourly())
    await bot.add_cog(audience.Audience())
    await bot.add_cog(sessions.Sessions())
    await bot.add_cog(network_cog.MicroNetwork(bot))
    await bot.add_cog(met_cog.People())
    await bot.add_cog(outreach.OutreachCheck())

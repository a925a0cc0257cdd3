"""Reading a guild: itself, its channels and roles."""

from bot.sandbox import errors, payloads
from bot.sandbox.call import Answer, Call, Route


def get_guild(call: Call) -> Answer:
    """``GET /guilds/{guild_id}``; to a stranger it is unknown (discord/discord-api-docs#5840)."""
    guild = call.world.guilds.get(call.id_in_path("guild_id"))
    if guild is None or call.user.id not in guild.members:
        raise errors.unknown_guild()
    shape = payloads.guild(guild)
    if call.flag("with_counts"):
        shape["approximate_member_count"] = len(guild.members)
        shape["approximate_presence_count"] = len(guild.members)
    return shape


def list_channels(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/channels``: those the caller can see."""
    channels = (call.world.channels[channel_id] for channel_id in call.guild().channel_ids)
    return [
        payloads.channel(call.world, channel, viewer_id=call.user.id)
        for channel in channels
        if call.sees(channel)
    ]


def list_roles(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/roles``."""
    return [payloads.role(role) for role in call.guild().roles.values()]


ROUTES = (
    Route("GET", "/guilds/{guild_id}", get_guild),
    Route("GET", "/guilds/{guild_id}/channels", list_channels),
    Route("GET", "/guilds/{guild_id}/roles", list_roles),
)

"""GUILD_CREATE: a guild with all that a client is told of it at once.

https://discord.com/developers/docs/events/gateway-events#guild-create
"""

from datetime import datetime

from bot.sandbox import payloads, thread_payloads
from bot.sandbox.access import sees
from bot.sandbox.json import JsonObject
from bot.sandbox.moments import moment
from bot.sandbox.sessions import Session
from bot.sandbox.world import Guild, World


def guild_create(world: World, session: Session, guild: Guild, now: datetime) -> JsonObject:
    """The guild as this client gets it."""
    user = session.user
    channels = (world.channels[channel_id] for channel_id in guild.channel_ids)
    return payloads.guild(guild) | {
        "joined_at": moment(guild.joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [payloads.member(world, one) for one in guild.members.values()],
        "channels": [
            payloads.channel(world, channel, viewer_id=user.id)
            for channel in channels
            if user.bot or sees(world, user.id, channel, now)  # bots know hidden ones too
        ],
        "threads": [
            thread_payloads.in_guild_create(one, thread, viewer_id=user.id)
            for one, thread in world.threads_in(guild.id)
            if not thread.archived and sees(world, user.id, one, now)
        ],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }

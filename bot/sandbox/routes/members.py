"""Members of a guild: reading one, timing one out, and putting one out."""

from bot.sandbox import errors, membership, payloads, timeouts
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.permissions import Permission
from bot.sandbox.rules.members import check_time_out
from bot.sandbox.world import Member

ONE = "/guilds/{guild_id}/members/{user_id}"


def get_member(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/members/{user_id}``."""
    return payloads.member(call.world, _member(call))


def change_member(call: Call) -> Answer:
    """``PATCH /guilds/{guild_id}/members/{user_id}``: ``communication_disabled_until`` alone."""
    guild = call.guild(Permission.MODERATE_MEMBERS)
    member = _member(call)
    until = check_time_out(call.body, call.now)
    timeouts.refuse(guild, call.user.id, member)
    timeouts.impose(call.local, guild, member, until, call.actor)
    return payloads.member(call.world, member)


def kick_member(call: Call) -> Answer:
    """``DELETE /guilds/{guild_id}/members/{user_id}``."""
    guild = call.guild(Permission.KICK_MEMBERS)
    member = _member(call)
    membership.refuse(guild, call.user.id, member)
    membership.kick(call.local, guild, member, call.actor)
    return None


def _member(call: Call) -> Member:
    """The path's member. Raises 10013 for nobody, 10007 for a stranger."""
    user_id = call.id_in_path("user_id")
    member = call.guild().members.get(user_id)
    if member is None:
        raise errors.unknown_member() if user_id in call.world.users else errors.unknown_user()
    return member


ROUTES = (
    Route("GET", ONE, get_member),
    Route("PATCH", ONE, change_member),
    Route("DELETE", ONE, kick_member),
)

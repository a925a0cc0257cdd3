"""A channel's exceptions for roles and members.

https://discord.com/developers/docs/resources/channel#edit-channel-permissions
"""

from bot.sandbox import errors, limits
from bot.sandbox.access import channel_permissions, sees
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.permissions import Overwrite, Permission
from bot.sandbox.rules.form import Form, reading
from bot.sandbox.world import Channel

ONE = "/channels/{channel_id}/permissions/{overwrite_id}"


def set_overwrite(call: Call) -> Answer:
    """``PUT``: allow and deny for one role (type 0) or member (type 1).

    Needs Manage Roles, and every permission that is given or taken.
    """
    channel = _channel(call)
    with reading(call.body) as form:
        for_member = form.one_of("type", (0, 1), required=True) == 1
        allow, deny = _bits(form, "allow"), _bits(form, "deny")
    held = channel_permissions(call.world, call.user.id, channel, call.now)
    if (allow | deny) & ~held:
        raise errors.missing_permissions()
    one = Overwrite(call.id_in_path("overwrite_id"), for_member, allow, deny)
    _change(call, channel, channel.overwrites | {one.id: one})
    return None


def delete_overwrite(call: Call) -> Answer:
    """``DELETE``: no exception any more."""
    channel = _channel(call)
    gone = call.id_in_path("overwrite_id")
    if gone not in channel.overwrites:
        raise errors.unknown_overwrite()
    _change(call, channel, {key: one for key, one in channel.overwrites.items() if key != gone})
    return None


def _channel(call: Call) -> Channel:
    """A channel that has exceptions of its own: threads take their parent's."""
    channel = call.channel(Permission.MANAGE_ROLES)
    if channel.thread is not None:
        raise errors.wrong_channel_kind()
    return channel


def _change(call: Call, channel: Channel, overwrites: dict[int, Overwrite]) -> None:
    seen_by = [one for one in call.world.users if sees(call.world, one, channel, call.now)]
    channel.overwrites = overwrites
    call.events.channel_changed(channel, seen_by)


def _bits(form: Form, name: str) -> int:
    """Permissions, as text or as a number."""
    value = form.raw(name)
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value)
    inner = Form({name: value}, form.complaints, form.path)
    return inner.whole(name, least=0, most=limits.PERMISSIONS) or 0


ROUTES = (
    Route("PUT", ONE, set_overwrite),
    Route("DELETE", ONE, delete_overwrite),
)

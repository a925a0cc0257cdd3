"""``data.resolved``: the full objects behind the ids in an interaction."""

from bot.sandbox import attachments, message_payloads, payloads, refusals
from bot.sandbox.access import channel_permissions
from bot.sandbox.call import Call
from bot.sandbox.json import JsonObject, as_object, as_objects
from bot.sandbox.rules.kinds import Kind
from bot.sandbox.world import Channel


class Resolved:
    """Collects users, members, roles, channels, messages and files by id."""

    def __init__(self, call: Call, guild_id: int | None) -> None:
        self._call = call
        self._guild = None if guild_id is None else call.world.guilds[guild_id]
        self._found: dict[str, dict[str, JsonObject]] = {}

    def payload(self) -> JsonObject:
        """As Discord nests it: kind, then id."""
        return {kind: dict(objects) for kind, objects in self._found.items()}

    def user(self, user_id: int) -> bool:
        """Add a user, with the member without user and with permissions; False if unknown."""
        user = self._call.world.users.get(user_id)
        if user is None:
            return False
        self._add("users", user_id, payloads.user(user))
        member = None if self._guild is None else self._guild.members.get(user_id)
        if member is not None:
            shape = payloads.member_without_user(member)
            self._add("members", user_id, shape | {"permissions": "0"})
        return True

    def role(self, role_id: int) -> bool:
        """Add a role; False if unknown."""
        role = None if self._guild is None else self._guild.roles.get(role_id)
        if role is None:
            return False
        self._add("roles", role_id, payloads.role(role))
        return True

    def channel(self, channel_id: int) -> bool:
        """Add a channel that the person can see; False otherwise."""
        channel = self._call.world.channels.get(channel_id)
        if channel is None or self._guild is None or not self._call.sees(channel):
            return False
        self._add("channels", channel_id, partial_channel(self._call, channel))
        return True

    def chosen(self, select: JsonObject, value: object) -> bool:
        """Add what was chosen in a select; False if it is not known here, or not of its kind.

        Selects with options of their own stand for nothing else.
        """
        one = as_snowflake(value)
        match select["type"]:
            case Kind.USER_SELECT:
                return self.user(one)
            case Kind.ROLE_SELECT:
                return self.role(one)
            case Kind.MENTIONABLE_SELECT:
                return self.user(one) or self.role(one)
            case Kind.CHANNEL_SELECT:
                return self._is_among(one, select.get("channel_types")) and self.channel(one)
            case _:
                return True

    def message(self, channel: Channel, message_id: int) -> bool:
        """Add a message of ``channel``; False if the person cannot see it."""
        message = channel.messages.get(message_id)
        if message is None or message.seen_only_by not in (None, self._call.user.id):
            return False
        bot_id = self._call.world.application.bot_id
        shape = message_payloads.message(self._call.world, message, viewer_id=bot_id)
        self._add("messages", message_id, shape)
        return True

    def upload(self, number: int) -> str:
        """Keep the file that came along under this number, and add it. Raises 50146 for none."""
        upload = self._call.uploads.get(number)
        if upload is None:
            raise refusals.uploaded_file_not_found()
        wish = self._wishes.get(number, {})
        place_id = as_snowflake(self._call.json.get("channel_id"))
        one = attachments.take(self._call.local, place_id, upload, wish, ephemeral=True)
        self._add("attachments", one.id, message_payloads.attachment(one))
        return str(one.id)

    @property
    def _wishes(self) -> dict[int, JsonObject]:
        """What ``data.attachments`` says of the files, by their numbers."""
        data = as_object(self._call.json.get("data"))
        return {as_snowflake(one.get("id")): one for one in as_objects(data.get("attachments"))}

    def _is_among(self, channel_id: int, kinds: object) -> bool:
        channel = self._call.world.channels.get(channel_id)
        return channel is not None and (not isinstance(kinds, list) or channel.kind in kinds)

    def _add(self, kind: str, one: int, shape: JsonObject) -> None:
        self._found.setdefault(kind, {})[str(one)] = shape


def partial_channel(call: Call, channel: Channel) -> JsonObject:
    """A channel as interactions carry it: with the person's permissions in it."""
    held = channel_permissions(call.world, call.user.id, channel, call.now)
    bot_id = call.world.application.bot_id
    shape = payloads.channel(call.world, channel, viewer_id=bot_id)
    shape.pop("permission_overwrites", None)
    return shape | {"permissions": str(held)}


def as_snowflake(value: object) -> int:
    """The id in a value of an option or a select; 0 for what is none."""
    text = str(as_object(value).get("id", value))
    return int(text) if text.isdecimal() else 0

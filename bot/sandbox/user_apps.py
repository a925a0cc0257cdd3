"""Apps that a person brought along: they answer here without being in the guild.

https://discord.com/developers/docs/resources/application#installation-context. Only their
messages are simulated; the interaction before such a message is between the person and the app.
"""

import secrets

from bot.sandbox import errors, posting
from bot.sandbox.access import channel_permissions
from bot.sandbox.json import JsonObject
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message, MessageKind
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import Origin
from bot.sandbox.world import Channel, CommandKind, Interaction, InteractionKind, User

ANSWERS = (MessageKind.CHAT_INPUT_COMMAND, MessageKind.CONTEXT_MENU_COMMAND)


def answer(
    local: LocalDiscord, person: User, channel: Channel, kind: MessageKind, wish: JsonObject
) -> Message:
    """The answer of an app to the person's command, which is of one of the kinds in ``ANSWERS``.

    ``wish`` is the message, unchecked, and may name the ``app`` and the ``command``. Where the
    person may not Use External Apps only they see it. Raises 50001 where they see nothing, 50035
    and 50006 for the message.
    """
    app, command = str(wish.get("app", "pocket-app")), str(wish.get("command", "share"))
    held = channel_permissions(local.world, person.id, channel, local.clock.now())
    if not held & Permission.VIEW_CHANNEL:
        raise errors.missing_access()
    body = posting.check_new(wish, {}, interaction=True)
    alone = body.ephemeral or not held & Permission.USE_EXTERNAL_APPS
    interaction = _used(local, person, channel, command, kind)
    origin = Origin(kind, interaction, seen_only_by=person.id if alone else None)
    return posting.post(local, channel, _bot_of(local, app).id, body, origin)


def _used(
    local: LocalDiscord, person: User, channel: Channel, command: str, kind: MessageKind
) -> Interaction:
    by_menu = kind is MessageKind.CONTEXT_MENU_COMMAND
    interaction = Interaction(
        id=local.snowflakes.take(),
        token=secrets.token_urlsafe(48),
        kind=InteractionKind.COMMAND,
        user_id=person.id,
        channel_id=channel.id,
        guild_id=channel.guild_id,
        session_id="",
        nonce="",
        began_at=local.clock.now(),
        command_name=command,
        command_kind=CommandKind.USER if by_menu else CommandKind.CHAT_INPUT,
        acknowledged=True,
        installed_by_user=True,
    )
    local.world.interactions[interaction.id] = interaction
    return interaction


def _bot_of(local: LocalDiscord, app: str) -> User:
    """The app's bot user, which is a member of no guild; the same one for the same name."""
    known = (one for one in local.world.users.values() if one.bot and one.name == app)
    found = next(known, None)
    if found is None:
        found = User(local.snowflakes.take(), app, secrets.token_urlsafe(24), bot=True)
        local.world.users[found.id] = found
    return found

"""Reactions: adding one's own, taking them away, seeing who reacted."""

from urllib.parse import unquote

from bot.sandbox import errors, payloads
from bot.sandbox.access import refuse_timed_out
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.message import Message, Reaction
from bot.sandbox.permissions import Permission

ONE = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}"
DISTINCT_EMOJI = 20  # a message takes no more; error 30010


def add_reaction(call: Call) -> Answer:
    """``PUT …/reactions/{emoji}/@me``. A first reaction needs Add Reactions as well."""
    channel = call.active_channel(Permission.READ_MESSAGE_HISTORY)
    refuse_timed_out(call.world, call.user.id, channel, call.now)
    message = call.message(channel)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        if not call.may(channel, Permission.ADD_REACTIONS):
            raise errors.missing_permissions()
        if len(message.reactions) >= DISTINCT_EMOJI:
            raise errors.too_many_reactions()
        message.reactions[emoji] = Reaction(emoji)
    reaction = message.reactions[emoji]
    if call.user.id not in reaction.user_ids:
        reaction.user_ids.append(call.user.id)
        call.events.reaction_changed("MESSAGE_REACTION_ADD", message, emoji, call.user.id)
    return None


def remove_own_reaction(call: Call) -> Answer:
    """``DELETE …/reactions/{emoji}/@me``."""
    _remove(call, call.message(call.active_channel()), call.user.id)
    return None


def remove_reaction(call: Call) -> Answer:
    """``DELETE …/reactions/{emoji}/{user_id}``, as a moderator."""
    message = call.message(call.active_channel(Permission.MANAGE_MESSAGES))
    _remove(call, message, call.id_in_path("user_id"))
    return None


def list_reactions(call: Call) -> Answer:
    """``GET …/reactions/{emoji}``."""
    message = call.message(call.channel(Permission.READ_MESSAGE_HISTORY))
    reaction = message.reactions.get(_emoji(call))
    who = [] if reaction is None else reaction.user_ids
    return [payloads.user(call.world.users[one]) for one in who]


def _remove(call: Call, message: Message, user_id: int) -> None:
    emoji = _emoji(call)
    reaction = message.reactions.get(emoji)
    if reaction is None or user_id not in reaction.user_ids:
        return
    reaction.user_ids.remove(user_id)
    if not reaction.user_ids:
        del message.reactions[emoji]
    call.events.reaction_changed("MESSAGE_REACTION_REMOVE", message, emoji, user_id)


def _emoji(call: Call) -> str:
    """A Unicode emoji; the guild has none of its own. Text that is none is 10014."""
    emoji = unquote(call.path["emoji"])
    if emoji.isascii() or len(emoji) > 20:
        raise errors.unknown_emoji()
    return emoji


ROUTES = (
    Route("PUT", ONE + "/@me", add_reaction),
    Route("DELETE", ONE + "/@me", remove_own_reaction),
    Route("DELETE", ONE + "/{user_id}", remove_reaction),
    Route("GET", ONE, list_reactions),
)

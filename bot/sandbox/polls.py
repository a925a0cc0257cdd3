"""Polls: they begin with a message, take votes, and end by the clock or by their author.

https://discord.com/developers/docs/resources/poll
"""

from datetime import timedelta

from bot.sandbox import announcing, errors, poll_payloads, refusals
from bot.sandbox.json import JsonObject, as_object, as_objects
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message, MessageKind, Poll, Reference


def begin(local: LocalDiscord, message: Message, wish: JsonObject) -> Poll:
    """The poll of a message that is being written; ``wish`` is PollCreateRequest, checked."""
    poll = Poll(
        question=str(as_object(wish["question"])["text"]),
        answers=[as_object(one["poll_media"]) for one in as_objects(wish["answers"])],
        multiselect=bool(wish["allow_multiselect"]),
        ends_at=local.clock.now() + timedelta(hours=int(str(wish["duration"]))),
    )

    def look() -> None:
        if _is_there(local, message) and not poll.ended:
            _close(local, message, poll)

    local.clock.call_at(poll.ends_at, look)
    return poll


def end(local: LocalDiscord, message: Message) -> None:
    """End it before its time. Raises 520006 for a message without one, 520001 when it is over."""
    poll = message.poll
    if poll is None:
        raise refusals.no_poll()
    if poll.ended:
        raise refusals.poll_expired()
    poll.ends_at = local.clock.now()
    _close(local, message, poll)


def vote(local: LocalDiscord, message: Message, user_id: int, chosen: list[int]) -> None:
    """Let somebody choose these answers and no others; none takes the vote back.

    Raises 520006 and 520001 as `end`, 50035 for an answer that is not there or one too many.
    """
    poll = message.poll
    if poll is None:
        raise refusals.no_poll()
    if poll.ended:
        raise refusals.poll_expired()
    if not set(chosen) <= set(range(1, len(poll.answers) + 1)):
        raise errors.invalid_value("answer_ids", "Value must be one of the answers.")
    if len(chosen) > 1 and not poll.multiselect:
        raise errors.invalid_value("answer_ids", "Must be 1 or fewer in length.")
    for number in range(1, len(poll.answers) + 1):
        voters = poll.votes.setdefault(number, [])
        if number in chosen and user_id not in voters:
            voters.append(user_id)
            local.events.poll_vote("MESSAGE_POLL_VOTE_ADD", message, number, user_id)
        elif number not in chosen and user_id in voters:
            voters.remove(user_id)
            local.events.poll_vote("MESSAGE_POLL_VOTE_REMOVE", message, number, user_id)


def _is_there(local: LocalDiscord, message: Message) -> bool:
    channel = local.world.channels.get(message.channel_id)
    return channel is not None and channel.messages.get(message.id) is message


def _close(local: LocalDiscord, message: Message, poll: Poll) -> None:
    """Count for good, and let Discord tell the result in a message of its own."""
    poll.ended = True
    local.events.message_updated(message)
    announcing.announce(
        local,
        local.world.channels[message.channel_id],
        message.author_id,
        MessageKind.POLL_RESULT,
        reference=Reference(message.channel_id, message.id),
        embeds=[poll_payloads.result(poll)],
    )

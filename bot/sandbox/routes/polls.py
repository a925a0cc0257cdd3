"""Polls: ending one's own, voting, and who voted.

https://discord.com/developers/docs/resources/poll#poll-endpoints
"""

from bot.sandbox import errors, payloads, polls, refusals
from bot.sandbox.access import refuse_timed_out
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.permissions import Permission
from bot.sandbox.routes.messages import shape
from bot.sandbox.rules.form import reading

ONE = "/channels/{channel_id}/polls/{message_id}"
PAGE = 25


def end_poll(call: Call) -> Answer:
    """``POST …/expire``, by its author."""
    message = call.message(call.active_channel())
    if message.poll is not None and message.author_id != call.user.id:
        raise errors.cannot_edit_anothers_message()
    polls.end(call.local, message)
    return shape(call, message)


def vote(call: Call) -> Answer:
    """``PUT …/answers/@me``: these ``answer_ids`` and no others. Apps do not vote."""
    channel = call.active_channel(Permission.READ_MESSAGE_HISTORY)
    refuse_timed_out(call.world, call.user.id, channel, call.now)
    message = call.message(channel)
    with reading(call.body) as form:
        chosen = form.snowflakes("answer_ids", most=10) or []
    polls.vote(call.local, message, call.user.id, chosen)
    return None


def list_voters(call: Call) -> Answer:
    """``GET …/answers/{answer_id}``, by their ids."""
    message = call.message(call.channel(Permission.READ_MESSAGE_HISTORY))
    if message.poll is None:
        raise refusals.no_poll()
    limit = call.number("limit", default=PAGE, least=1, most=100)
    after = call.id_in_query("after") or 0
    voters = sorted(message.poll.votes.get(call.id_in_path("answer_id"), []))
    found = [one for one in voters if one > after][:limit]
    return {"users": [payloads.user(call.world.users[one]) for one in found]}


ROUTES = (
    Route("POST", ONE + "/expire", end_poll),
    Route("PUT", ONE + "/answers/@me", vote, for_people=True),
    Route("GET", ONE + "/answers/{answer_id}", list_voters),
)

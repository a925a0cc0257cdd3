"""Polls in Discord's JSON.

https://discord.com/developers/docs/resources/poll#poll-object
"""

from bot.sandbox.json import JsonObject
from bot.sandbox.message import Poll
from bot.sandbox.moments import moment


def poll(one: Poll, viewer_id: int) -> JsonObject:
    """PollResponse, with the votes of ``viewer_id`` marked."""
    answers = list(enumerate(one.answers, start=1))
    return {
        "question": {"text": one.question},
        "answers": [{"answer_id": number, "poll_media": media} for number, media in answers],
        "expiry": moment(one.ends_at),
        "allow_multiselect": one.multiselect,
        "layout_type": 1,
        "results": {
            "is_finalized": one.ended,
            "answer_counts": [
                {"id": number, "count": len(who), "me_voted": viewer_id in who}
                for number, who in sorted(one.votes.items())
                if who
            ],
        },
    }


def result(one: Poll) -> JsonObject:
    """The embed of the message that tells how a poll ended.

    https://discord.com/developers/docs/resources/message
    #embed-fields-by-embed-type-poll-result-embed-fields
    """
    counts = {number: len(who) for number, who in one.votes.items() if who}
    most = max(counts.values(), default=0)
    winners = [number for number, count in counts.items() if count == most]
    told = {
        "poll_question_text": one.question,
        "victor_answer_votes": str(most),
        "total_votes": str(sum(counts.values())),
    }
    if len(winners) == 1:
        told["victor_answer_id"] = str(winners[0])
        told["victor_answer_text"] = str(one.answers[winners[0] - 1]["text"])
    fields = [{"name": name, "value": value, "inline": False} for name, value in told.items()]
    return {"type": "poll_result", "fields": fields}

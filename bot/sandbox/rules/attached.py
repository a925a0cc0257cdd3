"""What stands in a message beside its words: descriptions of attachments, and a poll.

MessageAttachmentRequest and PollCreateRequest of the OpenAPI document.
"""

from bot.sandbox import limits
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.rules.controls import emoji
from bot.sandbox.rules.form import Form, present


def read_attachments(form: Form) -> JsonObjects | None:
    """MessageAttachmentRequest: uploads by their number, attachments that stay by their id."""
    if form.names("attachments") and not form.holds("attachments"):
        return []
    inner = form.forms("attachments", most=limits.ATTACHMENTS)
    return None if inner is None else [_attachment(one) for one in inner]


def _attachment(form: Form) -> JsonObject:
    seconds = form.number("duration_secs", least=0, most=limits.DURATION_SECONDS)
    return present(
        id=str(form.snowflake("id", required=True)),
        filename=form.text("filename", least=1, most=limits.ATTACHMENT_TEXT),
        title=form.text("title", most=limits.ATTACHMENT_TEXT),
        description=form.text("description", most=limits.ATTACHMENT_TEXT),
        duration_secs=seconds,
        waveform=form.text("waveform", most=limits.WAVEFORM),
        is_spoiler=form.truth("is_spoiler"),
    )


def read_poll(form: Form | None) -> JsonObject | None:
    """PollCreateRequest; resources/poll."""
    if form is None:
        return None
    question = form.form("question", required=True)
    answers = form.forms("answers", least=1, most=limits.POLL_ANSWERS, required=True) or []
    return {
        "question": {} if question is None else {"text": _words(question, limits.POLL_QUESTION)},
        "answers": [_poll_answer(one) for one in answers],
        "allow_multiselect": form.truth("allow_multiselect") or False,
        "layout_type": form.one_of("layout_type", (1,)) or 1,
        "duration": form.whole("duration", least=1, most=limits.POLL_HOURS) or 24,
    }


def _poll_answer(form: Form) -> JsonObject:
    media = form.form("poll_media", required=True)
    if media is None:
        return {"poll_media": {}}
    shown = emoji(media)
    whole = None if shown is None else {"id": None, "name": None} | shown
    return {"poll_media": present(text=_words(media, limits.POLL_ANSWER), emoji=whole)}


def _words(form: Form, most: int) -> str | None:
    return form.text("text", least=1, most=most, required=True)

"""What Discord answers when it refuses something that a message carries, or a webhook.

As in `errors`: the documented codes, with the status and the words of real answers where some are
known. Of polls, stickers and forwards hardly any are; there the status is a guess.
"""

from bot.sandbox import limits
from bot.sandbox.errors import ApiError, invalid_form
from bot.sandbox.json import JsonObject


def too_many_attachments() -> ApiError:
    """More files than a message holds."""
    words = f"Maximum number of attachments in a message reached ({limits.ATTACHMENTS})"
    return ApiError(400, 30015, words)


def too_large() -> ApiError:
    """A file, or the whole request, beyond its limit (discord/discord-api-docs#8572)."""
    return ApiError(413, 40005, "Request entity too large")


def uploaded_file_not_found() -> ApiError:
    """``attachments`` names a file that neither came along nor is there."""
    return ApiError(400, 50146, "Uploaded file not found.")


def cannot_be_forwarded() -> ApiError:
    """50035 for a forward of a system message or a poll. The code stands in for one not known."""
    error: JsonObject = {
        "code": "MESSAGE_REFERENCE_CANNOT_FORWARD",
        "message": "This message cannot be forwarded",
    }
    return invalid_form({"message_reference": {"_errors": [error]}})


def forward_with_content() -> ApiError:
    """A forward carries nothing of its own (discord/discord-api-docs#7648)."""
    return ApiError(400, 160011, "Forward messages cannot have additional content")


def cannot_reference_without_history() -> ApiError:
    """A forward needs Read Message History where the message stands."""
    words = "Cannot reference a message without permission to read message history"
    return ApiError(403, 160009, words)


def cannot_forward_unreadable() -> ApiError:
    """An application forwards only what it may read."""
    words = "You cannot forward a message whose content you cannot read"
    return ApiError(403, 160014, words)


def blocked_by_automod(custom_message: str | None, *, title: bool = False) -> ApiError:
    """AutoMod kept it from being posted.

    Where in the answer the rule's own words stand is not known: beside ``content`` is a guess.
    """
    what, code = ("Title", 200001) if title else ("Message", 200000)
    words = f"{what} was blocked by automatic moderation"
    if custom_message is None:
        return ApiError(400, code, words)
    error: JsonObject = {"code": "AUTO_MODERATION_MESSAGE_BLOCKED", "message": custom_message}
    field = "name" if title else "content"
    return ApiError(400, code, words, {field: {"_errors": [error]}})


def poll_expired() -> ApiError:
    """The poll has ended."""
    return ApiError(400, 520001, "Poll expired")


def cannot_edit_a_poll() -> ApiError:
    """What a poll says stays as it is."""
    return ApiError(400, 520003, "Cannot edit a poll message")


def no_poll() -> ApiError:
    """There is no poll in this message."""
    return ApiError(400, 520006, "Cannot expire a non-poll message")


def invalid_sticker() -> ApiError:
    """A sticker that is not there, or not for the one who sends it."""
    return ApiError(400, 50081, "Invalid Sticker Sent")


def unknown_sticker() -> ApiError:
    """No such sticker."""
    return ApiError(404, 10060, "Unknown Sticker")


def too_many_webhooks() -> ApiError:
    """A channel's webhooks are used up."""
    return ApiError(400, 30007, f"Maximum number of webhooks reached ({limits.WEBHOOKS})")


def webhook_needs_a_thread() -> ApiError:
    """A webhook of a forum has to say which post it writes in."""
    words = "Webhooks posted to forum channels must have a thread_name or thread_id"
    return ApiError(400, 220001, words)

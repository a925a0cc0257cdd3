"""What Discord answers when it refuses.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes.
That page says what a code means; the status and the words beside it are those of real answers.
"""

from bot.sandbox import limits
from bot.sandbox.json import JsonObject


class ApiError(Exception):
    """A refusal: HTTP status, Discord's code and message, and for a form its tree of errors."""

    def __init__(
        self, status: int, code: int, message: str, errors: JsonObject | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def payload(self) -> JsonObject:
        """ErrorResponse of the OpenAPI document."""
        payload: JsonObject = {"message": self.message, "code": self.code}
        if self.errors is not None:
            payload["errors"] = self.errors
        return payload


def invalid_form(errors: JsonObject) -> ApiError:
    """50035; ``errors`` nests by field, and each leaf is ``{"_errors": [{code, message}]}``."""
    return ApiError(400, 50035, "Invalid Form Body", errors)


def invalid_snowflake(field: str, value: str) -> ApiError:
    """50035 for an id in a path or query that is none."""
    return _one_field(field, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


def invalid_number(field: str, least: int, most: int) -> ApiError:
    """50035 for a number of a query outside its range."""
    words = f"int value should be between {least} and {most}."
    return _one_field(field, "NUMBER_TYPE_BETWEEN", words)


def too_long(field: str, most: int) -> ApiError:
    """50035 for text beyond ``most`` characters outside a body."""
    return _one_field(field, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def invalid_option(name: str, words: str) -> ApiError:
    """50035 for what a person typed into a command's option."""
    error: JsonObject = {"_errors": [{"code": "BASE_TYPE_CHOICES", "message": words}]}
    return invalid_form({"data": {"options": {name: error}}})


def unknown_message_reference() -> ApiError:
    """50035 for a reply to a message that is not there."""
    return _one_field("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")


def system_message_reference() -> ApiError:
    """50035 for a reply to what Discord itself wrote."""
    words = "Cannot reply to a system message"
    return _one_field("message_reference", "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", words)


def invalid_value(field: str, message: str) -> ApiError:
    """50035 for a person's input that a client would not have sent."""
    return _one_field(field, "BASE_TYPE_CHOICES", message)


def _one_field(field: str, code: str, message: str) -> ApiError:
    return invalid_form({field: {"_errors": [{"code": code, "message": message}]}})


def unauthorized() -> ApiError:
    """No token, or one that nobody holds."""
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    """No such path."""
    return ApiError(404, 0, "404: Not Found")


def internal() -> ApiError:
    """Discord broke; it happens with messages that it failed to refuse."""
    return ApiError(500, 0, "500: Internal Server Error")


def unknown_channel() -> ApiError:
    """No such channel."""
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    """No such guild; whoever asks for one that they are not in is told the same."""
    return ApiError(404, 10004, "Unknown Guild")


def unknown_member() -> ApiError:
    """Nobody of that id in the guild."""
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    """No such message, or not for the one who asks."""
    return ApiError(404, 10008, "Unknown Message")


def unknown_overwrite() -> ApiError:
    """The channel makes no exception for that role or member."""
    return ApiError(404, 10009, "Unknown Overwrite")


def unknown_user() -> ApiError:
    """No such account."""
    return ApiError(404, 10013, "Unknown User")


def unknown_emoji() -> ApiError:
    """A reaction with something that is no emoji; 400, unlike the other unknowns."""
    return ApiError(400, 10014, "Unknown Emoji")


def unknown_webhook() -> ApiError:
    """No such webhook, or an interaction's token after its 15 minutes."""
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    """No such interaction, or its 3 seconds are over."""
    return ApiError(404, 10062, "Unknown interaction")


def unknown_command() -> ApiError:
    """No such application command in this scope."""
    return ApiError(404, 10063, "Unknown application command")


def bots_cannot_use_this() -> ApiError:
    """A path for people's clients."""
    return ApiError(403, 20001, "Bots cannot use this endpoint")


def too_many_pins() -> ApiError:
    """A channel's pins are used up."""
    return ApiError(400, 30003, f"Maximum number of pins reached ({limits.PINS})")


def too_many_reactions() -> ApiError:
    """The message's 20 different reactions are used."""
    return ApiError(400, 30010, "Maximum number of reactions reached (20)")


def too_many_commands(most: int) -> ApiError:
    """One more command of a type than a scope holds."""
    return ApiError(400, 30032, f"Maximum number of application commands reached ({most})")


def too_many_command_creates() -> ApiError:
    """The commands that may be made anew in a day are used; a change to one is not counted."""
    words = "Max number of daily application command creates has been reached"
    return ApiError(400, 30034, f"{words} ({limits.DAILY_COMMAND_CREATES})")


def already_acknowledged() -> ApiError:
    """A second first answer to an interaction."""
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> ApiError:
    """It exists, and the one who asks may not see it, or is not in that guild."""
    return ApiError(403, 50001, "Missing Access")


def cannot_edit_anothers_message() -> ApiError:
    """Only its author edits a message."""
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> ApiError:
    """Nothing to say."""
    return ApiError(400, 50006, "Cannot send an empty message")


def cannot_dm() -> ApiError:
    """The person takes no direct messages from this sender."""
    return ApiError(403, 50007, "Cannot send messages to this user")


def missing_permissions() -> ApiError:
    """Visible, and not allowed."""
    return ApiError(403, 50013, "Missing Permissions")


def invalid_webhook_token() -> ApiError:
    """The token is not the one of this webhook or interaction."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def system_message() -> ApiError:
    """What Discord itself wrote cannot be used so."""
    return ApiError(403, 50021, "Cannot execute action on a system message")


def no_mutual_guild() -> ApiError:
    """A bot writes to those alone with whom it shares a guild."""
    words = "Cannot send messages to this user due to having no mutual guilds"
    return ApiError(403, 50278, words)


def wrong_channel_kind() -> ApiError:
    """Not in this kind of channel."""
    return ApiError(400, 50024, "Cannot execute action on this channel type")


def too_old_to_bulk_delete() -> ApiError:
    """Older than 14 days."""
    return ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")


def thread_archived(*, for_good: bool = False) -> ApiError:
    """Nothing changes in an archived thread; ``for_good``: the caller may not unarchive it either.

    403 is what bots are told in a locked one (discord/discord-api-docs#7707), else 400.
    """
    return ApiError(403 if for_good else 400, 50083, "Thread is archived")


def invalid_json() -> ApiError:
    """The body is no JSON."""
    return ApiError(400, 50109, "The request body contains invalid JSON.")


def cannot_reply_without_history() -> ApiError:
    """A reply needs Read Message History."""
    return ApiError(400, 160002, "Cannot reply without permission to read message history")


def thread_exists() -> ApiError:
    """A message starts one thread."""
    return ApiError(400, 160004, "A thread has already been created for this message")


def thread_locked() -> ApiError:
    """Moderators alone write in a locked thread. No real answer is known: 403 is a guess."""
    return ApiError(403, 160005, "Thread is locked")


def too_many_threads() -> ApiError:
    """The guild has as many active threads as it may."""
    return ApiError(400, 160006, "Maximum number of active threads reached")


def not_in_a_forum() -> ApiError:
    """A forum holds posts, not messages."""
    return ApiError(400, 40058, "Cannot send a message in a forum channel")

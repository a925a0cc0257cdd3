"""The errors inside a 50035: a code and a sentence beside each field.

Discord publishes no list of them. These are the ones that people quote from real answers; where
none is known for a rule, the nearest BASE_TYPE or NUMBER_TYPE code stands in.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldError:
    """One error of one field."""

    code: str
    message: str


REQUIRED = FieldError("BASE_TYPE_REQUIRED", "This field is required")
NOT_AN_OBJECT = FieldError("MODEL_TYPE_CONVERT", "Expected an object/dictionary.")
NOT_A_LIST = FieldError("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
EMPTY_ITEM = FieldError("LIST_ITEM_VALUE_REQUIRED", "List item values of ModelType are required")
REPEATED = FieldError("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
BAD_PATTERN = FieldError("STRING_TYPE_REGEX", "String value did not match validation regex.")
BAD_URL = FieldError("URL_TYPE_INVALID_URL", "Not a well formed URL.")
NONCE_TYPE = FieldError("NONCE_TYPE_INVALID_TYPE", "This field must be a string or integer.")
NONCE_TOO_LONG = FieldError("NONCE_TYPE_TOO_LONG", "Must be 25 or fewer characters long.")

EMBEDS_TOO_LARGE = FieldError("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
V2_IS_FOR_EVER = FieldError(
    "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG",
    "The IS_COMPONENTS_V2 flag cannot be removed from a message",
)

CUSTOM_ID_TWICE = FieldError(
    "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
)
ROW_TOO_WIDE = FieldError(
    "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
)
TOO_MANY_COMPONENTS = FieldError(
    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    "The maximum number of components is 40, nested ones included",
)
TOO_MUCH_TEXT = FieldError(
    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    "Components displayable text size exceeds maximum size of 4000",
)
BAD_EMOJI = FieldError("COMPONENT_INVALID_EMOJI", "Invalid emoji")
BUTTON_NEEDS_CUSTOM_ID = FieldError(
    "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required"
)
BUTTON_EITHER_OR = FieldError(
    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    "A custom id and url cannot both be specified",
)
OPTION_VALUE_TWICE = FieldError(
    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used"
)
TOO_MANY_DEFAULTS = FieldError(
    "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    "The specified number of default values exceeds the specified maximum values",
)
NO_SUCH_FILE = FieldError(
    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found"
)

BAD_COMMAND_NAME = FieldError("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
COMMAND_NAME_TWICE = FieldError(
    "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
)
COMMAND_TOO_LARGE = FieldError(
    "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)"
)
REQUIRED_AFTER_OPTIONAL = FieldError(
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    "Required options must be placed before non-required options",
)
MIXED_OPTIONS = FieldError(
    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    "Sub-command and sub-command group option types are mutually exclusive to all other types",
)


TIMED_OUT_TOO_LONG = FieldError(
    "INVALID_COMMUNICATION_DISABLED_TIMESTAMP", "Invalid communication disabled timestamp"
)
NO_ALERTS_THERE = FieldError(
    "INVALID_AUTO_MODERATION_CHANNEL_FLAG_ACTION_ACCESS", "Missing access to the alert channel"
)


def length(least: int, most: int) -> FieldError:
    """Too short or too long, for text and lists alike."""
    if least == 0:
        return FieldError("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    return FieldError("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def too_few(least: int) -> FieldError:
    """Fewer than something else in the same body asks for."""
    return FieldError("BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")


def choices(allowed: Iterable[object]) -> FieldError:
    """Not one of the values there are."""
    return FieldError("BASE_TYPE_CHOICES", f"Value must be one of ({_listed(allowed)}).")


def wrong_kind(allowed: Iterable[int]) -> FieldError:
    """An object whose ``type`` does not belong where it stands."""
    words = f'Value of field "type" must be one of ({_listed(allowed)}).'
    return FieldError("UNION_TYPE_CHOICES", words)


def not_text(value: object) -> FieldError:
    """Something else where text belongs."""
    return FieldError("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')


def not_a(kind: str, value: object) -> FieldError:
    """Something else where a ``kind`` belongs: int, float or snowflake."""
    return FieldError("NUMBER_TYPE_COERCE", f'Value "{value}" is not {kind}.')


def too_small(least: float) -> FieldError:
    """A number below its range."""
    return FieldError("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")


def too_big(most: float) -> FieldError:
    """A number above its range."""
    return FieldError("NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")


def bad_scheme(scheme: str, allowed: Iterable[str]) -> FieldError:
    """An address of a kind that does not belong here."""
    known = ", ".join(f"'{one}'" for one in allowed)
    words = f'Scheme "{scheme}" is not supported. Scheme must be one of ({known}).'
    return FieldError("URL_TYPE_INVALID_SCHEME", words)


def bad_moment(value: str) -> FieldError:
    """Text where a time belongs."""
    return FieldError("DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")


def mentions_both_ways(kind: str) -> FieldError:
    """All mentions of a kind parsed, and some of them named as well."""
    words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
    return FieldError("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)


def not_beside_v2(field: str) -> FieldError:
    """A field of messages as they were before Components V2."""
    words = f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
    return FieldError("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def option_name_twice(name: str) -> FieldError:
    """Two options of one command by the same name."""
    words = f"Option name {name} is already used in these options"
    return FieldError("APPLICATION_COMMAND_OPTIONS_NAME_INVALID", words)


def too_many_rules(kind: int, most: int) -> FieldError:
    """One more AutoMod rule of a kind than a guild has (discordjs/discord-api-types#853)."""
    words = f"Maximum number of rules with trigger type {kind} is {most}"
    return FieldError("AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", words)


def bad_regex(why: str) -> FieldError:
    """What is no pattern of Rust's; how Discord names this error is not known."""
    return FieldError("AUTO_MODERATION_INVALID_REGEX", why)


def name_contains(word: str) -> FieldError:
    """A name with a word in it that Discord keeps for itself."""
    return FieldError("USERNAME_INVALID_CONTAINS", f'Username cannot contain "{word}"')


def name_is(word: str) -> FieldError:
    """A name that would be a mention."""
    return FieldError("USERNAME_INVALID", f'Username cannot be "{word}"')


def _listed(values: Iterable[object]) -> str:
    texts = [str(value) for value in values]
    return texts[0] + "," if len(texts) == 1 else ", ".join(texts)

"""Names of commands."""

import unicodedata

from bot.sandbox import limits
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Form

# \p{sc=Deva} and \p{sc=Thai} beyond letters and digits: the marks of both scripts (Scripts.txt).
_DEVANAGARI = ((0x0900, 0x0950), (0x0955, 0x0963), (0x0966, 0x097F), (0xA8E0, 0xA8FF))
_THAI = ((0x0E01, 0x0E3A), (0x0E40, 0x0E5B))


def is_command_name(name: str) -> bool:
    r"""Whether ``name`` is ``[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}``, lower case or not.

    https://discord.com/developers/docs/interactions/application-commands
    #application-command-object-application-command-naming
    """
    return 1 <= len(name) <= limits.COMMAND_NAME and all(map(_in_command_name, name))


def _in_command_name(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    return any(first <= ord(character) <= last for first, last in (*_DEVANAGARI, *_THAI))


def command_name(form: Form, field: str, *, chat: bool) -> str | None:
    """The name of a command, an option or one of their translations, in ``field``.

    Those people type (``chat``) are in lower case; the ones in a menu are free.
    """
    name = form.text(field, least=1, most=limits.COMMAND_NAME, required=True, trimmed=not chat)
    if name is None or not chat:
        return name
    if not is_command_name(name):
        form.complain(field_errors.BAD_PATTERN, field)
        form.complain(field_errors.BAD_COMMAND_NAME, field)
    elif name != name.lower():
        form.complain(field_errors.BAD_COMMAND_NAME, field)
    return name

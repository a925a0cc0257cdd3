"""Names and descriptions in the languages that Discord's clients speak.

https://discord.com/developers/docs/interactions/application-commands#localization; the languages
are AvailableLocalesEnum of the OpenAPI document.
"""

from collections.abc import Mapping

from bot.sandbox import limits
from bot.sandbox.json import JsonObject
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Form
from bot.sandbox.rules.names import command_name

LOCALES = (
    *("ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he"),
    *("hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru"),
    *("sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW"),
)


def translated_names(form: Form, *, chat: bool) -> JsonObject | None:
    """``name_localizations`` of a command or option."""
    inner = _languages(form, "name_localizations")
    if inner is None:
        return None
    return {language: command_name(inner, language, chat=chat) for language in _known(inner)}


def translated_texts(form: Form, name: str = "description_localizations") -> JsonObject | None:
    """``description_localizations``, or the ``name_localizations`` of a choice."""
    inner = _languages(form, name)
    if inner is None:
        return None
    most = limits.COMMAND_DESCRIPTION
    return {
        language: inner.text(language, least=1, most=most, required=True)
        for language in _known(inner)
    }


def _languages(form: Form, name: str) -> Form | None:
    inner = form.form(name)
    given = form.raw(name)
    if inner is not None and isinstance(given, Mapping):
        for language in given:
            if language not in LOCALES:
                inner.complain(field_errors.choices(LOCALES), str(language))
    return inner


def _known(form: Form) -> list[str]:
    return [language for language in LOCALES if form.names(language)]

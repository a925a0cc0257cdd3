"""Webhooks as they are made and used.

https://discord.com/developers/docs/resources/webhook#create-webhook and #execute-webhook;
IncomingWebhookRequestPartial of the OpenAPI document.
"""

from dataclasses import dataclass

from bot.sandbox import limits
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import Form, reading

_REFUSED_INSIDE = ("discord", "clyde")
_REFUSED_ALONE = ("everyone", "here")


@dataclass(frozen=True)
class Execution:
    """How a message through a webhook wants to look, beside what it says."""

    username: str | None
    avatar_url: str | None


def check_webhook(body: object) -> str:
    """The name of a new webhook. Raises 50035."""
    with reading(body) as form:
        name = _name(form, "name", required=True)
    return name or ""


def check_execution(body: object) -> Execution:
    """Read what is not a message's. Raises 50035."""
    with reading(body) as form:
        return Execution(
            username=_name(form, "username"),
            avatar_url=form.address("avatar_url", most=limits.EMBED_URL, schemes=("http", "https")),
        )


def _name(form: Form, field: str, *, required: bool = False) -> str | None:
    """A name that passes for nobody else's (discord/discord-api-docs#4293, #5999)."""
    most = limits.WEBHOOK_NAME
    name = form.text(field, least=1, most=most, required=required, trimmed=True)
    for word in _REFUSED_INSIDE:
        if name is not None and word in name.lower():
            form.complain(field_errors.name_contains(word), field)
    if name is not None and name.lower() in _REFUSED_ALONE:
        form.complain(field_errors.name_is(name), field)
    return name

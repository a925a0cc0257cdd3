"""Who wrote a message: a person, an app, a webhook, or a person through an app."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.moderation.carried.raw import inner, snowflake

_INSTALLED_BY_USER = "1"


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose message it is.

    `is_webhook`: it came through a webhook, and `author_id` is that of the webhook; then
    `application_id` is there if an app made the webhook. `invoked_by` is the person whose command
    an app answers that they brought along themselves: what it says, they say.
    """

    author_id: int | None
    is_bot: bool
    is_webhook: bool
    invoked_by: int | None
    application_id: int | None

    @property
    def is_person(self) -> bool:
        """Whether a member wrote it with their own hands."""
        return self.author_id is not None and not (self.is_bot or self.is_webhook)


def sender_of(message: Mapping[str, object]) -> Sender:
    """Read who wrote a message.

    An app's answer to a command carries the app's own id as `webhook_id`; it is no webhook's:
    https://docs.discord.com/developers/resources/message#message-object (`webhook_id`,
    `interaction_metadata`) and
    https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
    """
    author = inner(message, "author")
    is_bot = author.get("bot") is True
    webhook_id = snowflake(message.get("webhook_id"))
    application_id = snowflake(message.get("application_id"))
    metadata = inner(message, "interaction_metadata")
    is_webhook = webhook_id not in (None, application_id)
    brought = _INSTALLED_BY_USER in inner(metadata, "authorizing_integration_owners")
    through_app = brought and is_bot and not is_webhook
    return Sender(
        author_id=snowflake(author.get("id")),
        is_bot=is_bot,
        is_webhook=is_webhook,
        invoked_by=snowflake(inner(metadata, "user").get("id")) if through_app else None,
        application_id=application_id,
    )

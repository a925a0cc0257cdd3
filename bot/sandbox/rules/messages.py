"""Messages: sent, edited, answered to interactions, followed up, and deleted together.

https://discord.com/developers/docs/resources/message#create-message; MessageCreateRequest,
MessageEditRequestPartial and IncomingWebhookInteractionRequest of the OpenAPI document.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.sandbox import errors, limits, refusals
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.message import MessageFlag
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.attached import read_attachments, read_poll
from bot.sandbox.rules.components import check_whole, read_components
from bot.sandbox.rules.embeds import read_embeds
from bot.sandbox.rules.form import Form, Path, present, reading
from bot.sandbox.uploads import Upload

_EDITABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.IS_COMPONENTS_V2
_SETTABLE = _EDITABLE | MessageFlag.SUPPRESS_NOTIFICATIONS
_BEFORE_V2 = ("content", "embeds", "sticker_ids", "poll")
_FORWARD = 1
_ANY = 2**53 - 1


@dataclass(frozen=True)
class MessageReference:
    """The message that a reply answers, or that a forward carries on."""

    message_id: int
    channel_id: int | None
    guild_id: int | None
    may_be_gone: bool
    forward: bool


@dataclass(frozen=True)
class MessageBody:
    """A checked message. None stands for a part that the body does not name.

    Texts are trimmed as Discord trims them. ``flags`` holds only what a sender may set: Discord
    passes over the rest, and so does this (voice messages are not simulated). An edit that names
    no flags keeps those it had.
    """

    content: str | None = None
    embeds: JsonObjects | None = None
    components: JsonObjects | None = None
    attachments: JsonObjects | None = None
    sticker_ids: tuple[int, ...] = ()
    poll: JsonObject | None = None
    flags: int = 0
    tts: bool = False
    nonce: str | int | None = None
    enforce_nonce: bool = False
    allowed_mentions: JsonObject | None = None
    reference: MessageReference | None = None
    uploads: Mapping[int, Upload] = field(default_factory=dict)

    @property
    def names_nothing_to_show(self) -> bool:
        """Whether an edit changes no more than flags: nobody edited what it says."""
        parts = (self.content, self.embeds, self.components, self.attachments)
        return all(part is None for part in parts) and not self.uploads

    @property
    def reply_to(self) -> int | None:
        """The message this one answers, unless it is a forward."""
        if self.reference is None or self.reference.forward:
            return None
        return self.reference.message_id

    @property
    def reply_may_be_gone(self) -> bool:
        """Whether the message is sent without reference when the one it answers is not there."""
        return self.reference is not None and self.reference.may_be_gone

    @property
    def ephemeral(self) -> bool:
        """Whether an answer to an interaction is for one person alone."""
        return bool(self.flags & MessageFlag.EPHEMERAL)


def check_message(  # noqa: PLR0913 - each has its own plain default
    body: object,
    *,
    editing: int | None = None,
    held: Collection[str] | None = None,
    interaction: bool = False,
    files: Collection[str] = (),
    at: Path = (),
) -> MessageBody:
    """Read a message to be sent, or with ``editing`` an edit of one that has those flags.

    ``held`` names the fields that the edited message fills (content, embeds, components,
    attachments, ...); without it an edit is not asked what it leaves behind. ``files`` are the
    names of uploads that come along and attachments that stay. With ``interaction`` it answers
    one, and may be ephemeral. ``at`` is where in the request the body stands: ``("data",)`` in
    the callback of an interaction. Raises 50035, 50006, 160011, or the 500 of overlong text.
    """
    with reading(body, at) as form:
        flags = _flags(form, editing, interaction=interaction)
        v2 = bool(flags & MessageFlag.IS_COMPONENTS_V2)
        content = form.text("content", most=limits.CONTENT, trimmed=True)
        message = MessageBody(
            content="" if content is None and form.names("content") else content,
            embeds=read_embeds(form),
            components=read_components(form, v2=v2),
            attachments=read_attachments(form),
            sticker_ids=tuple(form.snowflakes("sticker_ids", most=limits.STICKERS) or ()),
            poll=read_poll(form.form("poll")),
            flags=flags,
            tts=form.truth("tts") or False,
            nonce=_nonce(form),
            enforce_nonce=form.truth("enforce_nonce") or False,
            allowed_mentions=_allowed_mentions(form.form("allowed_mentions")),
            reference=_reference(form.form("message_reference")),
        )
        if v2:
            _refuse_what_v2_excludes(form, held or ())
        if not form.complaints.by_path:
            named = (str(one.get("filename")) for one in message.attachments or ())
            check_whole(message.components or [], form.complaints, at, {*files, *named})
    _refuse_nothing(message, editing, held, files)
    return message


def check_defer(body: object, *, at: Path = ("data",)) -> int:
    """The flags of a deferred answer: EPHEMERAL or none, others are passed over.

    interactions/receiving-and-responding#interaction-response-object; that IS_COMPONENTS_V2 is
    ignored there: discord/discord-api-docs#7910.
    """
    if body is None:
        return 0
    with reading(body, at) as form:
        flags = form.whole("flags", least=0) or 0
    return flags & MessageFlag.EPHEMERAL


def check_bulk_delete(body: object) -> list[int]:
    """The ids of 2 to 100 messages; resources/message#bulk-delete-messages."""
    with reading(body) as form:
        least, most = limits.BULK_DELETE_LEAST, limits.BULK_DELETE_MOST
        ids = form.snowflakes("messages", least=least, most=most, required=True)
    return ids or []


def _flags(form: Form, editing: int | None, *, interaction: bool) -> int:
    given = form.whole("flags", least=0, most=_ANY)
    if editing is None:
        settable = _SETTABLE | MessageFlag.EPHEMERAL if interaction else _SETTABLE
        return (given or 0) & settable
    if given is None:
        return editing & _EDITABLE
    stays_v2 = editing & MessageFlag.IS_COMPONENTS_V2
    if stays_v2 and not given & MessageFlag.IS_COMPONENTS_V2:
        form.complain(field_errors.V2_IS_FOR_EVER, "flags")
    return (given | stays_v2) & _EDITABLE


def _refuse_what_v2_excludes(form: Form, held: Collection[str]) -> None:
    """Such fields must be empty, and emptied by the edit that makes a message V2."""
    for name in _BEFORE_V2:
        if form.raw(name) or (name in held and not form.names(name)):
            form.complain(field_errors.not_beside_v2(name), name)


def _refuse_nothing(
    message: MessageBody,
    editing: int | None,
    held: Collection[str] | None,
    files: Collection[str],
) -> None:
    """Refuse a message without anything in it, and a forward with something."""
    parts = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": message.attachments,
        "sticker_ids": message.sticker_ids or None,
        "poll": message.poll,
    }
    says_something = any(parts.values()) or bool(files)
    if message.reference is not None and message.reference.forward:
        if says_something and not message.flags & MessageFlag.IS_COMPONENTS_V2:
            raise refusals.forward_with_content()
        return
    if editing is not None:
        says_something |= held is None or any(parts.get(name) is None for name in held)
    if not says_something:
        raise errors.empty_message()


def _nonce(form: Form) -> str | int | None:
    value = form.raw("nonce")
    if value is None:
        return None
    if isinstance(value, str):
        if len(value) > limits.NONCE:
            form.complain(field_errors.NONCE_TOO_LONG, "nonce")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return form.whole("nonce", least=-limits.INT64, most=limits.INT64 - 1)
    form.complain(field_errors.NONCE_TYPE, "nonce")
    return None


def _allowed_mentions(form: Form | None) -> JsonObject | None:
    """MessageAllowedMentionsRequest; a kind is parsed or named, not both (ids as text)."""
    if form is None:
        return None
    parse = form.some_of("parse", ("users", "roles", "everyone"))
    allowed = present(parse=parse, replied_user=form.truth("replied_user"))
    for kind in ("users", "roles"):
        ids = form.snowflakes(kind, most=limits.MENTIONED_IDS)
        if ids and parse and kind in parse:
            form.complain(field_errors.mentions_both_ways(kind))
        if ids is not None:
            allowed[kind] = [str(one) for one in ids]
    return allowed


def _reference(form: Form | None) -> MessageReference | None:
    if form is None:
        return None
    forward = form.one_of("type", (0, _FORWARD)) == _FORWARD
    return MessageReference(
        message_id=form.snowflake("message_id", required=True) or 0,
        channel_id=form.snowflake("channel_id", required=forward),
        guild_id=form.snowflake("guild_id"),
        may_be_gone=form.truth("fail_if_not_exists") is False,
        forward=forward,
    )

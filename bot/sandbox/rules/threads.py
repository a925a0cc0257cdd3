"""Threads as they are started and changed.

CreateTextThreadWithMessageRequest, CreateTextThreadWithoutMessageRequest and
UpdateThreadRequestPartial of the OpenAPI document; resources/channel#modify-channel.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox import errors, limits
from bot.sandbox.rules.form import Form, reading
from bot.sandbox.world import ChannelKind

_ANNOUNCEMENT_THREAD = 10
_KINDS = (_ANNOUNCEMENT_THREAD, int(ChannelKind.PUBLIC_THREAD), int(ChannelKind.PRIVATE_THREAD))
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ThreadStart:
    """A checked request for a new thread. ``invitable`` says nothing for a public one."""

    name: str
    kind: ChannelKind
    archive_after: timedelta
    slowmode: int
    invitable: bool


@dataclass(frozen=True)
class ThreadChange:
    """A checked change. None stands for a field that the body does not name."""

    name: str | None = None
    archived: bool | None = None
    locked: bool | None = None
    invitable: bool | None = None
    archive_after: timedelta | None = None
    slowmode: int | None = None

    @property
    def for_moderators(self) -> bool:
        """Whether it takes Manage Threads, whoever made the thread."""
        return any(one is not None for one in (self.locked, self.invitable, self.slowmode))

    @property
    def for_its_owner(self) -> bool:
        """Whether its owner may do it as well."""
        return self.name is not None or self.archive_after is not None or bool(self.archived)

    @property
    def keeps_it_archived(self) -> bool:
        """Whether it changes something of a thread without making it active."""
        others = self.for_moderators or self.name is not None or self.archive_after is not None
        return others and self.archived is not False


def check_start(body: object, *, from_message: bool = False, in_forum: bool = False) -> ThreadStart:
    """Read a request for a thread: public from a message and in a forum, else private at first.

    Raises 50035, or 50024 for a thread of announcements. A forum passes over ``type``.
    """
    always_public = from_message or in_forum
    with reading(body) as form:
        name = form.text("name", least=1, most=limits.THREAD_NAME, required=True, trimmed=True)
        kind = None if always_public else form.one_of("type", _KINDS)
        invitable = None if always_public else form.truth("invitable")
        if in_forum:
            form.form("message", required=True)
        archive_after = _archive_after(form) or _ONE_DAY
        slowmode = _slowmode(form) or 0
    if kind == _ANNOUNCEMENT_THREAD:
        raise errors.wrong_channel_kind()
    usual = ChannelKind.PUBLIC_THREAD if always_public else ChannelKind.PRIVATE_THREAD
    return ThreadStart(
        name=name or "",
        kind=usual if kind is None else ChannelKind(kind),
        archive_after=archive_after,
        slowmode=slowmode,
        invitable=invitable is not False,
    )


def check_change(body: object) -> ThreadChange:
    """Read a change of a thread. Raises 50035."""
    with reading(body) as form:
        return ThreadChange(
            name=form.text("name", least=1, most=limits.THREAD_NAME, trimmed=True),
            archived=form.truth("archived"),
            locked=form.truth("locked"),
            invitable=form.truth("invitable"),
            archive_after=_archive_after(form),
            slowmode=0 if _names_nothing(form, "rate_limit_per_user") else _slowmode(form),
        )


def _archive_after(form: Form) -> timedelta | None:
    minutes = form.one_of("auto_archive_duration", limits.ARCHIVE_MINUTES)
    return None if minutes is None else timedelta(minutes=minutes)


def _slowmode(form: Form) -> int | None:
    return form.whole("rate_limit_per_user", least=0, most=limits.SLOWMODE_SECONDS)


def _names_nothing(form: Form, name: str) -> bool:
    """Whether the field is there and null."""
    return form.names(name) and not form.holds(name)

"""A member as it is changed. Of its fields the sandbox knows the time-out alone.

https://discord.com/developers/docs/resources/guild#modify-guild-member
"""

from datetime import UTC, datetime, timedelta

from bot.sandbox import errors, limits
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import reading

_FIELD = "communication_disabled_until"


def check_time_out(body: object, now: datetime) -> datetime | None:
    """Until when; None lifts it, and so does a moment that has passed.

    Raises 50035 beyond 28 days, 404 for a change of anything else.
    """
    with reading(body) as form:
        text = form.moment(_FIELD)
        until = None if text is None else _aware(datetime.fromisoformat(text))
        if until is not None and until - now > timedelta(days=limits.TIMEOUT_DAYS):
            form.complain(field_errors.TIMED_OUT_TOO_LONG, _FIELD)
    if not form.names(_FIELD) or (isinstance(body, dict) and len(body) > 1):
        raise errors.not_found()
    return until


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

"""What recurs once a day."""

from datetime import datetime, time, timedelta


def next_at(hour: time, now: datetime) -> datetime:
    """Return the first moment after `now` (UTC) at which it is that hour."""
    today = datetime.combine(now.date(), hour, tzinfo=now.tzinfo)
    return today if now < today else today + timedelta(days=1)

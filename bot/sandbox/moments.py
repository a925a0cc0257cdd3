"""Times as Discord writes them."""

from datetime import datetime


def moment(when: datetime | None) -> str | None:
    """ISO 8601 with microseconds."""
    return None if when is None else when.isoformat(timespec="microseconds")

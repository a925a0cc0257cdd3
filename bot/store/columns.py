"""Column types: what Python holds, and what SQLite keeps of it."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.types import TypeDecorator

Snowflake = BigInteger
"""A Discord id. SQLite's integers have 64 bits, enough for every snowflake until the year 2084."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC.

    SQLite keeps it as text of a fixed width without a zone, so it sorts and compares as text.
    A naive datetime is refused: nobody could say which moment it meant.
    """

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            msg = f"{value!r} has no zone; the store keeps aware datetimes only"
            raise ValueError(msg)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)

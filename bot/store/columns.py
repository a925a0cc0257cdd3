"""Column types: what Python holds, and what SQLite keeps of it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Dialect, Text
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


class ExactDecimal(TypeDecorator[Decimal]):
    """A number exactly as it was given, "1.20" with its zero.

    SQLite has no decimals and would keep a rounded binary fraction, so it is kept as text. As text
    it does not sort or compare as a number: do that in Python. NaN and infinity are refused.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not value.is_finite():
            msg = f"{value} is not a number that can be kept"
            raise ValueError(msg)
        return str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def one_of(column: str, values: Iterable[str | int]) -> CheckConstraint:
    """Allow the column only these words or whole numbers, and NULL where it may be NULL."""
    listed = ", ".join(f"'{value}'" if isinstance(value, str) else f"{value:d}" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)

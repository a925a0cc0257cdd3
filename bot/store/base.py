"""What all tables have in common."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from bot.store.people import Keeping, declare

metadata = MetaData(
    # Every constraint has a name, so that a later migration can speak of it.
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    """A table; it cannot be defined without saying whom it is about and how long rows live."""

    metadata = metadata

    def __init_subclass__(cls, *, keeping: Keeping, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        declare(cls.metadata.tables[cls.__tablename__], keeping)

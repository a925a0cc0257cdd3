"""Servers that the bot was removed from, and members who asked to be deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departures",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_departures")),
    )
    op.add_column("moderation_cases", sa.Column("leave_by", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("moderation_cases", "leave_by")
    op.drop_table("departures")

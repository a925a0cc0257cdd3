"""What advice remembers: which entries helped, and what was asked in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advice_ratings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.String(length=50), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("unhelpful", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "entry_id", name=op.f("pk_advice_ratings")),
    )
    op.create_table(
        "advice_rated_cards",
        sa.Column("card", sa.String(length=64), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("rated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("card", name=op.f("pk_advice_rated_cards")),
    )
    op.create_table(
        "advice_gaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("folded", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("pointer_id", sa.String(length=50), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_gaps")),
        sa.UniqueConstraint("guild_id", "folded", name=op.f("uq_advice_gaps_guild_id_folded")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_advice_gaps_guild_id_times"), "advice_gaps", ["guild_id", "times"])


def downgrade() -> None:
    op.drop_table("advice_gaps")
    op.drop_table("advice_rated_cards")
    op.drop_table("advice_ratings")

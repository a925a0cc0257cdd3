"""What members keep of their own checks: the floor, sessions, the audience."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "floors",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hourly", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_floors")),
    )
    op.create_table(
        "audience_checks",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("merch", sa.Boolean(), nullable=True),
        sa.Column("shop", sa.Boolean(), nullable=True),
        sa.Column("offer", sa.Boolean(), nullable=True),
        sa.Column("reach", sa.Boolean(), nullable=True),
        sa.Column("wrote", sa.Boolean(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_audience_checks")),
    )
    op.create_table(
        "session_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("heard", sa.String(length=6), nullable=True),
        sa.Column("ease", sa.String(length=6), nullable=True),
        sa.Column("again", sa.String(length=6), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "heard IN ('yes', 'partly', 'no')", name=op.f("ck_session_checks_heard")
        ),
        sa.CheckConstraint("ease IN ('yes', 'partly', 'no')", name=op.f("ck_session_checks_ease")),
        sa.CheckConstraint(
            "again IN ('yes', 'partly', 'no')", name=op.f("ck_session_checks_again")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_checks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_session_checks_user_id"), "session_checks", ["user_id"])


def downgrade() -> None:
    op.drop_table("session_checks")
    op.drop_table("audience_checks")
    op.drop_table("floors")

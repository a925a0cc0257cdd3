"""What the weekly tips remember: schedules, occurrences, what moderators are told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tip_schedules",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("begun", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "weekday IN (0, 1, 2, 3, 4, 5, 6)", name=op.f("ck_tip_schedules_weekday")
        ),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_tip_schedules")),
    )
    _make_occurrences()
    _make_notices()


def downgrade() -> None:
    op.drop_table("tip_notices")
    op.drop_table("tip_occurrences")
    op.drop_table("tip_schedules")


def _make_occurrences() -> None:
    op.create_table(
        "tip_occurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("problem", sa.String(length=12), nullable=True),
        sa.Column("tip_id", sa.String(length=50), nullable=True),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("after_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("pinned_at", sa.DateTime(), nullable=True),
        sa.Column("unpinned_at", sa.DateTime(), nullable=True),
        sa.Column("more_presses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("discuss_presses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'posted', 'pinned', 'done', 'missed', 'skipped', 'failed')",
            name=op.f("ck_tip_occurrences_state"),
        ),
        sa.CheckConstraint(
            "problem IN ('no_channel', 'channel_gone', 'cannot_post', 'no_history', 'empty', "
            "'pins_full', 'cannot_pin', 'message_gone', 'overtaken')",
            name=op.f("ck_tip_occurrences_problem"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('posted', 'pinned', 'done') OR message_id IS NOT NULL",
            name=op.f("ck_tip_occurrences_posted"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_occurrences")),
        sa.UniqueConstraint("guild_id", "due", name=op.f("uq_tip_occurrences_guild_id_due")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_tip_occurrences_guild_id_state"), "tip_occurrences", ["guild_id", "state"]
    )


def _make_notices() -> None:
    op.create_table(
        "tip_notices",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("mended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('missed', 'no_channel', 'channel_gone', 'cannot_post', 'no_history', "
            "'empty', 'pins_full', 'cannot_pin')",
            name=op.f("ck_tip_notices_kind"),
        ),
        sa.PrimaryKeyConstraint("guild_id", "kind", name=op.f("pk_tip_notices")),
    )

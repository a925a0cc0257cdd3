"""What moderation does and takes back: steps, posts taken down, strikes, appeals."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MODE = "ck_guild_settings_moderation_mode"


def upgrade() -> None:
    with op.batch_alter_table("guild_settings") as settings:
        settings.drop_constraint(op.f(_MODE), type_="check")
        settings.create_check_constraint(
            op.f(_MODE), "moderation_mode IN ('off', 'observe', 'review', 'enforce')"
        )
        settings.add_column(
            sa.Column("strike_days", sa.Integer(), server_default=sa.text("90"), nullable=False)
        )
        settings.add_column(
            sa.Column("timeout_minutes", sa.Integer(), server_default=sa.text("60"), nullable=False)
        )
        settings.create_check_constraint(
            op.f("ck_guild_settings_strike_days"), "strike_days BETWEEN 1 AND 365"
        )
        settings.create_check_constraint(
            op.f("ck_guild_settings_timeout_minutes"), "timeout_minutes BETWEEN 1 AND 40320"
        )
    _make_steps()
    _make_removed()
    _make_strikes()
    _make_appeals()
    _make_native()


def downgrade() -> None:
    for table in (
        "moderation_native",
        "moderation_appeals",
        "moderation_strikes",
        "moderation_removed",
        "moderation_steps",
    ):
        op.drop_table(table)
    op.execute(
        "UPDATE guild_settings SET moderation_mode = 'review' WHERE moderation_mode = 'enforce'"
    )
    with op.batch_alter_table("guild_settings") as settings:
        settings.drop_constraint(op.f("ck_guild_settings_timeout_minutes"), type_="check")
        settings.drop_constraint(op.f("ck_guild_settings_strike_days"), type_="check")
        settings.drop_constraint(op.f(_MODE), type_="check")
        settings.create_check_constraint(
            op.f(_MODE), "moderation_mode IN ('off', 'observe', 'review')"
        )
        settings.drop_column("timeout_minutes")
        settings.drop_column("strike_days")


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["case_id"],
        ["moderation_cases.id"],
        name=op.f(f"fk_{table}_case_id_moderation_cases"),
        ondelete="CASCADE",
    )


def _make_steps() -> None:
    op.create_table(
        "moderation_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=11), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("outcome", sa.String(length=11), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('remove', 'timeout', 'note', 'warn', 'restore', 'end_timeout', 'told', "
            "'answer', 'remind')",
            name=op.f("ck_moderation_steps_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'done', 'failed')", name=op.f("ck_moderation_steps_state")
        ),
        sa.CheckConstraint(
            "outcome IN ('gone', 'by_hand', 'not_allowed', 'above', 'closed', 'refused')",
            name=op.f("ck_moderation_steps_outcome"),
        ),
        sa.CheckConstraint(
            "(state = 'failed') <= (outcome IS NOT NULL)", name=op.f("ck_moderation_steps_failed")
        ),
        _of_case("moderation_steps"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_steps")),
        sa.UniqueConstraint(
            "case_id", "kind", "target_id", name=op.f("uq_moderation_steps_case_id_kind_target_id")
        ),
    )
    op.create_index(
        op.f("ix_moderation_steps_guild_id_state"), "moderation_steps", ["guild_id", "state"]
    )
    op.create_index(op.f("ix_moderation_steps_target_id"), "moderation_steps", ["target_id"])


def _make_removed() -> None:
    op.create_table(
        "moderation_removed",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("matched", sa.String(), nullable=False),
        sa.Column("has_files", sa.Boolean(), nullable=False),
        sa.Column("posted_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=False),
        _of_case("moderation_removed"),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_moderation_removed")),
    )
    op.create_index(op.f("ix_moderation_removed_case_id"), "moderation_removed", ["case_id"])
    op.create_index(op.f("ix_moderation_removed_author_id"), "moderation_removed", ["author_id"])


def _make_strikes() -> None:
    op.create_table(
        "moderation_strikes",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("strike", sa.Integer(), nullable=False),
        sa.Column("asks_moderators", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        _of_case("moderation_strikes"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_moderation_strikes")),
    )
    op.create_index(
        op.f("ix_moderation_strikes_guild_id_user_id"),
        "moderation_strikes",
        ["guild_id", "user_id"],
    )


def _make_appeals() -> None:
    op.create_table(
        "moderation_appeals",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)",
            name=op.f("ck_moderation_appeals_answered"),
        ),
        _of_case("moderation_appeals"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_moderation_appeals")),
    )
    op.create_index(
        op.f("ix_moderation_appeals_guild_id_answered_at"),
        "moderation_appeals",
        ["guild_id", "answered_at"],
    )


def _make_native() -> None:
    op.create_table(
        "moderation_native",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("rule_id", sa.BigInteger(), nullable=True),
        sa.Column("written", sa.String(length=64), nullable=True),
        sa.Column("standing", sa.String(length=64), nullable=True),
        sa.Column("version", sa.String(length=64), nullable=True),
        sa.Column("problem", sa.String(length=11), nullable=True),
        sa.Column("set_back_at", sa.DateTime(), nullable=True),
        sa.Column("notice", sa.String(length=8), nullable=True),
        sa.Column("notice_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "problem IN ('not_allowed', 'full', 'refused', 'empty', 'disabled', 'deleted')",
            name=op.f("ck_moderation_native_problem"),
        ),
        sa.CheckConstraint(
            "notice IN ('set_back', 'disabled', 'deleted', 'enabled')",
            name=op.f("ck_moderation_native_notice"),
        ),
        sa.CheckConstraint(
            "(notice IS NULL) = (notice_at IS NULL)", name=op.f("ck_moderation_native_notice_at")
        ),
        sa.CheckConstraint(
            "written IS NULL OR rule_id IS NOT NULL", name=op.f("ck_moderation_native_written")
        ),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_moderation_native")),
    )

"""What moderation remembers: cases, counts, what a server exempts and allows, what was read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("guild_settings") as settings:
        settings.add_column(
            sa.Column(
                "moderation_mode", sa.String(length=7), server_default="observe", nullable=False
            )
        )
        settings.add_column(
            sa.Column("case_text_days", sa.Integer(), server_default=sa.text("30"), nullable=False)
        )
        settings.create_check_constraint(
            op.f("ck_guild_settings_moderation_mode"),
            "moderation_mode IN ('off', 'observe', 'review')",
        )
        settings.create_check_constraint(
            op.f("ck_guild_settings_case_text_days"), "case_text_days BETWEEN 1 AND 30"
        )

    _make_cases()
    _make_the_rest()


def downgrade() -> None:
    for table in (
        "keys",
        "moderation_seen",
        "moderation_recent",
        "moderation_domains",
        "moderation_exemptions",
        "moderation_counts",
        "moderation_decisions",
        "moderation_reports",
        "moderation_case_messages",
        "moderation_cases",
    ):
        op.drop_table(table)
    with op.batch_alter_table("guild_settings") as settings:
        settings.drop_constraint(op.f("ck_guild_settings_case_text_days"), type_="check")
        settings.drop_constraint(op.f("ck_guild_settings_moderation_mode"), type_="check")
        settings.drop_column("case_text_days")
        settings.drop_column("moderation_mode")


def _make_cases() -> None:
    op.create_table(
        "moderation_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("action", sa.String(length=6), nullable=False),
        sa.Column("rule", sa.String(length=50), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("rules_version", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("decision", sa.String(length=13), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("card_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.Column("card_revision", sa.Integer(), nullable=True),
        sa.Column("kept_from", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "action IN ('review', 'remove')", name=op.f("ck_moderation_cases_action")
        ),
        sa.CheckConstraint(
            "decision IN ('promotion', 'not_promotion', 'exempted', 'allowed')",
            name=op.f("ck_moderation_cases_decision"),
        ),
        sa.CheckConstraint(
            "origin IN ('judged', 'reported')", name=op.f("ck_moderation_cases_origin")
        ),
        sa.CheckConstraint("state IN ('open', 'decided')", name=op.f("ck_moderation_cases_state")),
        sa.CheckConstraint(
            "(state = 'decided') = (decision IS NOT NULL)",
            name=op.f("ck_moderation_cases_decided"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_cases")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_moderation_cases_guild_id_author_id"),
        "moderation_cases",
        ["guild_id", "author_id"],
    )
    op.create_index(
        op.f("ix_moderation_cases_guild_id_state"), "moderation_cases", ["guild_id", "state"]
    )

    op.create_table(
        "moderation_case_messages",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.DateTime(), nullable=False),
        sa.Column("action", sa.String(length=6), nullable=False),
        sa.Column("rule", sa.String(length=50), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("rules_version", sa.String(length=64), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=True),
        sa.Column("text_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "action IN ('review', 'remove')", name=op.f("ck_moderation_case_messages_action")
        ),
        sa.CheckConstraint(
            "(parts IS NULL) = (text_at IS NULL)", name=op.f("ck_moderation_case_messages_text")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_cases.id"],
            name=op.f("fk_moderation_case_messages_case_id_moderation_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_moderation_case_messages")),
    )
    op.create_index(
        op.f("ix_moderation_case_messages_case_id"), "moderation_case_messages", ["case_id"]
    )

    op.create_table(
        "moderation_reports",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_cases.id"],
            name=op.f("fk_moderation_reports_case_id_moderation_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_moderation_reports")),
    )
    op.create_table(
        "moderation_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("decided", sa.String(length=13), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "decided IN ('promotion', 'not_promotion', 'exempted', 'allowed', 'reopened')",
            name=op.f("ck_moderation_decisions_decided"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_cases.id"],
            name=op.f("fk_moderation_decisions_case_id_moderation_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_decisions")),
    )
    op.create_index(op.f("ix_moderation_decisions_case_id"), "moderation_decisions", ["case_id"])


def _make_the_rest() -> None:
    op.create_table(
        "moderation_counts",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.DateTime(), nullable=False),
        sa.Column("decision", sa.String(length=6), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "decision IN ('allow', 'review', 'remove')", name=op.f("ck_moderation_counts_decision")
        ),
        sa.PrimaryKeyConstraint("guild_id", "day", "decision", name=op.f("pk_moderation_counts")),
    )
    op.create_table(
        "moderation_exemptions",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("target_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "kind IN ('channel', 'role')", name=op.f("ck_moderation_exemptions_kind")
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "kind", "target_id", name=op.f("pk_moderation_exemptions")
        ),
    )
    op.create_table(
        "moderation_domains",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "domain", name=op.f("pk_moderation_domains")),
    )
    op.create_table(
        "moderation_recent",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_moderation_recent")),
    )
    op.create_index(
        op.f("ix_moderation_recent_guild_id_author_id_at"),
        "moderation_recent",
        ["guild_id", "author_id", "at"],
    )
    op.create_table(
        "moderation_seen",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_moderation_seen")),
    )
    op.create_table(
        "keys",
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(secret) = 32", name=op.f("ck_keys_secret")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_keys")),
    )

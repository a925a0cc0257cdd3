"""What /evaluate remembers: offers, votes, what became of a job, and members' own settings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("place", sa.String(length=7), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("home_id", sa.BigInteger(), nullable=True),
        sa.Column("card_id", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("back_to", sa.String(length=20), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("job", sa.String(length=80), nullable=True),
        sa.Column("usual", sa.Text(), nullable=True),
        sa.Column("offered", sa.Text(), nullable=True),
        sa.Column("costs", sa.Text(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("points", sa.Text(), nullable=True),
        sa.Column("floor", sa.Text(), nullable=True),
        sa.Column("plays", sa.Integer(), nullable=True),
        sa.Column("next_job", sa.Text(), nullable=True),
        sa.Column("discounted_jobs", sa.Integer(), nullable=True),
        sa.Column("all_jobs", sa.Integer(), nullable=True),
        sa.Column("more", sa.Integer(), nullable=True),
        sa.Column("port", sa.Integer(), nullable=True),
        sa.Column("learn", sa.Integer(), nullable=True),
        sa.Column("want", sa.Integer(), nullable=True),
        sa.Column("named", sa.Text(), nullable=True),
        sa.Column("afford", sa.String(length=5), nullable=True),
        sa.Column("terms", sa.String(length=8), nullable=True),
        sa.Column("room", sa.String(length=8), nullable=True),
        sa.Column("motive", sa.Boolean(), nullable=True),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("words_shown", sa.Boolean(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Integer(), nullable=True),
        sa.Column("discounted", sa.Boolean(), nullable=True),
        sa.Column("outcome", sa.String(length=7), nullable=True),
        sa.Column("follow_ups", sa.String(length=4), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("weighed_at", sa.DateTime(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(), nullable=True),
        sa.Column("abandoned_from", sa.DateTime(), nullable=True),
        sa.CheckConstraint("afford IN ('yes', 'tight', 'no')", name=op.f("ck_evaluations_afford")),
        sa.CheckConstraint(
            "follow_ups IN ('yes', 'list', 'no')", name=op.f("ck_evaluations_follow_ups")
        ),
        sa.CheckConstraint(
            "outcome IN ('took', 'changed', 'passed', 'talking')",
            name=op.f("ck_evaluations_outcome"),
        ),
        sa.CheckConstraint(
            "place IN ('private', 'public', 'here', 'dm')", name=op.f("ck_evaluations_place")
        ),
        sa.CheckConstraint(
            "room IN ('fixed', 'unknown', 'flexible')", name=op.f("ck_evaluations_room")
        ),
        sa.CheckConstraint(
            "state IN ('placing', 'asking', 'weighed', 'cancelled')",
            name=op.f("ck_evaluations_state"),
        ),
        sa.CheckConstraint(
            "terms IN ('written', 'not_yet', 'refused')", name=op.f("ck_evaluations_terms")
        ),
        sa.CheckConstraint("learn IN (0, 1, 2)", name=op.f("ck_evaluations_learn")),
        sa.CheckConstraint("more IN (0, 1, 2)", name=op.f("ck_evaluations_more")),
        sa.CheckConstraint("port IN (0, 1, 2)", name=op.f("ck_evaluations_port")),
        sa.CheckConstraint("verdict IN (0, 1, 2, 3)", name=op.f("ck_evaluations_verdict")),
        sa.CheckConstraint("want IN (0, 1, 2)", name=op.f("ck_evaluations_want")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evaluations_guild_id"), "evaluations", ["guild_id"])
    op.create_index(op.f("ix_evaluations_user_id"), "evaluations", ["user_id"])

    op.create_table(
        "member_settings",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("may_ask", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_member_settings")),
    )
    op.create_table(
        "evaluation_votes",
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("voted_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("verdict IN (0, 1, 2, 3)", name=op.f("ck_evaluation_votes_verdict")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluations.id"],
            name=op.f("fk_evaluation_votes_evaluation_id_evaluations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("evaluation_id", "user_id", name=op.f("pk_evaluation_votes")),
    )
    op.create_table(
        "gig_followups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("more_work", sa.String(length=4), nullable=True),
        sa.Column("leads", sa.Integer(), nullable=True),
        sa.Column("real_hours", sa.Text(), nullable=True),
        sa.Column("received", sa.Text(), nullable=True),
        sa.Column("statement", sa.Boolean(), nullable=True),
        sa.Column("again", sa.String(length=5), nullable=True),
        sa.CheckConstraint("again IN ('yes', 'maybe', 'no')", name=op.f("ck_gig_followups_again")),
        sa.CheckConstraint(
            "more_work IN ('none', 'same', 'new')", name=op.f("ck_gig_followups_more_work")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'sending', 'asked', 'listed', 'answered', 'stopped')",
            name=op.f("ck_gig_followups_state"),
        ),
        sa.CheckConstraint("day IN (30, 90)", name=op.f("ck_gig_followups_day")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluations.id"],
            name=op.f("fk_gig_followups_evaluation_id_evaluations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gig_followups")),
        sa.UniqueConstraint(
            "evaluation_id", "day", name=op.f("uq_gig_followups_evaluation_id_day")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_gig_followups_user_id_state"), "gig_followups", ["user_id", "state"])


def downgrade() -> None:
    op.drop_table("gig_followups")
    op.drop_table("evaluation_votes")
    op.drop_table("member_settings")
    op.drop_table("evaluations")

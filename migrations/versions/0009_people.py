"""What members plan: micro-networks, and people they met."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=6), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("template", sa.String(length=50), nullable=True),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("scares", sa.JSON(), nullable=False),
        sa.Column("undoable", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=True),
        sa.Column("want", sa.Text(), nullable=True),
        sa.Column("give", sa.Text(), nullable=True),
        sa.Column("nudge_days", sa.Integer(), nullable=True),
        sa.Column("nudge_where", sa.String(length=7), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "nudge_where IN ('message', 'list')", name=op.f("ck_network_plans_nudge_where")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'parked')", name=op.f("ck_network_plans_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_plans")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_network_plans_user_id"), "network_plans", ["user_id"])
    op.create_index(
        "uq_network_plans_active",
        "network_plans",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("active = 1"),
    )
    op.create_table(
        "people_met",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("making", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("due", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(length=4), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done')", name=op.f("ck_people_met_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_met")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_people_met_user_id_state"), "people_met", ["user_id", "state"])
    op.create_table(
        "reminding",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("by_message", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_reminding")),
    )
    op.create_table(
        "typed_forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("typed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_forms")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_typed_forms_user_id"), "typed_forms", ["user_id"])
    op.create_table(
        "network_roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["network_plans.id"],
            name=op.f("fk_network_roles_plan_id_network_plans"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_roles")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_network_roles_plan_id"), "network_roles", ["plan_id"])
    op.create_table(
        "network_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('not_yet', 'contacted', 'talking', 'yes', 'no')",
            name=op.f("ck_network_people_state"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["network_plans.id"],
            name=op.f("fk_network_people_plan_id_network_plans"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["role_id"],
            ["network_roles.id"],
            name=op.f("fk_network_people_role_id_network_roles"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_people")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_network_people_plan_id"), "network_people", ["plan_id"])
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("met_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("planned_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(met_id IS NULL) <> (plan_id IS NULL)", name=op.f("ck_reminders_about")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'sending', 'sent', 'listed', 'over')",
            name=op.f("ck_reminders_state"),
        ),
        sa.ForeignKeyConstraint(
            ["met_id"],
            ["people_met.id"],
            name=op.f("fk_reminders_met_id_people_met"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["network_people.id"],
            name=op.f("fk_reminders_person_id_network_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["network_plans.id"],
            name=op.f("fk_reminders_plan_id_network_plans"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reminders_met_id"), "reminders", ["met_id"])
    op.create_index(op.f("ix_reminders_plan_id"), "reminders", ["plan_id"])
    op.create_index(op.f("ix_reminders_user_id_state"), "reminders", ["user_id", "state"])


def downgrade() -> None:
    op.drop_table("reminders")
    op.drop_table("network_people")
    op.drop_table("network_roles")
    op.drop_table("typed_forms")
    op.drop_table("reminding")
    op.drop_table("people_met")
    op.drop_table("network_plans")

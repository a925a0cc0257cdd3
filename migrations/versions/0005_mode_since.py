"""Since when a server's moderation is in its mode."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("guild_settings") as settings:
        settings.add_column(sa.Column("moderation_mode_since", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("guild_settings") as settings:
        settings.drop_column("moderation_mode_since")

"""appeals_keep_what_else_was_told."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch: SQLite would make the table anew, and can't drop the old one while others refer to its rows.
    op.add_column("appeals", sa.Column("repeat", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("appeals", sa.Column("circumstances", columns.Json, server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("appeals", "circumstances")
    op.drop_column("appeals", "repeat")

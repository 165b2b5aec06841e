"""corrections_hold_both_readings."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from storage import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What the appeals still hold of how the rules read them, in the order in which it is added here.
READ: dict[str, TypeEngine[Any]] = {
    "second": sa.String(length=32),
    "kind": sa.String(length=16),
    "noise": sa.Boolean(),
    "night": sa.Boolean(),
    "urgency": sa.String(length=16),
    "confidence": sa.Double(),
    "hits": columns.Json,
    "rules_version": sa.String(length=16),
}
TOUCHED = {"corrections": ("appeal_id", "author", "role", *READ), "appeals": ("id", *READ)}


def upgrade() -> None:
    # Not in a batch: SQLite would make the table anew, and can't drop the old one while others refer to its rows.
    op.add_column("appeals", sa.Column("likeliest", sa.String(length=32), nullable=True))
    op.add_column("corrections", sa.Column("role", sa.String(length=16), nullable=True))
    op.add_column("corrections", sa.Column("likeliest", sa.String(length=32), nullable=True))
    for name, kind in READ.items():
        op.add_column("corrections", sa.Column(name, kind, nullable=True))
    corrections, appeals = (sa.table(name, *map(sa.column, columns)) for name, columns in TOUCHED.items())
    of_appeal = {name: sa.select(appeals.c[name]).where(appeals.c.id == corrections.c.appeal_id) for name in READ}
    # Staff who corrected an appeal of their own are taken for staff: it was not written down.
    role = sa.case((corrections.c.author.like("staff:%"), "staff"), else_="resident")
    op.execute(
        corrections.update().values(role=role, **{name: one.scalar_subquery() for name, one in of_appeal.items()})
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.alter_column("role", existing_type=sa.String(length=16), nullable=False)
        for name, kind in READ.items():
            if name != "second":
                batch_op.alter_column(name, existing_type=kind, nullable=False)


def downgrade() -> None:
    for name in (*reversed(READ), "likeliest", "role"):
        op.drop_column("corrections", name)
    op.drop_column("appeals", "likeliest")

"""What Alembic runs for every command. The connection, with its transaction, comes from runner.py."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, BigInteger
from sqlalchemy.types import TypeEngine

from storage import columns
from storage.tables import Base


def written(kind: str, item: object, _context: object) -> str | Literal[False]:
    """How a new migration names a type of the project's own; False leaves it to Alembic."""
    if kind != "type" or not isinstance(item, TypeEngine):
        return False
    if isinstance(item, columns.UtcDateTime):
        return "columns.UtcDateTime()"
    variants: dict[str, Any] = dict(item._variant_mapping)  # noqa: SLF001 - SQLAlchemy offers no other way to ask
    if isinstance(item, JSON) and "postgresql" in variants:
        return "columns.Json"
    if isinstance(item, BigInteger) and "sqlite" in variants:
        return "columns.RowId"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite changes a column only by making the table anew.
    render_as_batch=True,
    compare_server_default=True,
    render_item=written,
)
with context.begin_transaction():
    context.run_migrations()

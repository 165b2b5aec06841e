"""Brings a database to the newest tables, safely also when two processes start at once."""

import importlib
import re
from collections.abc import Callable
from importlib import resources
from typing import Any, TypeVar

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")

# Any number will do, as long as nothing else in this database locks on it ("lxq" in ASCII).
POSTGRESQL_LOCK = 0x6C7871
# Where Alembic writes down how far it is.
VERSIONS = "alembic_version"


class TablesError(Exception):
    """The database's tables are not those that this version of the program works with."""


async def upgrade(engine: AsyncEngine) -> tuple[str | None, str | None]:
    """Bring the tables up to date in one transaction. Returns the revisions before and after.

    A second process waits for the first (SQLite by BEGIN IMMEDIATE, PostgreSQL by an advisory lock) and finds
    nothing left to do. Raises TablesError where a newer version of the program has been here.
    """
    return await _locked(engine, _upgrade)


async def downgrade(engine: AsyncEngine, revision: str) -> None:
    """Go back to a revision, "base" for an empty database. For tests and for an operator who knows what is lost."""
    await _locked(engine, lambda connection: _steps().down(connection, revision))


async def require_newest(engine: AsyncEngine) -> None:
    """Raises TablesError where the tables are older or newer than this version needs. Changes nothing."""
    found, wanted = await current(engine), newest()
    if found != wanted:
        raise TablesError(f"the tables are at {found or 'nothing'}, {wanted} is needed: run `lianxinqiao migrate`")


async def current(engine: AsyncEngine) -> str | None:
    """The revision that the database is at; None where it has no tables yet."""
    async with engine.connect() as connection:
        return await connection.run_sync(_current)


def newest() -> str | None:
    """The revision that this version of the program needs: revisions count up, and so do their files' names."""
    names = (file.name for file in resources.files("storage.migrations").joinpath("versions").iterdir())
    return max((found[1] for name in names if (found := re.match(r"(\d{4})_\w+\.py$", name))), default=None)


async def _locked(engine: AsyncEngine, work: Callable[[Connection], T]) -> T:
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})
        return await connection.run_sync(work)


def _upgrade(connection: Connection) -> tuple[str | None, str | None]:
    before, wanted = _current(connection), newest()
    if before is not None and wanted is not None and before > wanted:
        raise TablesError(f"the tables are at {before}, this version knows them up to {wanted}: install the newer one")
    if before != wanted:
        _steps().up(connection)
    return before, _current(connection)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSIONS):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar()  # noqa: S608 - our own constant


def _steps() -> Any:  # noqa: ANN401 - a module
    """Alembic is 10 MB and a tenth of a second: most starts have nothing to migrate."""
    return importlib.import_module("storage.migrations.steps")

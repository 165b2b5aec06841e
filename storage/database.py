"""The engine and the way a unit of work begins and ends on it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

from storage import inline_sqlite
from storage.clock import Clock
from storage.office import Office
from storage.shortcut import Shortcut
from storage.unit import Unit

# How long a unit waits for another process (the command line, a backup) to end its own.
SQLITE_LOCK_PATIENCE_S = 15.0
SQLITE_LOCK_PAUSE_S = 0.01


def create_engine(url: str, shortcut: Shortcut | None = None) -> AsyncEngine:
    """An engine for `sqlite+aiosqlite:///path` or `postgresql+asyncpg://…`. Makes the folder of an SQLite file.

    Errors never quote the values of a statement: they are what people wrote.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, shortcut)
    return create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)


def _sqlite(url: URL, shortcut: Shortcut | None) -> AsyncEngine:
    path = url.database or ""
    if path in ("", ":memory:"):
        raise ValueError("the database must be a file: what is kept in memory is lost")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    # One connection: SQLite has one writer anyway, and waiting in the pool costs nothing.
    engine = create_async_engine(
        url,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"async_creator_fn": inline_sqlite.connect, "timeout": 0},
    )

    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the adapted DBAPI connection
        connection.isolation_level = None  # transactions are begun by hand, below
        cursor = connection.cursor()
        # FULL: an update is acknowledged to Telegram after the commit, so the commit must outlive a power cut.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        if shortcut is not None:
            shortcut.lay(connection.driver_connection.raw)

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: a unit that reads first and writes later could otherwise fail half-way."""
    raw: sqlite3.Connection = connection.connection.driver_connection.raw  # type: ignore[union-attr]
    patience = SQLITE_LOCK_PATIENCE_S
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or patience <= 0:
                raise OperationalError("BEGIN IMMEDIATE", None, error) from error
        else:
            return
        await_only(asyncio.sleep(SQLITE_LOCK_PAUSE_S))
        patience -= SQLITE_LOCK_PAUSE_S


class Storage:
    """Opens units of work on one database, for one office, by one clock."""

    def __init__(self, url: str, office: Office, clock: Clock) -> None:
        self._shortcut = Shortcut()
        self.engine = create_engine(url, self._shortcut)
        self.office = office
        self.clock = clock
        # Called after each commit that left something in the outbox.
        self.on_outbox: Callable[[], None] = lambda: None

    @classmethod
    def open(cls, url: str, office: Office, clock: Clock) -> Self:
        return cls(url, office, clock)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """One transaction: committed at the end, rolled back when the block raises."""
        async with self.engine.connect() as connection:
            await connection.begin()
            unit = Unit(connection, self.office, self.clock.now(), self._way())
            try:
                yield unit
                await unit.flush()
                await connection.commit()
            finally:
                await unit.end()
        if unit.sends:
            self.on_outbox()
        for call in unit.after_commit:
            call()

    def _way(self) -> Shortcut | None:
        return self._shortcut if self.engine.dialect.name == "sqlite" else None

    async def close(self) -> None:
        self._shortcut.close()
        await self.engine.dispose()

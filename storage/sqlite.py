"""SQLite's side of the unit of work: one connection, whose turn it is, and when a commit reaches the disk.

SQLAlchemy's engine opens the connection and keeps its types; transactions are begun and ended here, on the connection
itself, because the engine's way there costs as much as all the statements of a registration (docs/adr/0004).
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.util import await_only

from storage import inline_sqlite
from storage.shortcut import Shortcut, known

# How long a unit waits for another process (the command line, a backup) to end its own.
LOCK_PATIENCE_S = 15.0
LOCK_PAUSE_S = 0.01
# In WAL mode NORMAL hands a commit to the operating system, which outlives the process and not a power cut. FULL
# flushes the log, and with it every commit before (sqlite.org/pragma.html#pragma_synchronous).
FLUSHED, HANDED_OVER = "FULL", "NORMAL"
# Pages of 4 KiB in the log before they are copied into the database, which flushes both. SQLite's own 1000 are full
# after some sixty registrations.
CHECKPOINT_PAGES = 4000


def create_engine(url: URL) -> AsyncEngine:
    """Makes the file's folder. Raises ValueError for a database in memory."""
    path = url.database or ""
    if path in ("", ":memory:"):
        raise ValueError("the database must be a file: what is kept in memory is lost")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"async_creator_fn": inline_sqlite.connect, "timeout": 0},
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the adapted DBAPI connection
    connection.isolation_level = None  # transactions are begun by hand, below
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={FLUSHED}",
        "foreign_keys=ON",
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """For who comes through the engine, as migrations do; within a turn the transaction is there already."""
    raw = raw_connection(connection)
    if not raw.in_transaction:
        await_only(begin(raw))


async def begin(raw: sqlite3.Connection) -> None:
    """Take the write lock at once: a unit that reads first and writes later could otherwise fail half-way."""
    patience = LOCK_PATIENCE_S
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or patience <= 0:
                raise known(error, "BEGIN IMMEDIATE") from error
        else:
            return
        await asyncio.sleep(LOCK_PAUSE_S)
        patience -= LOCK_PAUSE_S


def raw_connection(connection: Connection) -> sqlite3.Connection:
    return connection.connection.driver_connection.raw  # type: ignore[union-attr, no-any-return]


class Transaction:
    """One turn on the connection. The ORM joins it when it is asked for; most units never ask."""

    def __init__(self, connection: AsyncConnection, raw: sqlite3.Connection) -> None:
        self.connection = connection
        self._raw = raw
        self._before = raw.total_changes

    @property
    def wrote(self) -> bool:
        return self._raw.total_changes != self._before

    def join(self) -> None:
        """Tell SQLAlchemy of the transaction that is open. Waits for nothing."""
        sync = self.connection.sync_connection
        assert sync is not None, "the connection is open"
        if not sync.in_transaction():
            sync.begin()

    async def commit(self) -> None:
        if self.connection.in_transaction():
            await self.connection.commit()
            return
        try:
            self._raw.commit()
        except sqlite3.Error as error:
            raise known(error, "COMMIT") from error

    async def roll_back(self) -> None:
        if self.connection.in_transaction():
            await self.connection.rollback()
        if self._raw.in_transaction:
            self._raw.rollback()

    async def restart(self) -> None:
        """Nothing was done, and the turn goes on. Another process may have had its own in between."""
        await self.roll_back()
        await begin(self._raw)


class Turns:
    """The connection, opened with the first turn. SQLite has one writer; whoever waits comes in order."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.shortcut = Shortcut()
        self._engine = engine
        self._lock = asyncio.Lock()
        self._connection: AsyncConnection | None = None
        self._raw: sqlite3.Connection | None = None
        self._synchronous = FLUSHED
        # Whether commits were handed over since the last flush.
        self._unflushed = False

    @asynccontextmanager
    async def turn(self, *, durable: bool) -> AsyncIterator[Transaction]:
        """Committed at the end, rolled back when the block raises."""
        async with self._lock:
            connection, raw = await self._opened()
            self._set_synchronous(raw, FLUSHED if durable else HANDED_OVER)
            await begin(raw)
            transaction = Transaction(connection, raw)
            try:
                yield transaction
                await transaction.commit()
            except BaseException:
                await transaction.roll_back()
                raise
            if transaction.wrote:
                self._unflushed = not durable

    async def flush(self) -> None:
        """Every commit so far outlives a power cut from now on."""
        if not self._unflushed:
            return
        async with self.turn(durable=True):
            assert self._raw is not None, "the turn has opened it"
            # Any write will do: its commit flushes the whole log. This one changes nothing and no table.
            self._raw.execute("PRAGMA user_version = 0")
        self._unflushed = False

    async def close(self) -> None:
        async with self._lock:
            self.shortcut.close()
            if self._connection is not None:
                await self._connection.close()
            self._connection = self._raw = None

    async def _opened(self) -> tuple[AsyncConnection, sqlite3.Connection]:
        if self._connection is None or self._raw is None:
            self._connection = await self._engine.connect()
            sync = self._connection.sync_connection
            assert sync is not None, "it was opened just now"
            self._raw = raw_connection(sync)
            self._synchronous = FLUSHED
            self.shortcut.lay(self._raw)
        return self._connection, self._raw

    def _set_synchronous(self, raw: sqlite3.Connection, value: str) -> None:
        """Only between transactions: within one SQLite passes it over."""
        if value != self._synchronous:
            raw.execute(f"PRAGMA synchronous={value}")
            self._synchronous = value

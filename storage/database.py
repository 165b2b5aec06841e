"""Opens units of work on a database: SQLite or PostgreSQL."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Self

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import sqlite
from storage.clock import Clock
from storage.office import Office
from storage.unit import Unit


def create_engine(url: str) -> AsyncEngine:
    """An engine for `sqlite+aiosqlite:///path` or `postgresql+asyncpg://…`. Makes the folder of an SQLite file.

    Errors never quote the values of a statement: they are what people wrote.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return sqlite.create_engine(parsed)
    return create_async_engine(parsed, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)


class Pooled:
    """A transaction on a connection of the engine's pool."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    def join(self) -> None:
        """SQLAlchemy has begun it and knows."""

    async def restart(self) -> None:
        await self.connection.rollback()
        await self.connection.begin()


class Storage:
    """Opens units of work on one database, for one office, by one clock."""

    def __init__(self, url: str, office: Office, clock: Clock) -> None:
        self.engine = create_engine(url)
        self._turns = sqlite.Turns(self.engine) if self.engine.dialect.name == "sqlite" else None
        self.office = office
        self.clock = clock
        # Called after each commit that left something in the outbox.
        self.on_outbox: Callable[[], None] = lambda: None

    @classmethod
    def open(cls, url: str, office: Office, clock: Clock) -> Self:
        return cls(url, office, clock)

    @asynccontextmanager
    async def unit(self, *, durable: bool = True) -> AsyncIterator[Unit]:
        """One transaction: committed at the end, rolled back when the block raises.

        One that is not `durable` outlives the process at once, a power cut only after `make_durable` or the next
        durable unit that writes. PostgreSQL makes no difference: it flushes the commits of a moment together.
        """
        async with self._begun(durable=durable) as unit:
            try:
                yield unit
                await unit.flush()
            finally:
                await unit.end()
        if unit.sends:
            self.on_outbox()
        for call in unit.after_commit:
            call()

    async def make_durable(self) -> None:
        """Every unit so far outlives a power cut from now on."""
        if self._turns is not None:
            await self._turns.flush()

    @asynccontextmanager
    async def _begun(self, *, durable: bool) -> AsyncIterator[Unit]:
        if self._turns is not None:
            async with self._turns.turn(durable=durable) as transaction:
                yield Unit(transaction, self.office, self.clock.now(), self._turns.shortcut)
            return
        async with self.engine.connect() as connection:
            await connection.begin()
            yield Unit(Pooled(connection), self.office, self.clock.now())
            await connection.commit()

    async def close(self) -> None:
        if self._turns is not None:
            await self._turns.close()
        await self.engine.dispose()

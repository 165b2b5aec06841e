"""What is in the database, read beside the running bot; and the little that tests arrange there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import NullPool, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from complaints import invites
from storage import ledger
from storage.clock import Clock
from storage.database import Storage
from storage.ledger import Verdict
from storage.numbers import read_number
from storage.office import Office
from storage.tables import Appeal, Base, Case, LedgerEntry, OutboxRow, Resident

Row = TypeVar("Row", bound=Base)


class Records:
    def __init__(self, url: str, office: Office, clock: Clock) -> None:
        self._url = url
        self._office = office
        self._clock = clock
        self._engine = create_async_engine(url, poolclass=NullPool)

    async def rows(self, table: type[Row], *conditions: Any) -> list[Row]:
        """All rows that fit, in the order of their keys."""
        async with AsyncSession(self._engine) as session:
            found = await session.scalars(select(table).where(*conditions).order_by(*table.__table__.primary_key))
            return list(found)

    async def row(self, table: type[Row], *conditions: Any) -> Row:
        """The one row that fits."""
        (row,) = await self.rows(table, *conditions)
        return row

    async def appeals_of(self, telegram_id: int) -> list[Appeal]:
        person = await self.row(Resident, Resident.telegram_id == telegram_id)
        return await self.rows(Appeal, Appeal.resident_id == person.id)

    async def case_of(self, number: str) -> Case:
        """The case of the appeal with this number, as people see it."""
        appeal = await self.row(Appeal, Appeal.id == read_number(number))
        return await self.row(Case, Case.id == appeal.case_id)

    async def outbox(self, *conditions: Any) -> list[OutboxRow]:
        return await self.rows(OutboxRow, *conditions)

    async def actions(self, subject: str) -> list[tuple[str, str]]:
        """Ledger: who did what to this."""
        return [(e.actor, e.action) for e in await self.rows(LedgerEntry, LedgerEntry.subject == subject)]

    async def bind_staff(self, accounts: dict[str, int]) -> None:
        """As if each had opened an invitation."""
        async with self._storage() as storage, storage.unit() as unit:
            for code, telegram_id in accounts.items():
                await invites.bind(unit, code, telegram_id)

    async def verify(self) -> Verdict:
        """Seal what waits, and compute the ledger's chain anew."""
        async with self._storage() as storage:
            await ledger.seal(storage)
            return await ledger.verify(storage)

    @asynccontextmanager
    async def _storage(self) -> AsyncIterator[Storage]:
        storage = Storage.open(self._url, self._office, self._clock)
        try:
            yield storage
        finally:
            await storage.close()

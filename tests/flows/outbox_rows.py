"""Rows of the outbox for tests of delivery: put in, and looked at afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from storage import outbox
from storage.database import Storage
from storage.outbox import Claimed
from storage.tables import LedgerEntry, OutboxRow
from storage.unit import Lane, Outgoing

# The machine's clock; the office's is another one, on purpose years away.
MACHINE = datetime(2031, 5, 1, 12, 0, tzinfo=UTC)


async def put(
    storage: Storage,
    lane: Lane = Lane.NOTICE,
    chat_id: int = 1,
    html: str = "好",
    *,
    subject: str = "notice:1",
    role: str = "copy",
    edits: int | None = None,
    delay: timedelta = timedelta(),
    **card: Any,
) -> int:
    """One row, queued; its id."""
    async with storage.unit() as unit:
        unit.send(Outgoing(lane, chat_id, subject, role, {"html": html, **card}, edits=edits, delay=delay))
    async with storage.unit() as unit:
        found = await unit.session.scalar(select(OutboxRow.id).order_by(OutboxRow.id.desc()).limit(1))
    assert found is not None
    return found


async def claim(storage: Storage, limit: int = 10, holder: str = "a", **more: Any) -> list[Claimed]:
    async with storage.unit() as unit:
        return await outbox.claim(unit.session, holder, unit.now, limit, **{"machine_now": MACHINE, **more})


async def row(storage: Storage, row_id: int) -> OutboxRow:
    async with storage.unit() as unit:
        return await unit.session.get_one(OutboxRow, row_id)


async def rows(storage: Storage) -> list[OutboxRow]:
    async with storage.unit() as unit:
        return list((await unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all())


async def ledger(storage: Storage) -> list[str]:
    async with storage.unit() as unit:
        return list((await unit.session.scalars(select(LedgerEntry.action).order_by(LedgerEntry.id))).all())

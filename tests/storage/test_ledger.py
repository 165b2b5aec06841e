"""The ledger's chain: sealed without gaps, and any change after the seal is found."""

import pytest
from sqlalchemy import delete, select, update

from storage import ledger
from storage.database import Storage
from storage.tables import LedgerEntry


async def write(storage: Storage, count: int) -> None:
    async with storage.unit() as unit:
        for n in range(count):
            unit.record("staff:zhang", "case.acknowledged", f"case:{n}", minutes=n, share=0.5, 类别="dust")


@pytest.fixture
async def sealed(storage: Storage) -> Storage:
    await write(storage, 5)
    assert await ledger.seal(storage) == 5
    return storage


async def test_what_was_written_is_sealed_in_order_without_gaps(sealed: Storage) -> None:
    await write(sealed, 2)
    async with sealed.unit() as unit:
        places = (await unit.session.scalars(select(LedgerEntry.seq).order_by(LedgerEntry.id))).all()
    assert places == [1, 2, 3, 4, 5, None, None]
    verdict = await ledger.verify(sealed)
    assert (verdict.sealed, verdict.unsealed, verdict.broken_at) == (5, 2, None)
    assert await ledger.seal(sealed) == 2
    assert await ledger.seal(sealed) == 0
    assert (await ledger.verify(sealed)).sealed == 7


async def test_more_than_a_page_is_sealed_at_once(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "PAGE", 3)
    await write(storage, 8)
    assert await ledger.seal(storage) == 8
    assert (await ledger.verify(storage)).sealed == 8


async def test_an_empty_ledger_is_in_order(storage: Storage) -> None:
    verdict = await ledger.verify(storage)
    assert (verdict.sealed, verdict.head, verdict.broken_at) == (0, ledger.BEGINNING, None)


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "staff:li"},
        {"action": "case.closed"},
        {"subject": "case:99"},
        {"payload": {"minutes": 1}},
        {"hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_a_changed_entry_is_found_where_it_is(sealed: Storage, change: dict[str, object]) -> None:
    async with sealed.unit() as unit:
        await unit.session.execute(update(LedgerEntry).where(LedgerEntry.seq == 3).values(**change))
    verdict = await ledger.verify(sealed)
    assert verdict.broken_at == 3
    assert verdict.sealed == 2
    assert "changed" in verdict.why


async def test_a_moved_time_is_found(sealed: Storage) -> None:
    async with sealed.unit() as unit:
        entry = (await unit.session.scalars(select(LedgerEntry).where(LedgerEntry.seq == 2))).one()
        entry.at = entry.at.replace(microsecond=(entry.at.microsecond + 1) % 1_000_000)
    assert (await ledger.verify(sealed)).broken_at == 2


async def test_an_entry_taken_out_is_found(sealed: Storage) -> None:
    async with sealed.unit() as unit:
        await unit.session.execute(delete(LedgerEntry).where(LedgerEntry.seq == 4))
    verdict = await ledger.verify(sealed)
    assert (verdict.broken_at, verdict.why) == (4, "entry 4 is missing")


async def test_two_entries_that_changed_places_are_found(sealed: Storage) -> None:
    async with sealed.unit() as unit:
        for old, new in ((2, -1), (3, 2), (-1, 3)):
            await unit.session.execute(update(LedgerEntry).where(LedgerEntry.seq == old).values(seq=new))
    assert (await ledger.verify(sealed)).broken_at == 2


async def test_a_head_noted_down_outside_shows_that_the_end_was_cut_off(sealed: Storage) -> None:
    head = (await ledger.verify(sealed)).head
    async with sealed.unit() as unit:
        await unit.session.execute(delete(LedgerEntry).where(LedgerEntry.seq == 5))
    verdict = await ledger.verify(sealed)
    assert verdict.broken_at is None
    assert verdict.head != head

"""When a commit on SQLite reaches the disk, and that turns on its one connection don't disturb each other."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from storage.database import Storage
from storage.tables import LedgerEntry
from storage.unit import Unit
from tests.databases import create_tables, opened
from tests.flows.conversation import MovableClock
from tests.office import make_office

# What `PRAGMA synchronous` answers.
NORMAL, FULL = 1, 2


class Log:
    """The write-ahead log: each commit that writes makes it longer."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "test.sqlite3-wal"

    @property
    def length(self) -> int:
        return self._file.stat().st_size


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    url = f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3"
    await create_tables(url)
    async with opened(url, make_office(), MovableClock()) as storage:
        yield storage


async def synchronous(unit: Unit) -> int:
    return await unit.session.scalar(text("PRAGMA synchronous")) or 0


async def note(storage: Storage, *, durable: bool) -> int:
    """A unit that writes; how its commit goes to the disk."""
    async with storage.unit(durable=durable) as unit:
        unit.record("bot", "test.done", "case:1")
        return await synchronous(unit)


async def test_a_unit_is_flushed_to_the_disk_unless_its_caller_will_see_to_that(storage: Storage) -> None:
    assert await note(storage, durable=True) == FULL
    assert await note(storage, durable=False) == NORMAL
    assert await note(storage, durable=True) == FULL


async def test_making_durable_commits_once_with_a_flush_and_then_has_nothing_to_do(storage: Storage, log: Log) -> None:
    await note(storage, durable=False)
    before = log.length
    await storage.make_durable()
    flushed = log.length
    assert flushed > before, "a commit of its own, with FULL"
    await storage.make_durable()
    assert log.length == flushed


async def test_a_durable_unit_that_writes_flushes_what_came_before_it(storage: Storage, log: Log) -> None:
    await note(storage, durable=False)
    await note(storage, durable=True)
    before = log.length
    await storage.make_durable()
    assert log.length == before


async def test_a_durable_unit_that_only_reads_flushes_nothing(storage: Storage, log: Log) -> None:
    await note(storage, durable=False)
    async with storage.unit() as unit:
        await unit.session.scalar(select(func.count()).select_from(LedgerEntry))
    before = log.length
    await storage.make_durable()
    assert log.length > before


async def test_units_that_begin_together_take_turns(storage: Storage) -> None:
    inside, most = 0, 0

    async def one() -> None:
        nonlocal inside, most
        async with storage.unit() as unit:
            inside += 1
            most = max(most, inside)
            unit.record("bot", "test.done", "case:1")
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(one() for _ in range(20)))
    assert most == 1
    async with storage.unit() as unit:
        assert await unit.session.scalar(select(func.count()).select_from(LedgerEntry)) == 20


async def test_a_unit_that_was_cut_off_leaves_the_turn_to_the_next(storage: Storage) -> None:
    with pytest.raises(TimeoutError):
        await _hang(storage)
    async with asyncio.timeout(5), storage.unit() as unit:
        assert await unit.session.scalar(select(func.count()).select_from(LedgerEntry)) == 0


async def _hang(storage: Storage) -> None:
    async with asyncio.timeout(0), storage.unit() as unit:
        unit.record("bot", "test.done", "case:1")
        await unit.flush()
        await asyncio.Event().wait()


async def test_a_storage_that_was_closed_opens_again_with_the_next_unit(storage: Storage) -> None:
    await note(storage, durable=True)
    await storage.close()
    async with storage.unit() as unit:
        assert await unit.session.scalar(select(func.count()).select_from(LedgerEntry)) == 1

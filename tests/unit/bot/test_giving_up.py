"""An update that is given up counts as taken, stands in the ledger, and its author is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.commands.reading import read
from bot.giving_up import give_up
from storage.clock import SystemClock
from storage.database import Storage
from storage.migrations import runner
from storage.tables import LedgerEntry, OutboxRow
from tests.unit.bot.telegram_stub import update

EXAMPLE = Path(__file__).parents[3] / "config.toml"


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = Storage.open(f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}", read(EXAMPLE).office, SystemClock())
    await runner.upgrade(storage.engine)
    yield storage
    await storage.close()


async def test_it_is_told_and_noted_once(storage: Storage) -> None:
    for _ in range(2):
        await give_up(storage, update(10))
    async with storage.unit() as unit:
        assert (await unit.session.scalars(select(LedgerEntry.action))).all() == ["update.given_up"]
        assert [(row.chat_id, row.role) for row in await unit.session.scalars(select(OutboxRow))] == [(7, "trouble")]
        assert not await unit.take(10)

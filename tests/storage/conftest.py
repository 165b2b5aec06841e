"""A storage on each database, at a moment that stands still."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from storage.database import Storage
from tests.databases import create_tables, opened
from tests.office import make_office


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[Storage]:
    await create_tables(database_url)
    async with opened(database_url, make_office(), StillClock()) as storage:
        yield storage

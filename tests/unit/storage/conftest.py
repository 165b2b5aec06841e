"""A storage of the small office on each database in turn, at a moment that stands still."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Storage
from tests.databases import create_tables, opened
from tests.flows.conversation import MovableClock
from tests.office import make_office


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[Storage]:
    await create_tables(database_url)
    async with opened(database_url, make_office(), MovableClock()) as storage:
        yield storage

"""A clock that is moved by hand and a storage of the small office, on each database in turn."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Storage
from tests.databases import KINDS, create_tables, opened
from tests.flows.conversation import MovableClock
from tests.office import make_office


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In a module with ON_BOTH, a set of names, the other tests run on SQLite only: their statements are in those."""
    on_both = getattr(metafunc.module, "ON_BOTH", None)
    if on_both is not None and "database_url" in metafunc.fixturenames:
        kinds = KINDS if metafunc.function.__name__ in on_both else KINDS[:1]
        metafunc.definition.add_marker(pytest.mark.parametrize("database_url", kinds, indirect=True))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
async def storage(database_url: str, clock: MovableClock) -> AsyncIterator[Storage]:
    await create_tables(database_url)
    async with opened(database_url, make_office(), clock) as storage:
        yield storage

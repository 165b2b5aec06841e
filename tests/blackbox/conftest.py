"""A stage for each module of stories: its tests share the people's world, the database and the running process."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.blackbox.databases import empty_database
from tests.blackbox.stage import Stage, open_stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """On the database named by the parameter. No process runs yet."""
    folder = tmp_path_factory.mktemp("stage")
    async with empty_database(request.param, request, folder) as url, open_stage(url, folder) as stage:
        yield stage

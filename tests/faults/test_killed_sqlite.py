"""kill -9 at any moment: nothing is lost, nothing is done twice, and what nobody can know is said to be unknown.

A file for each database, so that two workers share the long ones.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.blackbox.databases import empty_database
from tests.blackbox.stage import Stage, open_stage
from tests.faults.killed import office, survive


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with empty_database("sqlite", request, tmp_path) as url, open_stage(url, tmp_path, office()) as stage:
        yield stage


@pytest.mark.parametrize("rounds", [6, pytest.param(20, marks=pytest.mark.soak)])
async def test_every_update_has_one_effect_however_often_the_process_is_killed(stage: Stage, rounds: int) -> None:
    await survive(stage, rounds)

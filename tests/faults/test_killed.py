"""kill -9 at any moment: nothing is lost, nothing is done twice, and what nobody can know is said to be unknown."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.tables import OutboxRow
from tests.blackbox.databases import empty_database
from tests.blackbox.stage import Stage, open_stage
from tests.faults.killed import MESSAGES, Rounds, office


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    kind = request.param
    async with empty_database(kind, request, tmp_path) as url, open_stage(url, tmp_path, office()) as stage:
        yield stage


@pytest.mark.parametrize(
    ("stage", "rounds"),
    [
        ("sqlite", 8),
        ("postgresql", 3),
        pytest.param("sqlite", 20, marks=pytest.mark.soak),
        pytest.param("postgresql", 20, marks=pytest.mark.soak),
    ],
    indirect=["stage"],
)
async def test_every_update_has_one_effect_however_often_the_process_is_killed(stage: Stage, rounds: int) -> None:
    killed = Rounds(stage, seed=20261122)
    await killed.prepare()
    for _ in range(rounds):
        await killed.round()
    process = await killed.last()
    assert len(killed.told) == rounds * MESSAGES
    await killed.check_effects()
    await killed.check_outbox()
    verdict = await stage.records.verify()
    assert (verdict.broken_at, verdict.unsealed) == (None, 0)
    unsure = await stage.records.outbox(OutboxRow.state == "uncertain")
    assert unsure, "no kill hit a message on its way: this test has shown too little"
    assert await process.stop() == 0

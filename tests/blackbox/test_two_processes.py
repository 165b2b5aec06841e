"""Two processes on one PostgreSQL: one sends and ticks, the other stands by and takes over."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.tables import Lease, OutboxRow
from tests.blackbox.databases import empty_database
from tests.blackbox.people import Person
from tests.blackbox.stage import Stage, open_stage
from tests.blackbox.waiting import until_found

# A process that stands by asks every 5 s; one that is known to have died is not waited for (storage/holders.py).
TAKE_OVER_S = 20


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with empty_database("postgresql", request, tmp_path) as url, open_stage(url, tmp_path) as stage:
        yield stage


async def holder(stage: Stage) -> str:
    """Which process sends: host:pid:token."""

    async def look() -> str | None:
        found = await stage.records.rows(Lease, Lease.name == "sender")
        return found[0].holder if found else None

    return await until_found(stage.world.transcript.grown, look, "somebody to hold the lease")


async def answered(stage: Stage, residents: list[Person], times: int) -> None:
    """Everybody has exactly so many receipts, and nothing more waits to be sent."""

    async def look() -> bool | None:
        waiting = await stage.records.outbox(OutboxRow.state.in_(("queued", "claimed")))
        done = not waiting and all(resident.room.count("已登记") >= times for resident in residents)
        return True if done else None

    await until_found(stage.world.transcript.grown, look, "all receipts", patience=TAKE_OVER_S)
    assert [resident.room.count("已登记") for resident in residents] == [times] * len(residents)
    for resident in residents:
        assert len(await stage.records.appeals_of(resident.id)) == times


async def test_only_one_sends_and_the_other_takes_over_in_order(stage: Stage) -> None:
    first = await stage.start()
    second = await stage.start()
    leader, standby = (first, second) if f":{first.pid}:" in await holder(stage) else (second, first)
    residents = [await stage.resident(f"two{n}", f"b{n}") for n in range(1, 5)]
    for n in range(3):
        for resident in residents:
            resident.says(f"工地扬尘很大，第{n}次了，窗户都不敢开")
    await answered(stage, residents, 3)
    senders = {row.claimed_by for row in await stage.records.outbox(OutboxRow.role == "receipt")}
    assert [f":{leader.pid}:" in (name or "") for name in senders] == [True]

    assert await leader.stop() == 0
    for resident in residents:
        resident.says("垃圾桶满了三天没人清运")
    await answered(stage, residents, 4)
    assert f":{standby.pid}:" in await holder(stage)
    assert await standby.stop() == 0


async def test_the_other_takes_over_when_the_first_is_killed(stage: Stage) -> None:
    first = await stage.start()
    residents = [await stage.resident(f"kill{n}", f"b{n}") for n in range(1, 3)]
    await holder(stage)
    second = await stage.start()
    await first.kill()
    for resident in residents:
        resident.says("垃圾桶满了三天没人清运")
    await answered(stage, residents, 1)
    assert await second.stop() == 0

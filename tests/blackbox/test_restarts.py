"""A restart changes nothing: one effect for each update, and a conversation goes on in mid-sentence."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.transcript import Transcript
from storage.tables import Draft, LedgerEntry, OutboxRow, TakenUpdate
from tests.blackbox.databases import empty_database
from tests.blackbox.people import number_in
from tests.blackbox.stage import Stage, open_stage
from tests.blackbox.waiting import until, until_found
from tests.databases import KINDS

# More than any process of these tests asks.
ALWAYS = 10_000


@pytest.fixture
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with empty_database(request.param, request, tmp_path) as url, open_stage(url, tmp_path) as stage:
        yield stage


on_both = pytest.mark.parametrize("stage", KINDS, indirect=True)
# What is shown of the process itself is the same on the other.
on_one = pytest.mark.parametrize("stage", KINDS[:1], indirect=True)


def handed_out(transcript: Transcript) -> list[int]:
    """The updates that getUpdates has given to the bot, each as often as it was given."""
    answers = [e["result"] for e in transcript.after(0, ALWAYS) if e["method"] == "getUpdates" and e["ok"]]
    return [update_id for answer in answers for update_id in answer]


async def unsettled(stage: Stage) -> list[OutboxRow]:
    return await stage.records.outbox(OutboxRow.state.in_(("queued", "claimed")))


async def nothing_waits(stage: Stage) -> None:
    """Every update is confirmed, and every message that was to go out has gone."""

    async def look() -> bool | None:
        return True if not len(stage.world.updates) and not await unsettled(stage) else None

    await until_found(stage.world.transcript.grown, look, "a quiet outbox")


@on_both
async def test_an_update_that_comes_again_changes_nothing(stage: Stage) -> None:
    """Its effect is committed, and the process dies before it can tell Telegram so."""
    process = await stage.start()
    resident = await stage.resident("again", "b1")
    await nothing_waits(stage)
    stage.trouble("5xx", "getUpdates", times=ALWAYS)
    resident.says("工地扬尘很大，窗户都不敢开")
    number = number_in(await resident.sees("已登记"))
    (waiting,) = stage.world.updates.first(ALWAYS)
    assert await stage.records.rows(TakenUpdate, TakenUpdate.update_id == waiting["update_id"])
    await nothing_but_updates_waits(stage)
    await process.kill()
    stage.world.faults.clear()
    before = await everything(stage)

    second = await stage.start()
    await nothing_waits(stage)
    assert handed_out(stage.world.transcript).count(waiting["update_id"]) > 1
    assert await everything(stage) == before
    assert resident.room.count("已登记") == 1
    resident.says("/my")
    await resident.sees("您的诉求", "最近 1 件")
    assert [a.number for a in await stage.records.appeals_of(resident.id)] == [number]
    assert await second.stop() == 0


async def nothing_but_updates_waits(stage: Stage) -> None:
    async def look() -> bool | None:
        return None if await unsettled(stage) else True

    await until_found(stage.world.transcript.grown, look, "a quiet outbox")


async def everything(stage: Stage) -> dict[str, Any]:
    """What the office would find in its books."""
    ledger = [(e.at, e.actor, e.action, e.subject, e.payload) for e in await stage.records.rows(LedgerEntry)]
    outbox = [(r.id, r.chat_id, r.state, r.message_id) for r in await stage.records.outbox()]
    taken = [t.update_id for t in await stage.records.rows(TakenUpdate)]
    return {"ledger": ledger, "outbox": outbox, "taken": taken}


@on_one
async def test_a_conversation_goes_on_where_it_stopped(stage: Stage) -> None:
    """First words are kept while the building is asked for; then the process dies, and /start is pressed again."""
    process = await stage.start()
    resident = stage.person("midway")
    resident.says("电梯口堆了一地建筑垃圾，老人都绊倒了")
    await resident.sees("您说的我记下了")
    await nothing_waits(stage)
    await process.kill()
    assert await stage.records.rows(Draft, Draft.telegram_id == resident.id)

    second = await stage.start()
    resident.says("/start")
    await resident.sees("您说的我记下了")
    await resident.presses("3号楼")
    number = number_in(await resident.sees("已登记", "3号楼"))
    (appeal,) = await stage.records.appeals_of(resident.id)
    assert (appeal.number, appeal.text) == (number, "电梯口堆了一地建筑垃圾，老人都绊倒了")
    assert await stage.records.rows(Draft, Draft.telegram_id == resident.id) == []
    assert await second.stop() == 0


@on_one
async def test_sigterm_ends_what_was_begun_and_leaves_the_rest_to_the_next_start(stage: Stage) -> None:
    process = await stage.start()
    residents = [await stage.resident(f"drain{n}", f"b{n}") for n in range(1, 5)]
    await nothing_waits(stage)
    said = [
        resident.says(f"工地扬尘很大，第{n}次了，窗户都不敢开")["message_id"]
        for n in range(1, 6)
        for resident in residents
    ]
    first = residents[0].room
    await until(stage.world.events.happened, lambda: first.count("已登记") or None, lambda: "the first receipt")
    assert await process.stop() == 0
    assert process.errors() == []
    assert [row.id for row in await stage.records.outbox(OutboxRow.state.in_(("claimed", "uncertain")))] == []

    second = await stage.start()
    await nothing_waits(stage)
    told = [a.message_id for resident in residents for a in await stage.records.appeals_of(resident.id)]
    assert sorted(told) == sorted(said)
    assert [resident.room.count("已登记") for resident in residents] == [5] * 4
    assert max(Counter(handed_out(stage.world.transcript)).values()) == 1
    assert {row.state for row in await stage.records.outbox(OutboxRow.role == "receipt")} == {"sent"}
    assert await second.stop() == 0

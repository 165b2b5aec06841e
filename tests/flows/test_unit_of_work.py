"""One update is one transaction: taken once, wholly or not at all, and never in the way of the next one."""

import asyncio
from typing import Any

import pytest
from sqlalchemy.exc import DataError, OperationalError
from structlog.testing import capture_logs

from complaints import intake
from storage import residents
from storage.actors import RefusedError
from storage.database import Storage
from storage.tables import Appeal, Case, Draft, Resident, TakenUpdate
from storage.unit import Unit
from tests.flows.conversation import MovableClock, Talk, Town
from tests.flows.neighbourhood import (
    NOISE,
    everything,
    make_town,
    only,
    refusals,
    resident,
    rows,
)

SECRET = f"{NOISE}，13812345678"


@pytest.fixture
def town(storage: Storage, clock: MovableClock) -> Town:
    return make_town(storage, clock)


@pytest.fixture
async def mrs_li(town: Town) -> Talk:
    return await resident(town, 5)


def break_intake(monkeypatch: pytest.MonkeyPatch, error: Exception, *, after: bool = False) -> None:
    """Registration fails: at once, or when all of it is done."""
    register = intake.register

    async def fail(*args: Any, **options: Any) -> Any:
        if after:
            await register(*args, **options)
        raise error

    monkeypatch.setattr(intake, "register", fail)


async def test_a_redelivered_update_changes_nothing_and_shows_nothing(town: Town, mrs_li: Talk) -> None:
    message = {"message": mrs_li._message(text=NOISE)}
    assert await town.receives(message, update_id=700) != []
    before = await everything(town), await town.actions()
    assert await town.receives(message, update_id=700) == []
    assert (await everything(town), await town.actions()) == before
    assert len(await rows(town, Appeal)) == 1


async def test_a_redelivered_press_changes_nothing(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(NOISE)
    data = f"mine.again:{(await only(town, Appeal)).id}"
    press = {
        "id": "1",
        "from": mrs_li.user,
        "chat_instance": "1",
        "data": data,
        "message": {"message_id": mrs_li.last.message_id, "date": 1, "chat": mrs_li.chat, "text": "?"},
    }
    for _ in range(3):
        await town.receives({"callback_query": press}, update_id=701)
    assert (await only(town, Case)).occurrences == 2


async def test_an_update_that_came_twice_at_once_is_taken_once(town: Town, mrs_li: Talk) -> None:
    update = {"update_id": 702, "message": mrs_li._message(text=NOISE)}
    await asyncio.gather(*(town.dispatcher.feed_raw_update(town.bot, update) for _ in range(3)))
    assert len(await rows(town, Appeal)) == 1


async def test_many_people_at_once_get_a_number_each(town: Town) -> None:
    people = [await resident(town, 10 + n, "hx1") for n in range(8)]
    updates = [{"update_id": 800 + n, "message": p._message(text=NOISE)} for n, p in enumerate(people)]
    await asyncio.gather(*(town.dispatcher.feed_raw_update(town.bot, update) for update in updates))
    assert [a.number for a in await rows(town, Appeal)] == [f"20261122-{n:04d}" for n in range(1, 9)]
    case = await only(town, Case)
    assert (case.persons, case.occurrences) == (8, 8)


async def test_a_fault_of_ours_is_undone_noted_told_and_never_stops_the_next(
    town: Town, mrs_li: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, capture_logs() as logs:
        break_intake(broken, KeyError(SECRET), after=True)
        await town.receives({"message": mrs_li._message(text=SECRET)}, update_id=703)
    assert await rows(town, Appeal) == []
    assert await rows(town, Case) == []
    assert "我已记下来请人检查" in mrs_li.last.text
    (logged,) = [line for line in logs if line["log_level"] == "error"]
    assert (logged["event"], logged["update_id"], logged["error"]) == ("update.failed", 703, "KeyError")
    for personal in (SECRET, NOISE, "13812345678", "居民"):
        assert personal not in str(logs)
    entry = (await town.ledger())[-1]
    assert (entry.action, entry.subject, entry.payload) == ("update.failed", "update:703", {})
    assert 703 in [t.update_id for t in await rows(town, TakenUpdate)]
    await mrs_li.says(NOISE)
    assert len(await rows(town, Appeal)) == 1


async def test_a_failed_update_that_comes_again_is_not_told_again(
    town: Town, mrs_li: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_intake(monkeypatch, KeyError())
    message = {"message": mrs_li._message(text=NOISE)}
    for _ in range(2):
        await town.receives(message, update_id=703)
    assert ["我已记下来" in m.text for m in mrs_li.sees].count(True) == 1


async def test_a_storage_fault_is_not_acknowledged_and_the_update_works_when_it_comes_again(
    town: Town, mrs_li: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = {"message": mrs_li._message(text=NOISE)}
    committed: list[bool] = []
    before = await everything(town)
    update = {"update_id": 704, **message}
    with monkeypatch.context() as broken:
        break_intake(broken, OperationalError("INSERT", {}, Exception("disk full")), after=True)
        with pytest.raises(OperationalError):
            await town.dispatcher.feed_raw_update(town.bot, update, committed=lambda: committed.append(True))
    assert committed == []
    assert await everything(town) == before
    assert 704 not in [t.update_id for t in await rows(town, TakenUpdate)]
    await town.receives(message, update_id=704)
    assert len(await rows(town, Appeal)) == 1


async def test_a_value_that_the_database_refuses_does_not_come_back_for_ever(
    town: Town, mrs_li: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def store_nonsense(unit: Unit, *args: Any, **options: Any) -> Any:
        if unit.dialect == "sqlite":
            raise DataError("INSERT", {}, Exception("out of range"))
        await residents.set_room(unit, 1, "\0")

    monkeypatch.setattr(intake, "register", store_nonsense)
    await mrs_li.says(NOISE)
    assert "我已记下来" in mrs_li.last.text


async def test_characters_that_no_database_keeps_do_not_hinder_the_others(town: Town, mrs_li: Talk) -> None:
    await mrs_li.says(f"{NOISE}\x00\ud83d！")
    assert (await only(town, Appeal)).text == f"{NOISE}\ufffd！"
    assert "已登记" in mrs_li.last.text


async def test_the_acknowledgement_waits_for_the_commit(town: Town, mrs_li: Talk) -> None:
    """When Telegram may forget the update, another connection already sees its effect."""
    seen: list[int] = []
    update = {"update_id": 705, "message": mrs_li._message(text=NOISE)}

    async def look() -> None:
        seen.append(len(await rows(town, Appeal)))

    async with asyncio.TaskGroup() as group:
        await town.dispatcher.feed_raw_update(town.bot, update, committed=lambda: _keep(group.create_task(look())))
    assert seen == [1]


def _keep(task: asyncio.Task[None]) -> None:
    assert task is not None


async def test_a_refusal_undoes_what_was_begun_and_the_attempt_stays(
    town: Town, mrs_li: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what was written before the refusal, by Core and by the ORM."""

    async def begin_and_refuse(unit: Unit, *args: Any, **options: Any) -> Any:
        unit.session.add(Draft(chat_id=1, telegram_id=1, asks="x", data={}, updated_at=unit.now))
        await unit.session.flush()
        (await unit.session.get_one(Resident, 1)).building = "yga"
        raise RefusedError("not_open")

    monkeypatch.setattr(intake, "register", begin_and_refuse)
    before = await everything(town)
    message = {"message": mrs_li._message(text=NOISE)}
    await town.receives(message, update_id=706)
    assert await everything(town) == before
    assert await refusals(town) == [("resident:1", "not_open")]
    assert await town.receives(message, update_id=706) == []


async def test_the_first_words_of_somebody_refused_wait_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The building is pressed, registration is refused: neither words nor question are lost."""
    person = town.person(9)
    await person.says(NOISE)
    await person.presses("和谐家园")
    with monkeypatch.context() as broken:
        break_intake(broken, RefusedError("too_many_appeals"))
        await person.presses("3号楼")
    assert (await only(town, Draft)).asks == "building"
    await person.forges("home.building:hx3")
    assert (await only(town, Appeal)).text == NOISE

"""The unit of work: all of it or nothing, each update once, each key once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage.database import Storage
from storage.tables import Base, LedgerEntry, OutboxRow, Resident, TakenUpdate
from storage.unit import Lane, Outgoing, Unit


def message(key: str | None = None, **changes: object) -> Outgoing:
    values = {"lane": Lane.REPLY, "chat_id": 5, "subject": "appeal:1", "role": "receipt", "card": {"html": "x"}}
    return Outgoing(**{**values, "key": key, **changes})  # type: ignore[arg-type]  # the values above, by name


async def count(unit: Unit, table: type[Base]) -> int:
    return await unit.session.scalar(select(func.count()).select_from(table)) or 0


async def counts(storage: Storage) -> dict[str, int]:
    async with storage.unit() as unit:
        return {t.__tablename__: await count(unit, t) for t in (TakenUpdate, LedgerEntry, OutboxRow, Resident)}


async def fill(unit: Unit, update_id: int = 7) -> None:
    """Something in each of its stores."""
    assert await unit.take(update_id)
    unit.record("bot", "test.done", "case:1", number=1)
    unit.send(message())
    unit.session.add(Resident(telegram_id=update_id, first_seen_at=unit.now))


async def test_what_a_unit_did_commits_together(storage: Storage) -> None:
    async with storage.unit() as unit:
        await fill(unit)
    assert await counts(storage) == {"taken_updates": 1, "ledger": 1, "outbox": 1, "residents": 1}


async def test_an_error_leaves_nothing_behind_and_harms_no_other_unit(storage: Storage) -> None:
    async with storage.unit() as unit:
        await fill(unit, 1)
    with pytest.raises(ZeroDivisionError):
        await _fail(storage)
    async with storage.unit() as unit:
        await fill(unit, 3)
    assert await counts(storage) == {"taken_updates": 2, "ledger": 2, "outbox": 2, "residents": 2}


async def _fail(storage: Storage) -> None:
    async with storage.unit() as unit:
        await fill(unit, 2)
        await unit.flush()
        raise ZeroDivisionError


async def test_an_update_is_taken_once(storage: Storage) -> None:
    async with storage.unit() as unit:
        assert await unit.take(7)
        assert not await unit.take(7)
    async with storage.unit() as unit:
        assert not await unit.take(7)
        assert await unit.take(8)


async def test_a_message_with_a_key_is_sent_once_and_the_first_stays(storage: Storage) -> None:
    for words in ("first", "second"):
        async with storage.unit() as unit:
            unit.send(message("once", card={"html": words}))
            unit.send(message("once", card={"html": "third"}))
            unit.send(message(None))
    async with storage.unit() as unit:
        rows = (await unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()
    assert [(row.key, row.card["html"]) for row in rows] == [("once", "first"), (None, "x"), (None, "x")]


async def test_a_delay_holds_a_message_back_from_the_units_moment(storage: Storage) -> None:
    async with storage.unit() as unit:
        unit.send(message(delay=timedelta(minutes=1)))
    async with storage.unit() as unit:
        row = await unit.session.scalar(select(OutboxRow))
    assert row is not None
    assert (row.state, row.not_before - row.queued_at) == ("queued", timedelta(minutes=1))
    assert row.queued_at == storage.clock.now()


async def test_rolled_back_it_may_go_on_as_if_nothing_had_been_done(storage: Storage) -> None:
    async with storage.unit() as unit:
        await fill(unit, 1)
        await unit.session.flush()
        loaded = await unit.session.scalar(select(Resident))
        assert loaded is not None
        await unit.roll_back()
        loaded.building = "hx1"
        assert await count(unit, Resident) == 0
        await fill(unit, 1)
    assert await counts(storage) == {"taken_updates": 1, "ledger": 1, "outbox": 1, "residents": 1}
    async with storage.unit() as unit:
        kept = await unit.session.scalar(select(Resident))
    assert kept is not None
    assert kept.building is None


async def test_the_sender_is_woken_after_a_commit_that_left_something_and_never_before(storage: Storage) -> None:
    woken: list[int] = []
    storage.on_outbox = lambda: woken.append(1)
    async with storage.unit() as unit:
        unit.record("bot", "test.done", "case:1")
    assert woken == []
    async with storage.unit() as unit:
        unit.send(message())
        await unit.flush()
        assert woken == []
    assert woken == [1]
    with pytest.raises(ZeroDivisionError):
        await _fail(storage)
    assert woken == [1]

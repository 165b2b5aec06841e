"""Numbers begin anew each day of the office's zone, and nobody gets the same one."""

import asyncio
from datetime import UTC, datetime

from storage.counting import next_id
from storage.database import Storage
from tests.flows.conversation import MovableClock


async def take(storage: Storage) -> int:
    async with storage.unit() as unit:
        return await next_id(unit)


async def test_numbers_count_up(storage: Storage) -> None:
    assert [await take(storage) for _ in range(3)] == [2026112200001, 2026112200002, 2026112200003]


async def test_a_new_day_begins_at_midnight_where_the_office_is(storage: Storage) -> None:
    storage.clock = MovableClock(datetime(2026, 11, 22, 15, 59, tzinfo=UTC))
    assert await take(storage) == 2026112200001
    storage.clock.advance(minutes=1)
    assert await take(storage) == 2026112300001


async def test_a_number_that_was_rolled_back_is_given_to_the_next(storage: Storage) -> None:
    async with storage.unit() as unit:
        await next_id(unit)
        await unit.roll_back()
    assert await take(storage) == 2026112200001


async def test_many_at_once_get_a_number_each(storage: Storage) -> None:
    assert sorted(await asyncio.gather(*(take(storage) for _ in range(10)))) == [
        2026112200000 + n for n in range(1, 11)
    ]

"""Updates of one person wait for each other, those of others do not, and nothing is kept afterwards."""

import asyncio

import pytest

from handlers.keyed_locks import KeyedLocks


async def test_one_key_is_held_by_one_at_a_time_in_order_of_arrival() -> None:
    locks, order = KeyedLocks(), list[str]()

    async def work(name: str) -> None:
        async with locks.hold(1):
            order.append(f"{name} begins")
            await asyncio.sleep(0)
            order.append(f"{name} ends")

    await asyncio.gather(work("a"), work("b"), work("c"))
    assert order == [f"{name} {does}" for name in "abc" for does in ("begins", "ends")]
    assert len(locks) == 0


async def test_other_keys_do_not_wait() -> None:
    locks, inside = KeyedLocks(), asyncio.Barrier(2)

    async def work(key: int) -> None:
        async with locks.hold(key), asyncio.timeout(5):
            await inside.wait()

    await asyncio.gather(work(1), work(2))
    assert len(locks) == 0


async def test_an_error_lets_go() -> None:
    locks = KeyedLocks()
    with pytest.raises(ZeroDivisionError):
        async with locks.hold(1):
            raise ZeroDivisionError
    async with asyncio.timeout(5), locks.hold(1):
        assert len(locks) == 1
    assert len(locks) == 0

"""Ticks come again whatever they raise, in one process at a time, and end before the process does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.commands.reading import read
from bot.ticks import LEASE_SPAN, Tick, Ticks
from storage.database import Storage
from storage.migrations import runner

EXAMPLE = Path(__file__).parents[3] / "config.toml"


class HandClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = Storage.open(f"sqlite+aiosqlite:///{tmp_path / 'ticks.sqlite3'}", read(EXAMPLE).office, HandClock())
    await runner.upgrade(storage.engine)
    yield storage
    await storage.close()


class Counted:
    def __init__(self, error: Exception | None = None) -> None:
        self.calls = 0
        self._error = error

    async def __call__(self, _storage: Storage) -> None:
        self.calls += 1
        if self._error is not None:
            raise self._error


async def test_a_tick_that_fails_comes_again_and_stops_no_other(storage: Storage) -> None:
    failing, other = Counted(ValueError("王女士 13800138000")), Counted()
    ticks = Ticks(storage, (), "one", HandClock())
    with capture_logs() as logs:
        for _ in range(3):
            await ticks.turn(Tick("failing", 5, failing))
            await ticks.turn(Tick("other", 5, other))
    assert (failing.calls, other.calls) == (3, 3)
    assert [each["tick"] for each in logs if each["event"] == "tick.failed"] == ["failing"] * 3
    assert "13800138000" not in repr(logs)


async def test_a_database_that_fails_is_only_a_failed_turn(storage: Storage) -> None:
    counted = Counted()
    ticks = Ticks(storage, (), "one", HandClock())
    await runner.downgrade(storage.engine, "base")
    await ticks.turn(Tick("any", 5, counted))
    assert counted.calls == 0
    await runner.upgrade(storage.engine)
    await ticks.turn(Tick("any", 5, counted))
    assert counted.calls == 1


async def test_of_two_processes_one_ticks_until_its_lease_runs_out(storage: Storage) -> None:
    clock = HandClock()
    first, second = Counted(), Counted()
    one, two = Ticks(storage, (), "one", clock), Ticks(storage, (), "two", clock)
    await one.turn(Tick("any", 5, first))
    await two.turn(Tick("any", 5, second))
    assert (first.calls, second.calls) == (1, 0)
    clock.at += LEASE_SPAN + timedelta(seconds=1)
    await two.turn(Tick("any", 5, second))
    await one.turn(Tick("any", 5, first))
    assert (first.calls, second.calls) == (1, 1)


async def test_stopping_gives_the_lease_to_the_next_at_once(storage: Storage) -> None:
    clock, counted = HandClock(), Counted()
    one, two = Ticks(storage, (), "one", clock), Ticks(storage, (), "two", clock)
    one.start()
    await one.turn(Tick("any", 5, Counted()))
    await one.stop()
    await two.turn(Tick("any", 5, counted))
    assert counted.calls == 1


async def test_stopping_waits_for_a_running_tick(storage: Storage) -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work(_storage: Storage) -> None:
        begun.set()
        await may_end.wait()
        ended.set()

    ticks = Ticks(storage, (Tick("long", 3600, work),), "one")
    ticks.start()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        await begun.wait()
        stopping = group.create_task(ticks.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        may_end.set()
    assert ended.is_set()


async def test_when_the_clock_is_moved_all_ticks_come_at_once(storage: Storage) -> None:
    calls: asyncio.Queue[str] = asyncio.Queue()

    def noting(name: str) -> Tick:
        async def work(_storage: Storage) -> None:
            calls.put_nowait(name)

        return Tick(name, 3600, work)

    ticks = Ticks(storage, (noting("a"), noting("b")), "one")
    ticks.start()
    async with asyncio.timeout(5):
        assert {await calls.get(), await calls.get()} == {"a", "b"}
        ticks.all_now()
        assert {await calls.get(), await calls.get()} == {"a", "b"}
    await ticks.stop()


async def test_what_is_done_everywhere_needs_no_lease(storage: Storage) -> None:
    first, second = Counted(), Counted()
    one, two = Ticks(storage, (), "one", HandClock()), Ticks(storage, (), "two", HandClock())
    await one.turn(Tick("any", 5, first, everywhere=True))
    await one.turn(Tick("other", 5, Counted()))
    await two.turn(Tick("any", 5, second, everywhere=True))
    assert (first.calls, second.calls) == (1, 1)

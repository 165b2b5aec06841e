import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import SandboxClock
from sandbox.errors import ControlError
from tests.sandbox.driver import START, Driver


class Timer:
    """Real time, moved by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_time_passes_at_the_rate_that_is_set() -> None:
    timer = Timer()
    clock = SandboxClock(START, timer=timer)
    timer.at += 10
    clock.set_rate(60)
    timer.at += 1
    assert clock.now() == START + timedelta(seconds=70)
    clock.set_rate(0)
    timer.at += 1000
    clock.advance(5)
    assert clock.now() == START + timedelta(seconds=75)
    assert clock.as_json()["offset"] == 75 - 1011


def test_the_clock_never_goes_back() -> None:
    clock = SandboxClock(START, rate=0)
    with pytest.raises(ControlError, match="never goes back"):
        clock.advance(-1)
    with pytest.raises(ControlError, match="never goes back"):
        clock.set(START - timedelta(1))
    with pytest.raises(ControlError, match="never goes back"):
        clock.set_rate(-1)
    assert clock.now() == START


async def test_a_sleeper_wakes_when_the_clock_is_moved_past_its_time() -> None:
    clock = SandboxClock(START, rate=0)
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        sleeper = tasks.create_task(clock.sleep(3600))
        await asyncio.sleep(0)
        clock.advance(3599)
        await asyncio.sleep(0)
        assert not sleeper.done()
        clock.advance(1)


async def test_a_follower_hears_of_a_move(tg: Driver) -> None:
    revision = (await tg.get("clock"))["revision"]
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        following = tasks.create_task(tg.get(f"clock?after={revision}&wait=5"))
        await tg.post("clock", set="2026-11-23T01:00:00+08:00")
    told = following.result()
    assert datetime.fromisoformat(told["now"]) == datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    assert told["revision"] > revision
    assert (await tg.try_post("clock", set="2020-01-01T00:00:00Z"))[0] == 400
    assert (await tg.try_post("clock"))[0] == 400


async def test_an_absurd_time_is_refused_before_any_of_the_move(tg: Driver) -> None:
    clock = tg.sandbox.world.clock
    before = (clock.now(), clock.revision, (await tg.get("clock"))["rate"])
    moves: list[dict[str, object]] = [
        {"advance": "inf"},
        {"advance": 1e12},
        {"advance": 5, "rate": "nan"},
        {"advance": 5, "rate": 1e9},
        {"advance": 5, "set": "2026-11-22T01:00:01Z"},
        {"rate": 2, "set": "9999-12-31T00:00:00Z"},
    ]
    for move in moves:
        assert (await tg.try_post("clock", **move))[0] == 400
    assert (clock.now(), clock.revision, (await tg.get("clock"))["rate"]) == before


def test_a_number_that_is_none_moves_no_clock() -> None:
    clock = SandboxClock(START, rate=0)
    with pytest.raises(ControlError):
        clock.advance(float("nan"))
    with pytest.raises(ControlError):
        clock.set_rate(float("nan"))
    assert clock.now() == START

"""The clock that follows a sandbox's: it jumps with it, keeps its rate, and goes on alone when it is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.backoff import Backoff
from bot.clocks import FollowedClock

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Followed:
    """A sandbox's clock call: answers at once, or with `after` when the clock has been moved."""

    def __init__(self) -> None:
        self.now = NOON
        self.rate = 1.0
        self.revision = 0
        self.waiting = asyncio.Event()
        self._moved = asyncio.Event()

    def move(self, by: timedelta) -> None:
        self.now += by
        self.revision += 1
        self._moved.set()

    async def answer(self, request: web.Request) -> web.Response:

        if request.query.get("after") == str(self.revision):
            self._moved.clear()
            self.waiting.set()
            await self._moved.wait()
        return web.json_response(
            {"ok": True, "result": {"now": self.now.isoformat(), "rate": self.rate, "revision": self.revision}}
        )


@asynccontextmanager
async def served(followed: Followed) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/sandbox/clock", followed.answer)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def test_it_is_as_late_as_the_other_and_goes_on_at_its_rate() -> None:
    followed, seconds = Followed(), [100.0]
    followed.rate = 60.0
    async with served(followed) as address:
        clock = FollowedClock(address, timer=lambda: seconds[0])
        async with clock.followed():
            assert clock.now() == NOON
            seconds[0] += 2
            assert clock.now() == NOON + timedelta(minutes=2)


async def test_a_move_is_heard_at_once() -> None:
    followed, heard = Followed(), asyncio.Event()
    async with served(followed) as address, asyncio.timeout(5):
        clock = FollowedClock(address, timer=lambda: 0.0)
        clock.on_move = heard.set
        async with clock.followed():
            await followed.waiting.wait()
            followed.move(timedelta(hours=5))
            await heard.wait()
            assert clock.now() == NOON + timedelta(hours=5)


async def test_time_goes_on_while_the_other_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = asyncio.Event()

    def at_once(_self: Backoff) -> float:
        tried.set()
        return 3600

    monkeypatch.setattr(Backoff, "next", at_once)
    followed, seconds = Followed(), [0.0]
    async with asyncio.timeout(5):
        async with served(followed) as address:
            clock = FollowedClock(address, timer=lambda: seconds[0])
            following = clock.followed()
            await following.__aenter__()
        await tried.wait()
        seconds[0] += 90
        assert clock.now() == NOON + timedelta(seconds=90)
        await following.__aexit__(None, None, None)


def test_it_does_not_guess_before_the_first_answer() -> None:
    with pytest.raises(RuntimeError, match="not answered yet"):
        FollowedClock("http://127.0.0.1:9").now()

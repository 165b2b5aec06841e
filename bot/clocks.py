"""A clock that follows another one by HTTP: the sandbox's, so that deadlines can be shown in seconds."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import structlog

from bot.backoff import Backoff

log = structlog.get_logger(__name__)

# How long one question waits for the clock to be moved.
LONG_POLL_S = 20


class FollowedClock:
    """The other clock's time as last heard, going on at its rate. `on_move` is called after each move by hand."""

    def __init__(self, base_url: str, timer: Callable[[], float] = time.monotonic) -> None:
        self._url = f"{base_url.rstrip('/')}/sandbox/clock"
        self._timer = timer
        self._base: datetime | None = None
        self._base_timer = 0.0
        self._rate = 1.0
        self._revision: int | None = None
        self.on_move: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        """Raises RuntimeError before the first answer: see `hear`."""
        if self._base is None:
            raise RuntimeError("the clock that is followed has not answered yet")
        return self._base + timedelta(seconds=(self._timer() - self._base_timer) * self._rate)

    async def hear(self, session: aiohttp.ClientSession, wait: float = 0) -> None:
        """Ask once; with `wait` the answer comes as soon as the clock is moved."""
        params = {} if self._revision is None else {"after": str(self._revision), "wait": str(wait)}
        async with session.get(self._url, params=params) as response:
            answer = (await response.json())["result"]
        moved = self._revision is not None and answer["revision"] != self._revision
        self._base = datetime.fromisoformat(answer["now"]).astimezone(UTC)
        self._base_timer = self._timer()
        self._rate = float(answer["rate"])
        self._revision = answer["revision"]
        if moved:
            self.on_move()

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """The clock is known inside and kept true. When it can't be reached, time goes on at the last rate."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONG_POLL_S * 2)) as session:
            await self.hear(session)
            async with asyncio.TaskGroup() as group:
                following = group.create_task(self._follow(session), name="clock")
                try:
                    yield
                finally:
                    following.cancel()

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        backoff = Backoff(longest=5)
        while True:
            try:
                await self.hear(session, LONG_POLL_S)
                backoff.reset()
            except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as error:
                log.warning("clock.unreachable", error=type(error).__name__)
                await asyncio.sleep(backoff.next())

"""A clock that moves only when everybody sleeps."""

import asyncio
from collections.abc import Coroutine
from heapq import heappop, heappush
from itertools import count
from typing import Any

# Rounds of the event loop in which what was woken gets on with it.
ROUNDS = 20


class VirtualTime:
    def __init__(self) -> None:
        self.seconds = 1000.0
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.seconds + seconds, next(self._order), woken))
        await woken

    async def run(self, *works: Coroutine[Any, Any, Any]) -> None:
        """All of them to their end, side by side."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in works]
            while not all(task.done() for task in tasks):
                for _ in range(ROUNDS):
                    await asyncio.sleep(0)
                if self._sleepers:
                    at, _, woken = heappop(self._sleepers)
                    self.seconds = max(self.seconds, at)
                    woken.set_result(None)

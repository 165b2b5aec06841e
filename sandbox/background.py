"""Work that goes on beside requests and ends with the server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

log = logging.getLogger(__name__)


class Background:
    """One task group for the server's life, so that no task is lost or outlives it. A task that fails ends alone."""

    def __init__(self) -> None:
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """What the body raises leaves as it is, not wrapped into a group: it is not a task's failure."""
        failure: BaseException | None = None
        async with asyncio.TaskGroup() as group:
            self._group = group
            try:
                yield
            except BaseException as error:  # noqa: BLE001 - raised again below, once the tasks have ended
                failure = error
            finally:
                self._group = None
                for task in self._tasks:
                    task.cancel()
        if failure is not None:
            raise failure

    def start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        if self._group is None:
            work.close()
            raise RuntimeError("the sandbox is not serving")
        task = self._group.create_task(_guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _guarded(work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("work beside the requests failed")

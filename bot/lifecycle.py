"""From start to end: what begins in which order, and how everything that was begun is ended."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import structlog
from aiogram.types import User

from bot import heap
from bot.application import Application
from bot.backoff import Backoff
from bot.polling import Polling
from handlers.commands import CommandMenu
from notices import projects
from storage.migrations import runner

T = TypeVar("T")
# Longer than the sender's own drain.
SENDER_PATIENCE_S = 15.0
log = structlog.get_logger(__name__)


async def prepare(app: Application, *, migrate: bool) -> None:
    """The database: its tables, and the projects that configuration brings. Raises runner.TablesError."""
    if migrate:
        before, after = await runner.upgrade(app.storage.engine)
        if before != after:
            log.info("database.migrated", before=before, after=after)
    else:
        await runner.require_newest(app.storage.engine)
    async with app.storage.unit() as unit:
        await projects.seed(unit)


async def run(app: Application, stop: asyncio.Event, on_ready: Callable[[], None] = lambda: None) -> None:
    """Serve until `stop` is set, then end in order: no new updates, running handlers, ticks, sender, connections.

    Telegram need not be there yet: everything that needs it tries again by itself. `on_ready` is called when the
    first updates are asked for.
    """
    async with _closing(app), asyncio.TaskGroup() as group:
        intake = Intake(app, on_ready)
        reading = group.create_task(intake.run(), name="intake")
        sending = group.create_task(app.sender.run(), name="sender")
        warming = group.create_task(_warm_up(app), name="warm-up")
        app.ticks.start()
        await stop.wait()
        log.info("bot.stopping")
        intake.stop()
        await asyncio.wait([reading, warming])
        await app.ticks.stop()
        app.sender.stop()
        await _ended(sending)
    log.info("bot.stopped")


async def _warm_up(app: Application) -> None:
    """Loads what the first doubtful message would otherwise wait for."""
    await asyncio.to_thread(app.rules.triage.warm_up)
    heap.set_aside()


async def _ended(sending: asyncio.Task[None]) -> None:
    """The sender drains by itself; what it never brings to an end must not keep the process from ending."""
    _, late = await asyncio.wait([sending], timeout=SENDER_PATIENCE_S)
    if late:
        log.warning("sender.cut_off")
        sending.cancel()


class Intake:
    """What comes in: who we are, then polling, and the command menus beside it."""

    def __init__(self, app: Application, on_ready: Callable[[], None]) -> None:
        self._app = app
        self._on_ready = on_ready
        self._polling: Polling | None = None
        self._introduction: asyncio.Task[User] | None = None
        self._stopping = False

    def stop(self) -> None:
        self._stopping = True
        if self._polling is not None:
            self._polling.stop()
        elif self._introduction is not None:
            self._introduction.cancel()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            self._introduction = group.create_task(_retried("getMe", self._app.bot.get_me))
            await asyncio.wait([self._introduction])
            if self._stopping or self._introduction.cancelled():
                return
            me = self._introduction.result()
            self._polling = self._app.intake(me)
            log.info("polling.started", bot=me.username)
            self._on_ready()
            menu = CommandMenu(self._app.storage)
            publishing = group.create_task(_retried("menus", lambda: menu.publish(self._app.bot)))
            await self._polling.run()
            publishing.cancel()


async def _retried(what: str, work: Callable[[], Awaitable[T]]) -> T:
    backoff = Backoff()
    while True:
        try:
            return await work()
        except Exception as error:  # noqa: BLE001 - whatever stands between us and Telegram, it is tried again
            pause = backoff.next()
            log.warning("telegram.unreachable", what=what, error=type(error).__name__, again_in_s=round(pause, 1))
            await asyncio.sleep(pause)


@asynccontextmanager
async def _closing(app: Application) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await app.bot.session.close()
        await app.storage.close()


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and the first Ctrl-C end the process in order; a second one ends it at once."""
    loop = asyncio.get_running_loop()

    def once(number: int) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, once, number)

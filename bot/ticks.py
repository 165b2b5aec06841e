"""What is done again and again: due deadlines, waiting words, the ledger's seal. Deadlines are rows; a tick looks."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from handlers.origin import origin
from storage import leases
from storage.clock import Clock, SystemClock
from storage.database import Storage

log = structlog.get_logger(__name__)

LEASE = "ticker"
LEASE_SPAN = timedelta(seconds=30)
# With so much of it left, it need not be asked for again.
LEASE_RENEWAL = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Tick:
    """`work` opens its own units and may be called at any time, any number of times.

    What is done `everywhere` each process does for itself, lease or not.
    """

    name: str
    seconds: float
    work: Callable[[Storage], Awaitable[object]]
    everywhere: bool = False


class Ticks:
    """One process ticks, by lease; the others stand by and try at each turn. What one tick raises stops none."""

    def __init__(self, storage: Storage, ticks: Iterable[Tick], holder: str, clock: Clock | None = None) -> None:
        self._storage = storage
        self._ticks = tuple(ticks)
        self._holder = holder
        # The lease is between machines: it follows their clock, also where the office's is moved by hand.
        self._clock = clock or SystemClock()
        self._leased_until = self._clock.now()
        self._running: set[str] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopping = False
        self._scheduler = AsyncIOScheduler(
            timezone=storage.office.zone,
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        for tick in self._ticks:
            self._scheduler.add_job(
                self.turn,
                IntervalTrigger(seconds=tick.seconds, timezone=self._storage.office.zone),
                args=(tick,),
                id=tick.name,
                next_run_time=self._clock.now(),
            )
        self._scheduler.start()

    def all_now(self) -> None:
        """The office's clock was moved: don't wait for the next turn."""
        if self._stopping:
            return
        for tick in self._ticks:
            self._scheduler.modify_job(tick.name, next_run_time=self._clock.now())

    async def stop(self, patience: float = 10.0) -> None:
        """Let running ticks end, then give the lease back. (APScheduler's own shutdown would cancel them.)"""
        self._stopping = True
        self._scheduler.pause()
        try:
            async with asyncio.timeout(patience):
                await self._idle.wait()
        except TimeoutError:
            log.warning("ticks.cut_off", ticks=sorted(self._running))
        self._scheduler.shutdown(wait=False)
        try:
            async with self._storage.unit() as unit:
                await leases.release(unit, LEASE, self._holder)
        except Exception as error:  # noqa: BLE001 - it runs out by itself
            log.info("ticks.lease_not_released", error=type(error).__name__)

    async def turn(self, tick: Tick) -> None:
        """One turn of one tick, when this process holds the lease and the turn before has ended."""
        if self._stopping or tick.name in self._running:
            return
        self._running.add(tick.name)
        self._idle.clear()
        try:
            if tick.everywhere or await self._has_lease():
                await tick.work(self._storage)
        except Exception as error:  # noqa: BLE001 - the next tick must come
            log.error("tick.failed", tick=tick.name, error=type(error).__name__, at=origin(error))  # noqa: TRY400 - may quote
        finally:
            self._running.discard(tick.name)
            if not self._running:
                self._idle.set()

    async def _has_lease(self) -> bool:
        now = self._clock.now()
        if self._leased_until - now > LEASE_RENEWAL:
            return True
        async with self._storage.unit() as unit:
            held = await leases.acquire(unit, LEASE, self._holder, now, LEASE_SPAN)
        if held:
            self._leased_until = now + LEASE_SPAN
        return held

"""The sender: claims rows while the gate is open, hands them to the carrier, and writes down what became of them.

One process sends (lead.py). The office's clock says only what is due; leases, claims and rests go by the machine's.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from telegram.error import TelegramError
from telegram.ext import ExtBot

from notices.delivery import record
from notices.delivery.backoff import LONGEST_PAUSE_S, rest
from notices.delivery.carrier import GRACE, Carrier
from notices.delivery.gate import RateGate, Slot
from notices.delivery.lead import Lead
from notices.delivery.limits import Urgency
from storage import holders, outbox
from storage.clock import Clock, SystemClock
from storage.database import Storage
from storage.outbox import Claimed, Settled
from storage.unit import Lane, Unit

log = structlog.get_logger(__name__)

# Told of each row that came to its end, in the unit that writes it down.
Listener = Callable[[Unit, Settled], Awaitable[None]]

# How often the outbox is looked at unasked: rows that fall due, rows of another process.
POLL_S = 1.0
STANDBY_S = 5.0
# Wakings that come closer together than this share one look.
TOGETHER_S = 0.02
DATABASE_PAUSE_S = 2.0
_DATABASE_GONE = (OperationalError, InterfaceError, OSError)

T = TypeVar("T")


class Sender:
    """`run` until `stop`. The bot is the sender's from now on: it makes it ready and shuts it down."""

    def __init__(
        self,
        storage: Storage,
        bot: ExtBot[Slot],
        gate: RateGate,
        *,
        clock: Clock | None = None,
        listeners: Sequence[Listener] = (),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """`clock` is the machine's; `jitter` gives numbers from 0 up to 1."""
        self._storage = storage
        self._bot = bot
        self._gate = gate
        self._clock = clock or SystemClock()
        self._listeners = listeners
        self._jitter = jitter
        self._holder = holders.own_name()
        self._lead = Lead(self._holder, self._clock)
        self._carrier = Carrier(bot, gate, self._clock, self.wake, jitter)
        self._stirred = asyncio.Event()
        self._stopping = False
        self._known = False
        # A commit failed: rows may be claimed in this sender's name that it never got.
        self._in_doubt = False

    def wake(self) -> None:
        """There may be something to send. Cheap, and meant for Storage.on_outbox."""
        self._stirred.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when what is under way has ended, after DRAIN_S at the latest."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Also with Telegram or the database out of reach: it waits and tries again."""
        try:
            async with asyncio.TaskGroup() as group:
                introduction = group.create_task(self._introduce())
                while not self._stopping:
                    self._stirred.clear()
                    await self._doze(await self._turn(group))
                introduction.cancel()
                await self._carrier.drain()
        finally:
            await self._leave()

    async def _introduce(self) -> None:
        """Ask Telegram who the bot is, until it answers: before that nothing is claimed, and nothing can be lost."""
        attempts = 0
        while not self._known:
            try:
                await self._bot.initialize()
                self._known = True
            except TelegramError as error:
                attempts += 1
                # The words of an InvalidToken hold the token.
                log.warning("telegram.unreachable", error=type(error).__name__)
                await asyncio.sleep(rest(attempts, LONGEST_PAUSE_S, self._jitter))
        self.wake()

    async def _turn(self, group: asyncio.TaskGroup) -> float:
        """One look at the outbox. Seconds until the next one, if nothing happens before."""
        try:
            if not self._lead.sure:
                await self._told(self._take_lead)
            for row in await self._told(self._exchange):
                self._carrier.start(group, row)
        except (SQLAlchemyError, OSError) as error:
            self._in_doubt = True
            log.warning("sender.database", error=type(error).__name__)
            return DATABASE_PAUSE_S
        return self._until_next() if self._lead.held else STANDBY_S

    async def _told(self, work: Callable[[Sequence[Listener]], Awaitable[T]]) -> T:
        """A unit that listeners take part in; without them when one fails, for its mistake must not undo the rest."""
        try:
            return await work(self._listeners)
        except _DATABASE_GONE:
            raise
        except Exception as error:
            if not self._listeners:
                raise
            log.error("listener.failed", error=type(error).__name__)  # noqa: TRY400 - a traceback shows texts
            return await work(())

    async def _take_lead(self, listeners: Sequence[Listener]) -> None:
        """Get or keep the lease, and look after claims that nobody will finish."""
        new = not self._lead.held
        async with self._storage.unit() as unit:
            if not await self._lead.take(unit):
                return
            now = self._clock.now()
            heir = self._holder if new else None
            for row in await outbox.expire(unit.session, unit.now, machine_now=now, heir=heir):
                await _tell(unit, await record.unsure(unit, row, outbox.DIED), listeners)
            rests = await outbox.rests(unit.session, now - GRACE) if new else {}
        for chat_id, until in rests.items():
            self._gate.hold(chat_id, self._gate.now() + (until + GRACE - now) / timedelta(seconds=1))

    async def _exchange(self, listeners: Sequence[Listener]) -> list[Claimed]:
        """Write down what is finished and claim what can go now, in one unit."""
        finished = tuple(self._carrier.finished)
        if not (finished or self._in_doubt or self._room()[0]):
            return []
        rows: list[Claimed] = []
        async with self._storage.unit() as unit:
            if self._in_doubt:
                await outbox.give_back(unit.session, self._holder, but=self._carrier.rows())
            for one in finished:
                for row in await record.settle(unit, one):
                    await _tell(unit, row, listeners)
            room, up_to = self._room()
            if room:
                rows = await outbox.claim(
                    unit.session,
                    self._holder,
                    unit.now,
                    room,
                    machine_now=self._clock.now(),
                    shut=self._gate.shut() | self._carrier.chats(but=finished),
                    up_to=up_to,
                )
        self._in_doubt = False
        self._carrier.written(finished)
        return rows

    def _room(self) -> tuple[int, Lane]:
        """How many rows may be claimed, and of which lanes: when others must wait, alerts have their reserve."""
        if self._stopping or not (self._known and self._lead.held):
            return 0, Lane.ALERT
        if room := self._carrier.room(Urgency.BULK):
            return room, Lane.NOTICE
        return self._carrier.room(Urgency.ALERT), Lane.ALERT

    def _until_next(self) -> float:
        """Seconds until the gate lets more through than now, at most POLL_S."""
        if self._carrier.finished:
            return 0.0
        now = self._gate.now()
        moments = [self._carrier.trouble.pause_until, self._gate.next_opening()]
        moments += [self._gate.opens_at(urgency) for urgency in (Urgency.BULK, Urgency.ALERT)]
        soonest = min((moment for moment in moments if moment > now), default=now + POLL_S)
        return min(POLL_S, max(TOGETHER_S, soonest - now))

    async def _doze(self, seconds: float) -> None:
        # An event that is set already would not let anybody else run.
        await asyncio.sleep(0)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()

    async def _leave(self) -> None:
        """Write down the last outcomes and let others take over."""
        self._stopping = self._in_doubt = True
        self._carrier.abandon()
        try:
            await self._told(self._exchange)
            async with self._storage.unit() as unit:
                await self._lead.release(unit)
        except (SQLAlchemyError, OSError) as error:
            # What is not written down is uncertain to whoever comes next.
            log.warning("sender.database", error=type(error).__name__)
        await self._bot.shutdown()


async def _tell(unit: Unit, row: Settled, listeners: Sequence[Listener]) -> None:
    for listener in listeners:
        await listener(unit, row)

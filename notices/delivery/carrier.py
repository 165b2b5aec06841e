"""Rows under way to Telegram: side by side, one to a chat, never more than the bounds say."""

import asyncio
import random
from collections.abc import Callable, Collection
from datetime import timedelta

import structlog
from telegram.ext import ExtBot

from notices.delivery.backoff import Trouble, rest
from notices.delivery.gate import GateShutError, RateGate, Slot
from notices.delivery.limits import Urgency
from notices.delivery.outcome import Failed, Halted, NotNow, NotTried, Outcome, Uncertain
from notices.delivery.post import Letter
from notices.delivery.record import Finished
from storage.clock import Clock
from storage.outbox import Claimed

log = structlog.get_logger(__name__)

# Requests under way at once; alerts have a few places that nothing else may take, however long the others hang.
PLACES = {Urgency.BULK: 12, Urgency.ALERT: 16}
# A claimed row waits this long for its slot; then it goes back, and its chat waits.
IN_HAND_S = 2.0
# So often a message that the server will not take keeps its turn in its chat; then others may pass it.
ORDERED_TRIES = 5
# Row and chat rest together, by two clocks; the row's rest ends first, or a later row could slip past it.
GRACE = timedelta(seconds=0.5)
# What is under way at the stop may take so long; then it is uncertain.
DRAIN_S = 10.0


class Carrier:
    """`finished` grows as outcomes come in, each with a call of `on_finish`; who writes them down calls `written`."""

    def __init__(
        self,
        bot: ExtBot[Slot],
        gate: RateGate,
        clock: Clock,
        on_finish: Callable[[], None],
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._bot = bot
        self._gate = gate
        self._clock = clock
        self._on_finish = on_finish
        self._jitter = jitter
        self._rows: dict[int, Claimed] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._asked: set[int] = set()
        self._waiting_cost = 0
        self.trouble = Trouble(jitter)
        self.finished: list[Finished] = []

    def room(self, urgency: Urgency) -> int:
        """How many rows of this urgency could start now, to chats that are open."""
        if self._gate.now() < self.trouble.pause_until:
            return 0
        places = PLACES[urgency] - len(self._tasks)
        if self.trouble.probing:
            places = min(places, 1 - len(self._tasks))
        return max(0, min(places, self._gate.free(urgency) - self._waiting_cost))

    def rows(self) -> Collection[int]:
        """Ids of all rows in hand, those with an outcome that is not written down yet among them."""
        return self._rows.keys()

    def chats(self, but: Collection[Finished] = ()) -> set[int]:
        """Chats with a row in hand, other than those that are just being written down."""
        left = {finished.row.id for finished in but}
        return {row.chat_id for row in self._rows.values() if row.id not in left}

    def start(self, group: asyncio.TaskGroup, row: Claimed) -> None:
        """Never raises: a row that nothing can be made of has failed."""
        self._rows[row.id] = row
        try:
            letter = Letter.of(row)
            cost = letter.cost
        except (ValueError, KeyError, TypeError) as error:
            log.error("card.unreadable", row=row.id, error=type(error).__name__)  # noqa: TRY400 - a traceback shows texts
            self._finish(row, Failed(f"card: {type(error).__name__}"))
            return
        self._waiting_cost += cost
        self._tasks[row.id] = group.create_task(self._carry(letter))

    def written(self, finished: Collection[Finished]) -> None:
        """These outcomes are committed: their chats may have the next row."""
        done = {one.row.id for one in finished}
        self.finished = [one for one in self.finished if one.row.id not in done]
        for row_id in done:
            self._rows.pop(row_id, None)

    async def drain(self) -> None:
        """Wait for what is under way, then cut it off: every row in hand has an outcome when the tasks have ended."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=DRAIN_S)
        for task in self._tasks.values():
            task.cancel()

    def abandon(self) -> None:
        """After the tasks have ended: rows whose task never began go back as they were."""
        told = {one.row.id for one in self.finished}
        for row in list(self._rows.values()):
            if row.id not in told:
                self._finish(row, Uncertain("network: stopped") if row.id in self._asked else NotTried())

    async def _carry(self, letter: Letter) -> None:
        row = letter.row
        try:
            outcome = await self._attempt(letter)
        finally:
            del self._tasks[row.id]
        self._finish(row, outcome)

    async def _attempt(self, letter: Letter) -> Outcome:
        row = letter.row
        try:
            slot = await self._gate.acquire(row.chat_id, letter.cost, letter.urgency, IN_HAND_S)
        except GateShutError:
            self._gate.hold(row.chat_id, self._gate.chat_ready_at(row.chat_id, letter.cost, letter.urgency))
            return NotTried()
        finally:
            self._waiting_cost -= letter.cost
        self._asked.add(row.id)
        return await letter.deliver(self._bot, slot)

    def _finish(self, row: Claimed, outcome: Outcome) -> None:
        self._asked.discard(row.id)
        if isinstance(outcome, Uncertain) and row.edits is not None:
            # Done twice, an edit changes nothing.
            outcome = NotNow(outcome.reason, everywhere=False)
        self._learn(row, outcome)
        seconds = self._rest(row, outcome)
        held_until = self._clock.now() + timedelta(seconds=seconds) - GRACE if seconds else None
        self.finished.append(Finished(row, outcome, held_until))
        self._on_finish()

    def _learn(self, row: Claimed, outcome: Outcome) -> None:
        match outcome:
            case NotNow() | Uncertain():
                everywhere = isinstance(outcome, NotNow) and outcome.everywhere
                self.trouble.failed(row.chat_id, self._gate.now(), everywhere=everywhere)
                log.warning("telegram.trouble", row=row.id, reason=outcome.reason)
            case NotTried():
                pass
            case _:
                self.trouble.passed()

    def _rest(self, row: Claimed, outcome: Outcome) -> float:
        """Seconds until the row may be tried again. Its chat waits with it, so that the order there holds."""
        match outcome:
            case Halted(seconds):
                self._gate.hold(row.chat_id, self._gate.now() + seconds)
                return seconds
            case NotNow(_, everywhere=False):
                seconds = rest(row.attempts, jitter=self._jitter)
                if row.attempts <= ORDERED_TRIES:
                    self._gate.hold(row.chat_id, self._gate.now() + seconds)
                return seconds
            case _:
                return 0.0

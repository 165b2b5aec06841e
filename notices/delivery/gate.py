"""The rate gate: every message of the bot passes it, whichever library sends it. Knows nothing of Telegram but limits.

Windows: all chats together, each chat, each group. Halts: after a 429, by a deadline on the same clock.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush, heapreplace
from math import inf

from notices.delivery.limits import BURST, BURST_S, MINUTE_S, SECOND_S, Limits, Urgency
from notices.delivery.window import Window

# Chats remembered before the first look at which can be forgotten.
SWEEP_LEAST = 1024


class GateShutError(Exception):
    """The way is not free within the caller's patience. `seconds` until it will be, as far as known now."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(slots=True)
class _Chat:
    pace: Window
    burst: Window
    minute: Window | None
    held_until: float = -inf

    def ready_at(self, cost: int, now: float, urgency: Urgency) -> float:
        windows = self.windows[1:] if urgency is Urgency.REPLY else self.windows
        return max(self.held_until, *(window.ready_at(cost, now) for window in windows))

    @property
    def windows(self) -> tuple[Window, ...]:
        return (self.pace, self.burst, self.minute) if self.minute else (self.pace, self.burst)

    def idle(self, now: float) -> bool:
        return self.held_until <= now and not any(window.used(now) for window in self.windows)


@dataclass(eq=False, slots=True)
class Slot:
    """The right to send one request now. It counts as on its way until `landed()`."""

    chat_id: int
    cost: int
    _gate: "RateGate" = field(repr=False)
    _flying: bool = True

    def landed(self) -> None:
        """Telegram has answered, or never will. Saying it twice does no harm."""
        if self._flying:
            self._flying = False
            self._gate._landed(self)  # noqa: SLF001 - two halves of one thing


class RateGate:
    """`clock` and `sleep` are in seconds and belong together. Not for use by several threads."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        limits: Limits | None = None,
    ) -> None:
        self.now = clock
        self._sleep = sleep
        self._limits = limits or Limits()
        self._overall = Window(self._limits.per_second, SECOND_S)
        self._chats: dict[int, _Chat] = {}
        self._halted_until = -inf
        # Chats that lately got a 429, until when.
        self._halts: dict[int, float] = {}
        self._sweep_at = SWEEP_LEAST
        # Chats that can't take one paced message now, and the moments at which each is to be looked at again.
        self._shut: set[int] = set()
        self._openings: list[tuple[float, int]] = []

    def free(self, urgency: Urgency) -> int:
        """How many messages could leave now, to chats that are open."""
        now = self.now()
        return 0 if now < self._halted_until else max(0, self._bound(urgency) - self._overall.used(now))

    def opens_at(self, urgency: Urgency) -> float:
        """When the next message to an open chat may leave; not before now."""
        now = self.now()
        return max(self._halted_until, self._overall.ready_at(1, now, self._bound(urgency)))

    def shut(self) -> set[int]:
        """Chats that can't take one message now, replies apart. A chat that is not named is open. Don't change it."""
        now = self.now()
        while self._openings and self._openings[0][0] <= now:
            _, chat_id = heappop(self._openings)
            self._shut.discard(chat_id)
            self._note(chat_id, now)
        return self._shut

    def next_opening(self) -> float:
        """When the first of the shut chats may open; infinity when none is shut."""
        now = self.now()
        while self._openings:
            at, chat_id = self._openings[0]
            # A request that landed late, or a halt, has moved it since it was noted.
            ready = self._chat_ready_at(chat_id, 1, Urgency.BULK, now)
            if ready <= max(at, now):
                return at
            heapreplace(self._openings, (ready, chat_id))
        return inf

    def chat_ready_at(self, chat_id: int, cost: int, urgency: Urgency = Urgency.BULK) -> float:
        """When the chat itself could take so many, the others not counted; not before now."""
        return self._chat_ready_at(chat_id, cost, urgency, self.now())

    def ready_at(self, chat_id: int, cost: int = 1, urgency: Urgency = Urgency.BULK) -> float:
        """The earliest moment at which `take` may give a slot; not before now. It is later when others come first, or
        when what is on its way takes its time: then ask again."""
        return self._ready_at(chat_id, cost, urgency, self.now())

    def take(self, chat_id: int, cost: int = 1, urgency: Urgency = Urgency.BULK) -> Slot | None:
        """A slot, or None when the way is not free. `cost` is 1, for an album its items."""
        now = self.now()
        if self._ready_at(chat_id, cost, urgency, now) > now:
            return None
        self._overall.take(cost)
        for window in self._chat(chat_id).windows:
            window.take(cost)
        self._note(chat_id, now)
        return Slot(chat_id, cost, self)

    async def acquire(
        self, chat_id: int, cost: int = 1, urgency: Urgency = Urgency.REPLY, patience: float = inf
    ) -> Slot:
        """Wait for a slot, sleeping until the moment at which one is free. Raises GateShutError beyond `patience`."""
        last = self.now() + patience
        while (slot := self.take(chat_id, cost, urgency)) is None:
            now = self.now()
            ready = self._ready_at(chat_id, cost, urgency, now)
            if ready > last:
                raise GateShutError(ready - now)
            await self._sleep(ready - now)
        return slot

    def halt(self, chat_id: int | None, seconds: float) -> None:
        """Telegram said 429. The longest halt counts; a second chat's inside a first one's means the whole bot."""
        now = self.now()
        until = now + seconds
        self._halts = {chat: end for chat, end in self._halts.items() if end > now}
        others = [end for chat, end in self._halts.items() if chat != chat_id]
        if chat_id is None or others:
            self._halted_until = max(self._halted_until, until, *others)
        if chat_id is not None:
            self._halts[chat_id] = max(until, self._halts.get(chat_id, until))
            self.hold(chat_id, until)

    def hold(self, chat_id: int, until: float) -> None:
        """Nothing to this chat before then, for a reason that says nothing about the others."""
        chat = self._chat(chat_id)
        chat.held_until = max(chat.held_until, until)
        self._note(chat_id, self.now())

    def _landed(self, slot: Slot) -> None:
        now = self.now()
        self._overall.land(slot.cost, now)
        # A chat with a message on its way is never forgotten: its windows still count it.
        for window in self._chats[slot.chat_id].windows:
            window.land(slot.cost, now)
        self._note(slot.chat_id, now)

    def _ready_at(self, chat_id: int, cost: int, urgency: Urgency, now: float) -> float:
        overall = self._overall.ready_at(cost, now, self._bound(urgency))
        return max(self._halted_until, overall, self._chat_ready_at(chat_id, cost, urgency, now))

    def _chat_ready_at(self, chat_id: int, cost: int, urgency: Urgency, now: float) -> float:
        chat = self._chats.get(chat_id)
        return now if chat is None else chat.ready_at(cost, now, urgency)

    def _bound(self, urgency: Urgency) -> int:
        return self._limits.bulk_per_second if urgency is Urgency.BULK else self._limits.per_second

    def _chat(self, chat_id: int) -> _Chat:
        if chat_id not in self._chats:
            if len(self._chats) >= self._sweep_at:
                self._sweep()
            pace = Window(self._limits.chat_per_second, SECOND_S)
            # Bot API, Chat: only private chats have positive ids.
            minute = Window(self._limits.group_per_minute, MINUTE_S) if chat_id < 0 else None
            self._chats[chat_id] = _Chat(pace, Window(BURST, BURST_S), minute)
        return self._chats[chat_id]

    def _sweep(self) -> None:
        """Forget chats with nothing to remember, so that memory follows the last minute and not the year."""
        now = self.now()
        self._chats = {i: chat for i, chat in self._chats.items() if not chat.idle(now)}
        self._sweep_at = max(SWEEP_LEAST, 2 * len(self._chats))

    def _note(self, chat_id: int, now: float) -> None:
        """A chat is in `_shut` exactly while it has its one place in `_openings`."""
        ready = self._chat_ready_at(chat_id, 1, Urgency.BULK, now)
        if ready > now and chat_id not in self._shut:
            self._shut.add(chat_id)
            heappush(self._openings, (ready, chat_id))

"""What waits to be told to the bot: one queue for long polling and webhooks."""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import takewhile

from sandbox.beacon import Beacon
from sandbox.clock import SandboxClock
from sandbox.json_types import Json
from sandbox.limits import CALLBACK_RETENTION, UPDATE_RETENTION

# Bot API reference, getUpdates.allowed_updates: these come only when asked for.
OFF_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FIRST_UPDATE_ID = 700_000_001


@dataclass(frozen=True, slots=True)
class Pending:
    """`lane` is what the server keeps in order: a chat for messages, a user for callback queries."""

    update_id: int
    kind: str
    payload: Json
    lane: tuple[str, int]
    expires: float

    def as_update(self) -> Json:
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    """Ids only grow, over a reset too: a poller that asks with its old offset keeps working."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._pending: OrderedDict[int, Pending] = OrderedDict()
        self._next_id = FIRST_UPDATE_ID
        self.allowed: list[str] = []
        self.changed = Beacon()
        self.poller = 0

    def __len__(self) -> int:
        self.forget_expired()
        return len(self._pending)

    def clear(self) -> None:
        self._pending.clear()
        self.allowed = []

    def drop_all(self) -> None:
        self._pending.clear()

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in OFF_BY_DEFAULT

    def add(self, kind: str, payload: Json, lane: tuple[str, int]) -> None:
        """A kind that isn't allowed now is never kept: allowing it later brings nothing back."""
        if not self.wants(kind):
            return
        retention = CALLBACK_RETENTION if kind == "callback_query" else UPDATE_RETENTION
        update = Pending(self._next_id, kind, payload, lane, self._clock.seconds() + retention)
        self._pending[update.update_id] = update
        self._next_id += 1
        self.changed.ring()

    def forget_expired(self) -> None:
        now = self._clock.seconds()
        for update_id in [each.update_id for each in self._pending.values() if each.expires <= now]:
            del self._pending[update_id]

    def confirm_before(self, offset: int) -> None:
        """A negative offset keeps that many of the newest."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popitem(last=False)
            return
        while self._pending and next(iter(self._pending)) < offset:
            self._pending.popitem(last=False)

    def first(self, limit: int) -> list[Json]:
        self.forget_expired()
        batch: list[Json] = []
        for update in self._pending.values():
            if len(batch) == limit:
                break
            batch.append(update.as_update())
        return batch

    def after(self, update_id: int) -> list[Pending]:
        newest = takewhile(lambda each: each.update_id > update_id, reversed(self._pending.values()))
        return list(newest)[::-1]

    def holds(self, update: Pending) -> bool:
        self.forget_expired()
        return update.update_id in self._pending

    def done(self, update: Pending) -> None:
        self._pending.pop(update.update_id, None)

"""The unit of work: one update, one tick, one press. What changed, what the ledger says of it and what is to be
sent commit together, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.office import Office
from storage.tables import LedgerEntry, OutboxRow, TakenUpdate


class Lane(IntEnum):
    """Which message goes first. An alert never waits behind a broadcast."""

    ALERT = 0
    REPLY = 1
    EDIT = 2
    NOTICE = 3


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent after the commit. `card` is texts.card.Card.to_json().

    `key` makes it unrepeatable; `edits` is the outbox id of the message that it changes.
    """

    lane: Lane
    chat_id: int
    subject: str
    role: str
    card: dict[str, Any]
    key: str | None = None
    edits: int | None = None
    delay: timedelta = timedelta()


class Unit:
    """One transaction, at one moment (`now`, UTC, the same throughout), for one office."""

    def __init__(self, session: AsyncSession, office: Office, now: datetime) -> None:
        self.session = session
        self.office = office
        self.now = now
        self._ledger: list[dict[str, Any]] = []
        self._outbox: list[dict[str, Any]] = []
        self.after_commit: list[Callable[[], None]] = []

    @property
    def sends(self) -> bool:
        """Whether this unit leaves something for the sender."""
        return bool(self._outbox)

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.session.get_bind().dialect.name

    def insert(self, table: type[Any]) -> Any:  # noqa: ANN401 - the two dialects' Insert share no typed base
        """INSERT with ON CONFLICT, in the form of the database at hand."""
        if self.dialect == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    async def take(self, update_id: int) -> bool:
        """False when the update was taken before: then nothing may be done for it."""
        taken = await self.session.execute(
            self.insert(TakenUpdate)
            .values(update_id=update_id, taken_at=self.now)
            .on_conflict_do_nothing()
            .returning(TakenUpdate.update_id)
        )
        return taken.first() is not None

    def record(self, actor: str, action: str, subject: str, **payload: object) -> None:
        """A ledger entry. `payload` holds codes and numbers, never texts, names or phone numbers."""
        self._ledger.append({"at": self.now, "actor": actor, "action": action, "subject": subject, "payload": payload})

    def send(self, message: Outgoing) -> None:
        self._outbox.append(
            {
                "lane": int(message.lane),
                "chat_id": message.chat_id,
                "subject": message.subject,
                "role": message.role,
                "key": message.key,
                "card": message.card,
                "edits": message.edits,
                "queued_at": self.now,
                "not_before": self.now + message.delay,
            }
        )

    def forget(self) -> None:
        """Drop what was to be recorded and sent, when a use case refused after preparing it."""
        self._ledger.clear()
        self._outbox.clear()

    async def flush(self) -> None:
        """Write ledger entries and outbox rows. Called once by the Storage before it commits."""
        if self._ledger:
            await self.session.execute(insert(LedgerEntry), self._ledger)
        if self._outbox:
            await self.session.execute(
                self.insert(OutboxRow).on_conflict_do_nothing(index_elements=["key"]), self._outbox
            )

"""The unit of work: one update, one tick, one press. What changed, what the ledger says of it and what is to be
sent commit together, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, Protocol

from sqlalchemy import CursorResult, Executable, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.office import Office
from storage.shortcut import Rows, Shortcut
from storage.tables import LedgerEntry, OutboxRow, TakenUpdate

Values = dict[str, Any] | list[dict[str, Any]] | None


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


class Transaction(Protocol):
    """What is open on a database and ends with the unit."""

    connection: AsyncConnection

    def join(self) -> None:
        """The connection is about to be used through SQLAlchemy. Waits for nothing."""

    async def restart(self) -> None:
        """As if nothing had been done; another transaction begins in its place."""


class Unit:
    """One transaction, at one moment (`now`, UTC, the same throughout), for one office."""

    def __init__(
        self, transaction: Transaction, office: Office, now: datetime, shortcut: Shortcut | None = None
    ) -> None:
        self._transaction = transaction
        self._shortcut = shortcut
        self.office = office
        self.now = now
        self._ledger: list[dict[str, Any]] = []
        self._outbox: list[dict[str, Any]] = []
        self.after_commit: list[Callable[[], None]] = []
        self._session: AsyncSession | None = None

    @property
    def session(self) -> AsyncSession:
        """The ORM on this unit's transaction, for everything that is not counted in microseconds.

        It is flushed and ended with the unit: never commit it or roll it back by hand.
        """
        if self._session is None:
            self._transaction.join()
            self._session = AsyncSession(self._transaction.connection, expire_on_commit=False)
        return self._session

    async def execute(self, statement: Executable, values: Values = None) -> CursorResult[Any] | Rows[Any]:
        """A Core statement, without the ORM's share of the cost: for what every update passes through.

        One that is built once, at the top of its module: on SQLite its SQL is kept (storage.shortcut).
        """
        if self._shortcut is not None:
            return self._shortcut.execute(statement, values)
        return await self._transaction.connection.execute(statement, values)

    @property
    def local_now(self) -> datetime:
        """`now` on the office's clock."""
        return self.now.astimezone(self.office.zone)

    @property
    def sends(self) -> bool:
        """Whether this unit leaves something for the sender."""
        return bool(self._outbox)

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._transaction.connection.dialect.name

    def insert(self, table: type[Any]) -> Any:  # noqa: ANN401 - the two dialects' Insert share no typed base
        """INSERT with ON CONFLICT, in the form of the database at hand."""
        if self.dialect == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    async def take(self, update_id: int) -> bool:
        """False when the update was taken before: then nothing may be done for it."""
        taken = await self.execute(_TAKE[self.dialect], {"update_id": update_id, "taken_at": self.now})
        return taken.rowcount == 1

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
        """Drop what was to be recorded and sent."""
        self._ledger.clear()
        self._outbox.clear()

    async def roll_back(self) -> None:
        """As if nothing had been done; the unit may go on from here."""
        self.forget()
        await self.end()
        await self._transaction.restart()

    async def flush(self) -> None:
        """Write what the ORM holds, ledger entries and outbox rows. Called by the Storage before it commits."""
        if self._session is not None:
            await self._session.flush()
        if self._ledger:
            await self.execute(_APPEND, self._ledger)
        if self._outbox:
            await self.execute(_ENQUEUE[self.dialect], self._outbox)

    async def end(self) -> None:
        """Let go of the ORM and of what it holds unwritten."""
        if self._session is not None:
            await self._session.close()
            self._session = None


# Built once: to build a statement costs as much as to run it.
_TAKE: dict[str, Executable] = {
    "sqlite": sqlite.insert(TakenUpdate).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(TakenUpdate).on_conflict_do_nothing(),
}
_APPEND = insert(LedgerEntry)
_ENQUEUE: dict[str, Executable] = {
    "sqlite": sqlite.insert(OutboxRow).on_conflict_do_nothing(index_elements=["key"]),
    "postgresql": postgresql.insert(OutboxRow).on_conflict_do_nothing(index_elements=["key"]),
}

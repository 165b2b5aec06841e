"""What every effect passes through: updates already taken, the outbox, the ledger, counters and leases."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import RowId, TelegramId
from storage.tables.base import Base


class TakenUpdate(Base):
    """An update whose effect is committed: its id commits with the effect, so that a redelivery changes nothing."""

    __tablename__ = "taken_updates"

    update_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    taken_at: Mapped[datetime] = mapped_column(index=True)


class OutboxRow(Base):
    """A message that is to go out, or went out. States: queued, claimed, sent, failed, uncertain, dropped."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    lane: Mapped[int]
    chat_id: Mapped[int] = mapped_column(TelegramId)
    # What it is about, e.g. "case:17" or "notice:3"; and its role there, e.g. "alert", "receipt", "copy".
    subject: Mapped[str] = mapped_column(String(48))
    role: Mapped[str] = mapped_column(String(24))
    # Makes a message unrepeatable: a second row with the same key is not written.
    key: Mapped[str | None] = mapped_column(String(96), unique=True)
    card: Mapped[dict[str, Any]]
    # Set on an edit: the row whose sent message is to be changed.
    edits: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
    state: Mapped[str] = mapped_column(String(12), server_default="queued")
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(String(48))
    # These two by the machine's clock, which never jumps as a demo's does: how long a claim may last, and until when
    # the row rests after a 429 or trouble on the line (kept here so that a restart keeps it).
    claimed_until: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    done_at: Mapped[datetime | None]
    message_id: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(String(256))

    __table_args__ = (
        Index(
            "ix_outbox_queued",
            "lane",
            "id",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        Index(
            "ix_outbox_claimed",
            "claimed_until",
            sqlite_where=text("state = 'claimed'"),
            postgresql_where=text("state = 'claimed'"),
        ),
        # Waiting rows of one chat: when it is switched off, or has moved.
        Index(
            "ix_outbox_waiting_chat",
            "chat_id",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
        # Waiting edits of one message: the newest wins.
        Index(
            "ix_outbox_waiting_edits",
            "edits",
            "id",
            sqlite_where=text("state = 'queued' AND edits IS NOT NULL"),
            postgresql_where=text("state = 'queued' AND edits IS NOT NULL"),
        ),
        Index("ix_outbox_subject", "subject", "role"),
        Index("ix_outbox_message", "chat_id", "message_id"),
    )


class LedgerEntry(Base):
    """台账: who did what to what, and when. Append-only. A tick seals entries into the hash chain in order of id."""

    __tablename__ = "ledger"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    # Place in the sealed chain, without gaps; null until sealed.
    seq: Mapped[int | None] = mapped_column(RowId, unique=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str] = mapped_column(String(48), index=True)
    payload: Mapped[dict[str, Any]]
    hash: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        Index(
            "ix_ledger_unsealed",
            "id",
            sqlite_where=text("seq IS NULL"),
            postgresql_where=text("seq IS NULL"),
        ),
    )


class DayCounter(Base):
    """The last number given out on a day of the office's zone."""

    __tablename__ = "day_counters"

    day: Mapped[str] = mapped_column(String(8), primary_key=True)
    last: Mapped[int]


class Lease(Base):
    """Who does a thing that only one process may do at a time, and until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(48))
    until: Mapped[datetime]

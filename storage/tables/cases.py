"""Appeals, the cases they hang on, and what happens to a case."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import RowId, TelegramId
from storage.numbers import number_of
from storage.tables.base import Base


class Case(Base):
    """One source of trouble at one place. It has the id, and so the number, of its first appeal."""

    __tablename__ = "cases"

    # Made by storage.numbers.
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    category: Mapped[str | None] = mapped_column(String(32))
    urgency: Mapped[str] = mapped_column(String(16))
    building: Mapped[str | None] = mapped_column(String(32))
    owner_post: Mapped[str] = mapped_column(String(32))
    owner_staff: Mapped[str | None] = mapped_column(String(32))
    # A post that was asked to take over (转办, 退单); the owner stays responsible until it accepts.
    proposed_post: Mapped[str | None] = mapped_column(String(32))
    # How often a resident was not content with an answer.
    redos: Mapped[int] = mapped_column(server_default="0")
    persons: Mapped[int] = mapped_column(server_default="1")
    occurrences: Mapped[int] = mapped_column(server_default="1")
    opened_at: Mapped[datetime]
    # When the answer is due; the deadlines' rows hold the rest.
    due_at: Mapped[datetime]
    last_appeal_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None]
    # When words, rooms and files were forgotten (storage.anonymising).
    anonymised_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_cases_join", "building", "category", "status", "last_appeal_at"),
        Index("ix_cases_owner", "owner_post", "status"),
    )


class Appeal(Base):
    """One thing a resident told the office, as it was told, with how it was read."""

    __tablename__ = "appeals"

    # Made by storage.numbers.
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    origin: Mapped[str] = mapped_column(String(16))
    # The chat and message that said it: answers in a group, edits, albums and late photos find their appeal by it.
    chat_id: Mapped[int] = mapped_column(TelegramId)
    message_id: Mapped[int]
    album: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16))
    category: Mapped[str | None] = mapped_column(String(32))
    # What the rules would say if they had to, where they are not sure; null in appeals of before it was kept.
    likeliest: Mapped[str | None] = mapped_column(String(32))
    second: Mapped[str | None] = mapped_column(String(32))
    noise: Mapped[bool]
    night: Mapped[bool]
    # Its author says that they told it before.
    repeat: Mapped[bool] = mapped_column(server_default=false())
    # When, where and how loud, in their words (complaints.circumstances); {} where they tell none of it.
    circumstances: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    urgency: Mapped[str] = mapped_column(String(16))
    confidence: Mapped[float]
    hits: Mapped[list[Any]]
    rules_version: Mapped[str] = mapped_column(String(16))
    building: Mapped[str | None] = mapped_column(String(32))
    room: Mapped[str | None] = mapped_column(String(32))
    received_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    @property
    def number(self) -> str:
        return number_of(self.id)

    __table_args__ = (
        Index("ix_appeals_resident", "resident_id", "id"),
        Index("ix_appeals_message", "chat_id", "message_id"),
    )


class Attachment(Base):
    """A photo, video, voice, document or location that belongs to an appeal or to the work on its case."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    file_id: Mapped[str | None] = mapped_column(String(256))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    received_at: Mapped[datetime]


class Addition(Base):
    """Words that a resident or staff added later: 补充, and the talk between both that the bot relays."""

    __tablename__ = "additions"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"))
    author: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class Occurrence(Base):
    """One more time it happened, told after the first: 又发生了."""

    __tablename__ = "occurrences"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"))
    happened_at: Mapped[datetime]


class Correction(Base):
    """What a person said a message is, beside how the rules read it. Kept so that the rules can be judged."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), index=True)
    author: Mapped[str] = mapped_column(String(64))
    # As whom they said it: resident or staff.
    role: Mapped[str] = mapped_column(String(16))
    corrected_to: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
    # How the rules had read it, also where others had corrected it before. The appeal's row loses all this when it is
    # read again. Null for read_as: they were not sure; likeliest is what they would have said.
    read_as: Mapped[str | None] = mapped_column(String(32))
    likeliest: Mapped[str | None] = mapped_column(String(32))
    second: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    noise: Mapped[bool]
    night: Mapped[bool]
    urgency: Mapped[str] = mapped_column(String(16))
    confidence: Mapped[float]
    hits: Mapped[list[Any]]
    rules_version: Mapped[str] = mapped_column(String(16))


class Deadline(Base):
    """When something must have happened on a case. Written once at intake; only met or fired afterwards."""

    __tablename__ = "deadlines"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(16))
    # The level of staff that is told when it passes: 1 the owner, 2 the next post up …
    level: Mapped[int]
    due_at: Mapped[datetime]
    policy: Mapped[str] = mapped_column(String(32))
    met_at: Mapped[datetime | None]
    fired_at: Mapped[datetime | None]

    __table_args__ = (
        Index("uq_deadlines_case_kind_level", "case_id", "kind", "level", unique=True),
        Index(
            "ix_deadlines_waiting",
            "due_at",
            sqlite_where=text("met_at IS NULL AND fired_at IS NULL"),
            postgresql_where=text("met_at IS NULL AND fired_at IS NULL"),
        ),
    )


class Callback(Base):
    """The three questions after an answer. Null means not answered, and is never counted as satisfied."""

    __tablename__ = "callbacks"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    round: Mapped[int]
    asked_at: Mapped[datetime]
    contacted: Mapped[bool | None]
    solved: Mapped[bool | None]
    satisfied: Mapped[bool | None]
    answered_at: Mapped[datetime | None]

    __table_args__ = (Index("uq_callbacks_round", "case_id", "resident_id", "round", unique=True),)

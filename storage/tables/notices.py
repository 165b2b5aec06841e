"""Projects, notices and the groups they reach."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import RowId, TelegramId
from storage.tables.base import Base


class Project(Base):
    __tablename__ = "projects"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str] = mapped_column(String(32))
    stage: Mapped[str] = mapped_column(String(16))
    buildings: Mapped[list[Any]]
    owner_post: Mapped[str] = mapped_column(String(32))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime]


class Destination(Base):
    """A chat that the bot may write to on its own initiative, and whether it still can."""

    __tablename__ = "destinations"

    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    title: Mapped[str | None] = mapped_column(String(256))
    off_at: Mapped[datetime | None]
    off_reason: Mapped[str | None] = mapped_column(String(256))
    migrated_to: Mapped[int | None] = mapped_column(TelegramId)


class Binding(Base):
    """A building and the group where its residents are."""

    __tablename__ = "bindings"

    building: Mapped[str] = mapped_column(String(32), primary_key=True)
    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    bound_by: Mapped[str] = mapped_column(String(32))
    bound_at: Mapped[datetime]

    __table_args__ = (Index("ix_bindings_chat", "chat_id"),)


class Notice(Base):
    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    title: Mapped[str] = mapped_column(String(128))
    body: Mapped[str] = mapped_column(Text)
    media: Mapped[list[Any]]
    # Buildings it is for, resolved once when it is confirmed.
    buildings: Mapped[list[Any]]
    project: Mapped[str | None] = mapped_column(ForeignKey("projects.code"))
    author: Mapped[str] = mapped_column(String(32))
    author_chat: Mapped[int] = mapped_column(TelegramId)
    confirmed_at: Mapped[datetime]
    # When the last copy had an outcome and the report went to the author.
    reported_at: Mapped[datetime | None]


class Draft(Base):
    """A conversation in mid-sentence: what is being asked of this person in this chat, and what is known so far."""

    __tablename__ = "drafts"

    chat_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    telegram_id: Mapped[int] = mapped_column(TelegramId, primary_key=True, autoincrement=False)
    asks: Mapped[str] = mapped_column(String(32))
    data: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]

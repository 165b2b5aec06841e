"""Who meets the bot: residents and the accounts of staff."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import RowId, TelegramId
from storage.tables.base import Base


class Resident(Base):
    """A person in private chat. No name is kept: the office needs to know where, not who."""

    __tablename__ = "residents"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(TelegramId, unique=True)
    # When the privacy notice (PIPL art. 17) was shown; nothing but the chat id is kept before.
    informed_at: Mapped[datetime | None]
    building: Mapped[str | None] = mapped_column(String(32))
    room: Mapped[str | None] = mapped_column(String(32))
    first_seen_at: Mapped[datetime]


class StaffAccount(Base):
    """The Telegram account through which a configured member of staff is met. Ended, never deleted."""

    __tablename__ = "staff_accounts"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    staff: Mapped[str] = mapped_column(String(32))
    telegram_id: Mapped[int] = mapped_column(TelegramId)
    bound_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_staff_accounts_present_telegram_id",
            "telegram_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "uq_staff_accounts_present_staff",
            "staff",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class Invite(Base):
    """A one-time link for a member of staff. Only the hash of its token is kept."""

    __tablename__ = "invites"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    staff: Mapped[str] = mapped_column(String(32))
    issued_by: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(TelegramId)

"""What becomes of a message that went out. How rows come to be in a sender's hand: claims.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import literal_column, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.claims import DIED, Claimed, Target, claim, expire, give_back, rests
from storage.tables import OutboxRow
from storage.unit import Lane, Unit

__all__ = [
    "DIED",
    "Claimed",
    "Settled",
    "Target",
    "claim",
    "expire",
    "follow_up",
    "give_back",
    "mark_failed",
    "mark_sent",
    "mark_uncertain",
    "requeue",
    "rests",
    "send_again",
]

# The column's width; Telegram's own words are shorter.
REASON_CHARACTERS = 256
# Keys of rows that exist because of another one, so that each is written once.
AGAIN = "again:"
PART = "part:"
# What a row becomes that carries the pictures which had no room beside the words.
PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Settled:
    """A row as those see it who had it sent. States here: sent, failed, uncertain.

    `reason` is a code (sender_died) or Telegram's own words.
    """

    id: int
    lane: Lane
    chat_id: int
    subject: str
    role: str
    state: str
    message_id: int | None
    reason: str | None


SETTLED_COLUMNS = (
    OutboxRow.id,
    OutboxRow.lane,
    OutboxRow.chat_id,
    OutboxRow.subject,
    OutboxRow.role,
    OutboxRow.state,
    OutboxRow.message_id,
    OutboxRow.error.label("reason"),
)


def settled(found: Any) -> list[Settled]:  # noqa: ANN401 - a result of SETTLED_COLUMNS
    return [Settled(**{**row, "lane": Lane(row["lane"])}) for row in found.mappings()]


async def mark_sent(session: AsyncSession, row: Claimed, now: datetime, message_id: int | None) -> Settled | None:
    """None when the row is no longer this sender's. One that others called uncertain meanwhile is mended."""
    return await _leave(session, row, state="sent", message_id=message_id, done_at=now, error=None)


async def mark_failed(session: AsyncSession, row: Claimed, now: datetime, reason: str) -> Settled | None:
    return await _leave(session, row, state="failed", done_at=now, error=reason[:REASON_CHARACTERS])


async def mark_uncertain(session: AsyncSession, row: Claimed, now: datetime, reason: str) -> Settled | None:
    """It may have arrived: nothing sends this row again by itself."""
    return await _leave(session, row, state="uncertain", done_at=now, error=reason[:REASON_CHARACTERS])


async def requeue(
    session: AsyncSession,
    row: Claimed,
    *,
    reason: str | None = None,
    held_until: datetime | None = None,
    tried: bool = True,
) -> None:
    """Put a row back that surely did not arrive. `held_until` is the machine's clock; `tried` keeps the try counted."""
    attempts = row.attempts if tried else row.attempts - 1
    await _leave(session, row, state="queued", held_until=held_until, attempts=attempts, error=reason)


async def send_again(unit: Unit, row: Claimed, card: dict[str, Any]) -> bool:
    """A new row in place of one whose outcome is unknown; edits that wait for the old one follow it.

    Once only: False when the row is itself a second try, or has one already.
    """
    if row.key is not None and row.key.startswith(AGAIN):
        return False
    new = await _insert(unit, row, card, key=f"{AGAIN}{row.id}", role=row.role)
    if new is None:
        return False
    await unit.session.execute(
        update(OutboxRow)
        .where(OutboxRow.state == literal_column("'queued'"), OutboxRow.edits == row.id)
        .values(edits=new)
        .execution_options(synchronize_session=False)
    )
    return True


async def follow_up(unit: Unit, row: Claimed, number: int, card: dict[str, Any]) -> None:
    """A further message that a sent row needs, because Telegram can't put all of it into one."""
    await _insert(unit, row, card, key=f"{PART}{row.id}:{number}", role=PICTURES)


async def _insert(unit: Unit, row: Claimed, card: dict[str, Any], *, key: str, role: str) -> int | None:
    written = await unit.session.execute(
        unit.insert(OutboxRow)
        .values(
            lane=int(row.lane),
            chat_id=row.chat_id,
            subject=row.subject,
            role=role,
            key=key,
            card=card,
            queued_at=unit.now,
            not_before=unit.now,
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(OutboxRow.id)
    )
    new: int | None = written.scalar()
    return new


async def _leave(session: AsyncSession, row: Claimed, **values: Any) -> Settled | None:  # noqa: ANN401 - columns
    # Uncertain and still in this sender's name: another one took its lease while it was alive and waiting.
    states = ["claimed"] if values["state"] in ("queued", "uncertain") else ["claimed", "uncertain"]
    left = await session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.id == row.id,
            OutboxRow.claimed_by == row.claimed_by,
            or_(*(OutboxRow.state == state for state in states)),
        )
        .values(**values)
        .returning(*SETTLED_COLUMNS)
        .execution_options(synchronize_session=False)
    )
    return next(iter(settled(left)), None)

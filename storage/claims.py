"""Rows of the outbox are claimed by one statement, and only a claimed row is ever sent.

Moments called `now` are the office's clock (what is due, when it was done), those called `machine_now` the machine's
(how long a claim lasts, until when a row rests).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql import Update

from storage.tables import OutboxRow
from storage.unit import Lane

# Longer than any request may take with all its time-outs, so that no claim runs out under a living sender.
CLAIM_SPAN = timedelta(minutes=5)
# Rows looked at for each row wanted: what one chat has waiting must not hide the next chat's message.
LOOK_AHEAD = 8
LOOK_AHEAD_LEAST = 64

# Why a row is uncertain whose sender was killed with it in hand.
DIED = "sender_died"

# Written out, not bound: a partial index serves only a condition that the planner can read.
QUEUED: ColumnElement[str] = literal_column("'queued'")
CLAIMED: ColumnElement[str] = literal_column("'claimed'")


@dataclass(frozen=True, slots=True)
class Target:
    """The sent message that an edit changes, and the card it was sent from."""

    message_id: int
    card: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row in the sender's hand. `attempts` counts this one; `target` is there when `edits` is."""

    id: int
    lane: Lane
    chat_id: int
    subject: str
    role: str
    key: str | None
    card: dict[str, Any]
    attempts: int
    claimed_by: str
    edits: int | None = None
    target: Target | None = None


_COLUMNS = (
    OutboxRow.id,
    OutboxRow.lane,
    OutboxRow.chat_id,
    OutboxRow.subject,
    OutboxRow.role,
    OutboxRow.key,
    OutboxRow.card,
    OutboxRow.attempts,
    OutboxRow.claimed_by,
    OutboxRow.edits,
)


async def claim(
    session: AsyncSession,
    holder: str,
    now: datetime,
    limit: int,
    *,
    machine_now: datetime,
    shut: Collection[int] = (),
    up_to: Lane = Lane.NOTICE,
) -> list[Claimed]:
    """At most `limit` due rows, by lane and then by age, one for a chat, none for the chats that are `shut`.

    No two callers get the same row. An edit is handed out once its message is sent; older waiting edits of the same
    message are dropped as merged, and an edit of a message that did not arrive is dropped with the reason.
    """
    found = await session.execute(_claim(holder, now, limit, machine_now, shut, up_to))
    rows = sorted(_rows(found), key=lambda row: (row.lane, row.id))
    edits = [row for row in rows if row.edits is not None]
    if not edits:
        return rows
    await session.execute(_merge(edits, now))
    targets = await _targets(session, edits)
    ready: list[Claimed] = []
    for row in rows:
        target = targets.get(row.id)
        if isinstance(target, str):
            await session.execute(_drop(row.id, target, now))
        else:
            ready.append(replace(row, target=target))
    return ready


async def expire(
    session: AsyncSession, now: datetime, *, machine_now: datetime, heir: str | None = None
) -> list[Claimed]:
    """Claims that ran out become uncertain: they may have been sent. Returned are those for a person to judge.

    With `heir`, all claims of anybody else as well: the heir holds the sender's lease, so the others are dead.
    An edit is queued again: done twice, it changes nothing.
    """
    gone = OutboxRow.claimed_until < machine_now
    if heir is not None:
        gone = or_(gone, OutboxRow.claimed_by != heir)
    again = OutboxRow.edits.is_not(None)
    found = await session.execute(
        _write()
        .where(OutboxRow.state == CLAIMED, gone)
        .values(
            state=case((again, "queued"), else_="uncertain"),
            error=case((again, OutboxRow.error), else_=DIED),
            done_at=case((again, OutboxRow.done_at), else_=now),
        )
        .returning(*_COLUMNS)
    )
    return [row for row in sorted(_rows(found), key=lambda row: row.id) if row.edits is None]


async def give_back(session: AsyncSession, holder: str, *, but: Collection[int]) -> None:
    """Queue the holder's claims again that it never began to send: those whose commit it did not hear of."""
    await session.execute(
        _write()
        .where(OutboxRow.state == CLAIMED, OutboxRow.claimed_by == holder, OutboxRow.id.not_in(but))
        .values(state="queued", attempts=OutboxRow.attempts - 1)
    )


async def rests(session: AsyncSession, machine_now: datetime) -> dict[int, datetime]:
    """Chats whose waiting rows rest, and until when: what the gate must know again after a restart."""
    found = await session.execute(
        select(OutboxRow.chat_id, func.max(OutboxRow.held_until))
        .where(OutboxRow.state == QUEUED, OutboxRow.held_until > machine_now)
        .group_by(OutboxRow.chat_id)
    )
    return {chat: until for chat, until in found if until is not None}


def _claim(holder: str, now: datetime, limit: int, machine_now: datetime, shut: Collection[int], up_to: Lane) -> Update:
    target, newer = aliased(OutboxRow), aliased(OutboxRow)
    settled = exists().where(target.id == OutboxRow.edits, target.state.not_in(("queued", "claimed")))
    outdated = exists().where(
        newer.state == QUEUED, newer.edits == OutboxRow.edits, newer.id > OutboxRow.id, newer.not_before <= now
    )
    due = (
        select(OutboxRow.id, OutboxRow.chat_id, OutboxRow.lane)
        .where(
            OutboxRow.state == QUEUED,
            OutboxRow.lane <= int(up_to),
            OutboxRow.not_before <= now,
            or_(OutboxRow.held_until.is_(None), OutboxRow.held_until <= machine_now),
            or_(OutboxRow.edits.is_(None), and_(settled, ~outdated)),
        )
        .order_by(OutboxRow.lane, OutboxRow.id)
        .limit(max(limit * LOOK_AHEAD, LOOK_AHEAD_LEAST))
        # Rendered on PostgreSQL only; SQLite has one writer at a time, and needs no words for it.
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
    if shut:
        due = due.where(OutboxRow.chat_id.not_in(shut))
    head = due.cte("head")
    turn = func.row_number().over(partition_by=head.c.chat_id, order_by=(head.c.lane, head.c.id))
    turns = select(head.c.id, head.c.lane, turn.label("turn")).cte("turns")
    firsts = select(turns.c.id).where(turns.c.turn == 1).order_by(turns.c.lane, turns.c.id).limit(limit)
    return (
        _write()
        .where(OutboxRow.id.in_(firsts))
        .values(
            state="claimed", claimed_by=holder, claimed_until=machine_now + CLAIM_SPAN, attempts=OutboxRow.attempts + 1
        )
        .returning(*_COLUMNS)
    )


def _merge(edits: list[Claimed], now: datetime) -> Update:
    """Waiting edits that are older than the one in hand would only show what is no longer so."""
    newest = aliased(OutboxRow)
    return (
        _write()
        .where(
            OutboxRow.state == QUEUED,
            OutboxRow.edits.in_([row.edits for row in edits]),
            exists().where(
                newest.id.in_([row.id for row in edits]), newest.edits == OutboxRow.edits, newest.id > OutboxRow.id
            ),
        )
        .values(state="dropped", error="merged", done_at=now)
    )


async def _targets(session: AsyncSession, edits: list[Claimed]) -> dict[int, Target | str]:
    """By the edit's id: what it changes, or why there is nothing to change."""
    target, edit = aliased(OutboxRow), aliased(OutboxRow)
    found = await session.execute(
        select(edit.id, edit.chat_id, target.chat_id, target.state, target.message_id, target.card)
        .join(target, target.id == edit.edits)
        .where(edit.id.in_([row.id for row in edits]))
    )
    out: dict[int, Target | str] = {}
    for edit_id, chat, sent_to, state, message_id, card in found:
        if state != "sent" or message_id is None:
            out[edit_id] = f"target_{state}"
        elif sent_to != chat:
            # Ids of messages change when a group becomes a supergroup: what was sent before can't be edited.
            out[edit_id] = "target_moved"
        else:
            out[edit_id] = Target(message_id, card)
    return out


def _drop(row_id: int, reason: str, now: datetime) -> Update:
    return _write().where(OutboxRow.id == row_id).values(state="dropped", error=reason, done_at=now)


def _rows(found: Any) -> list[Claimed]:  # noqa: ANN401 - a result of _COLUMNS
    return [Claimed(**{**row, "lane": Lane(row["lane"])}) for row in found.mappings()]


def _write() -> Update:
    return update(OutboxRow).execution_options(synchronize_session=False)

"""台账: entries are written by units of work; a tick seals them into a hash chain; anybody can verify the chain."""

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import func, select, text, update

from storage.database import Storage
from storage.tables import LedgerEntry
from storage.unit import Unit

# What the first entry is chained to.
BEGINNING = "0" * 64
PAGE = 500
# Any number will do, as long as nothing else in this database locks on it.
POSTGRESQL_LOCK = 0x6C6467


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken_at` is the first place of the chain that does not hold, None where all of it does.

    `head` is the last good hash: noted down outside, it proves later that the end was not cut off.
    """

    sealed: int
    unsealed: int
    head: str
    broken_at: int | None = None
    why: str = ""


class Content(Protocol):
    """What of an entry the chain covers."""

    at: datetime
    actor: str
    action: str
    subject: str
    payload: dict[str, Any]


def chained(previous: str, seq: int, entry: Content) -> str:
    """SHA-256 over the previous hash and the entry as canonical JSON (ASCII, sorted keys, no blanks, UTC to the µs)."""
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [previous, seq, moment, entry.actor, entry.action, entry.subject, entry.payload]
    return hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


async def seal(storage: Storage) -> int:
    """Chain the entries that are not sealed yet, in order of id. Returns how many.

    An entry whose transaction commits late gets a later place; places have no gaps.
    """
    total = 0
    while True:
        async with storage.unit() as unit:
            done = await _seal_page(unit)
        total += done
        if done < PAGE:
            return total


async def _seal_page(unit: Unit) -> int:
    if unit.dialect == "postgresql":
        await unit.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRESQL_LOCK})
    last = (
        await unit.session.execute(
            select(LedgerEntry.seq, LedgerEntry.hash)
            .where(LedgerEntry.seq.is_not(None))
            .order_by(LedgerEntry.seq.desc())
            .limit(1)
        )
    ).first()
    seq, previous = (last.seq, last.hash) if last is not None else (0, BEGINNING)
    waiting = (
        await unit.session.execute(
            select(*_content()).where(LedgerEntry.seq.is_(None)).order_by(LedgerEntry.id).limit(PAGE)
        )
    ).all()
    sealed = []
    for entry in waiting:
        seq += 1
        previous = chained(previous, seq, entry)
        sealed.append({"id": entry.id, "seq": seq, "hash": previous})
    if sealed:
        await unit.session.execute(update(LedgerEntry), sealed)
    return len(sealed)


async def verify(storage: Storage) -> Verdict:
    """Compute the chain anew from the first entry on and compare."""
    seq, previous = 0, BEGINNING
    async for entry in _sealed(storage):
        seq += 1
        if entry.seq != seq:
            return await _broken(storage, seq, previous, f"entry {seq} is missing")
        expected = chained(previous, seq, entry)
        if entry.hash != expected:
            return await _broken(storage, seq, previous, f"entry {seq} (id {entry.id}) was changed after it was sealed")
        previous = expected
    return Verdict(sealed=seq, unsealed=await _unsealed(storage), head=previous)


async def _broken(storage: Storage, seq: int, previous: str, why: str) -> Verdict:
    return Verdict(seq - 1, await _unsealed(storage), previous, seq, why)


async def _sealed(storage: Storage) -> AsyncIterator[Any]:
    """Sealed entries in order, page by page: each page is a unit of its own, so that writers are not held up."""
    after = 0
    while True:
        async with storage.unit() as unit:
            page = (
                await unit.session.execute(
                    select(*_content()).where(LedgerEntry.seq > after).order_by(LedgerEntry.seq).limit(PAGE)
                )
            ).all()
        for entry in page:
            yield entry
        if len(page) < PAGE:
            return
        after = page[-1].seq


async def _unsealed(storage: Storage) -> int:
    async with storage.unit() as unit:
        return await unit.session.scalar(select(func.count()).where(LedgerEntry.seq.is_(None))) or 0


def _content() -> tuple[Any, ...]:
    return (
        LedgerEntry.id,
        LedgerEntry.seq,
        LedgerEntry.at,
        LedgerEntry.actor,
        LedgerEntry.action,
        LedgerEntry.subject,
        LedgerEntry.payload,
        LedgerEntry.hash,
    )

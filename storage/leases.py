"""Leases: one process at a time does a thing, the others stand by. Times are the machine's, never a demo's clock."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from storage.holders import has_died
from storage.tables import Lease
from storage.unit import Unit


async def acquire(unit: Unit, name: str, holder: str, now: datetime, span: timedelta) -> bool:
    """Whether the holder has the lease now: it was free, run out, its own already, or that of a process known to have
    died. One statement decides."""
    present = await unit.session.scalar(select(Lease.holder).where(Lease.name == name))
    dead = present if present is not None and has_died(present) else holder
    statement = unit.insert(Lease).values(name=name, holder=holder, until=now + span)
    taken = await unit.session.execute(
        statement.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": statement.excluded.holder, "until": statement.excluded.until},
            where=or_(Lease.holder.in_((holder, dead)), Lease.until <= now),
        ).returning(Lease.name)
    )
    return taken.first() is not None


async def renew(unit: Unit, name: str, holder: str, now: datetime, span: timedelta) -> bool:
    """False when somebody else has it by now: then the holder must stop what the lease is for."""
    kept = await unit.session.execute(
        update(Lease)
        .where(Lease.name == name, Lease.holder == holder)
        .values(until=now + span)
        .returning(Lease.name)
        .execution_options(synchronize_session=False)
    )
    return kept.first() is not None


async def release(unit: Unit, name: str, holder: str) -> None:
    """Give it back, so that one who stands by need not wait until it runs out."""
    await unit.session.execute(
        delete(Lease).where(Lease.name == name, Lease.holder == holder).execution_options(synchronize_session=False)
    )

"""The rows of deadlines: written at intake, met or fired later, computed again only from intake."""

from sqlalchemy import insert, select, update

from complaints.deadlines import Due
from storage.tables import Case, Deadline
from storage.unit import Unit

ACKNOWLEDGE = "acknowledge"
HANDLE = "handle"
REDO = "redo"


async def write(unit: Unit, case_id: int, deadlines: Due) -> None:
    common = {"case_id": case_id, "level": 1, "policy": deadlines.policy}
    rows = [
        {**common, "kind": ACKNOWLEDGE, "due_at": deadlines.acknowledge},
        {**common, "kind": HANDLE, "due_at": deadlines.handle},
    ]
    await unit.execute(_INSERT, rows)


async def meet(unit: Unit, case_id: int, *kinds: str) -> None:
    """These kinds of deadline are met: they will not fire any more, at any level."""
    await unit.session.execute(
        update(Deadline)
        .where(
            Deadline.case_id == case_id,
            Deadline.kind.in_(kinds),
            Deadline.met_at.is_(None),
            Deadline.fired_at.is_(None),
        )
        .values(met_at=unit.now)
    )


async def redate(unit: Unit, case: Case, deadlines: Due) -> None:
    """First-level deadlines that are neither met nor fired get new moments: reckoned from intake, never from now."""
    case.due_at = deadlines.handle
    rows = await unit.session.scalars(
        select(Deadline).where(
            Deadline.case_id == case.id,
            Deadline.level == 1,
            Deadline.kind.in_((ACKNOWLEDGE, HANDLE)),
            Deadline.met_at.is_(None),
            Deadline.fired_at.is_(None),
        )
    )
    for row in rows:
        row.due_at = deadlines.acknowledge if row.kind == ACKNOWLEDGE else deadlines.handle
        row.policy = deadlines.policy


_INSERT = insert(Deadline)

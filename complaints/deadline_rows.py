"""The rows of deadlines: written at intake, met or fired later; never moved later but by a correction."""

from collections.abc import Sequence
from datetime import datetime

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
    """The case reads differently: what is neither met nor fired gets new moments, reckoned from intake."""
    case.due_at = deadlines.handle
    for row in await _running(unit, case.id):
        row.due_at = _moment(deadlines, row.kind)
        row.policy = deadlines.policy


async def bring_forward(unit: Unit, case: Case, deadlines: Due) -> None:
    """Something more urgent has been told since: what is neither met nor fired is due by then, if it was not before."""
    case.due_at = min(case.due_at, deadlines.handle)
    for row in await _running(unit, case.id):
        if _moment(deadlines, row.kind) < row.due_at:
            row.due_at = _moment(deadlines, row.kind)
            row.policy = deadlines.policy


def _moment(deadlines: Due, kind: str) -> datetime:
    return deadlines.acknowledge if kind == ACKNOWLEDGE else deadlines.handle


async def _running(unit: Unit, case_id: int) -> Sequence[Deadline]:
    rows = await unit.session.scalars(
        select(Deadline).where(
            Deadline.case_id == case_id,
            Deadline.level == 1,
            Deadline.kind.in_((ACKNOWLEDGE, HANDLE)),
            Deadline.met_at.is_(None),
            Deadline.fired_at.is_(None),
        )
    )
    return rows.all()


_INSERT = insert(Deadline)

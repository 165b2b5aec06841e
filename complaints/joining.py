"""并案: whether a complaint is about trouble that already has a case."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, bindparam, distinct, func, literal_column, select

from complaints.facts import lock_case
from complaints.triage import Kind, Urgency
from complaints.workflow import OPEN
from storage.tables import Appeal, Case
from storage.unit import Unit


async def open_case(
    unit: Unit, kind: str, category: str | None, building: str | None, urgency: str = Urgency.NORMAL
) -> Case | None:
    """The open case of the same place and category that is still within its window; only complaints join.

    Danger joins nothing but the same danger, while it lasts: a fire is not the broken lift of last week, nor is a lift
    that breaks next week the fire. It comes locked: two neighbours who complain at the same moment are counted one
    after the other.
    """
    if kind != Kind.COMPLAINT or category is None or building is None:
        return None
    danger = urgency == Urgency.EMERGENCY
    lasts = unit.office.deadlines.emergency.handle.natural if danger else None
    window = lasts or timedelta(days=unit.office.join.days)
    place = {"building": building, "category": category, "since": unit.now - window}
    case_id = (await unit.execute(_SAME_DANGER if danger else _SAME_TROUBLE, place)).scalar()
    return await lock_case(unit, case_id) if case_id is not None else None


async def count_persons(unit: Unit, case_id: int) -> int:
    """How many different residents stand behind a case now."""
    counted = await unit.session.scalar(
        select(func.count(distinct(Appeal.resident_id))).where(Appeal.case_id == case_id, Appeal.withdrawn_at.is_(None))
    )
    return counted or 0


def _same(dangerous: ColumnElement[bool]) -> Select[int]:
    return (
        select(Case.id)
        .where(
            dangerous,
            Case.building == bindparam("building"),
            Case.category == bindparam("category"),
            Case.status.in_([literal_column(f"'{status}'") for status in sorted(OPEN)]),
            Case.last_appeal_at > bindparam("since"),
            Case.kind == Kind.COMPLAINT,
        )
        .order_by(Case.id.desc())
        .limit(1)
        .with_for_update()
    )


# Built once, as in storage.unit.
_SAME_TROUBLE = _same(Case.urgency != literal_column(f"'{Urgency.EMERGENCY}'"))
_SAME_DANGER = _same(Case.urgency == literal_column(f"'{Urgency.EMERGENCY}'"))

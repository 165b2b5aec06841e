"""Giving out numbers."""

from sqlalchemy import Executable, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.numbers import A_DAY
from storage.tables import DayCounter
from storage.unit import Unit


async def next_id(unit: Unit) -> int:
    """An id nobody else has, in one statement."""
    day = f"{unit.now.astimezone(unit.office.zone):%Y%m%d}"
    counted = await unit.execute(_COUNT[unit.dialect], {"day": day})
    return int(day) * A_DAY + int(counted.scalar_one())


_DAY = {"day": bindparam("day"), "last": 1}
_NEXT = {"last": DayCounter.last + 1}
_COUNT: dict[str, Executable] = {
    "sqlite": sqlite.insert(DayCounter)
    .values(_DAY)
    .on_conflict_do_update(index_elements=["day"], set_=_NEXT)
    .returning(DayCounter.last),
    "postgresql": postgresql.insert(DayCounter)
    .values(_DAY)
    .on_conflict_do_update(index_elements=["day"], set_=_NEXT)
    .returning(DayCounter.last),
}

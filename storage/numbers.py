"""诉求编号: 20261122-0007, the day in the office's zone and a count that starts anew each day."""

import re
from typing import Any

from storage.tables import DayCounter
from storage.unit import Unit

NUMBER = re.compile(r"(\d{8})-?(\d{4,5})")


async def next_number(unit: Unit) -> str:
    """A number nobody else has, in one statement."""
    day = f"{unit.now.astimezone(unit.office.zone):%Y%m%d}"
    counter: Any = unit.insert(DayCounter).values(day=day, last=1)
    counted = await unit.session.execute(
        counter.on_conflict_do_update(index_elements=["day"], set_={"last": DayCounter.last + 1}).returning(
            DayCounter.last
        )
    )
    return f"{day}-{counted.scalar_one():04d}"


def read_number(text: str) -> str | None:
    """The number in what a person typed: with #, spaces or full-width digits, or without its hyphen."""
    found = NUMBER.search(text.translate(_HALF_WIDTH))
    return f"{found[1]}-{found[2]}" if found else None


_HALF_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("－"): "-", ord("—"): "-"}

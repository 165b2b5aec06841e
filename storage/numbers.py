"""诉求编号: 20261122-0007, the day in the office's zone and a count that starts anew each day.

The number is the row's id in another spelling: 2026112200007. A case has the id of its first appeal.
"""

import re

# Places for the count within a day.
A_DAY = 100_000
_NUMBER = re.compile(r"(20\d{6})-?(\d{4,5})")
_SHORT = re.compile(r"(?<!\d)([01]\d[0-3]\d)-(\d{4,5})(?!\d)")
_HALF_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("－"): "-", ord("—"): "-"}


def number_of(row_id: int) -> str:
    """2026112200007 → 20261122-0007."""
    day, count = divmod(row_id, A_DAY)
    return f"{day}-{count:04d}"


def read_number(text: str, year: int | None = None) -> int | None:
    """The id behind what a person typed: with #, spaces or full-width digits, or without its hyphen.

    With `year` also as lists show it, without the year: 1122-0007.
    """
    plain = text.translate(_HALF_WIDTH)
    found = _NUMBER.search(plain)
    if found:
        return int(found[1]) * A_DAY + int(found[2])
    short = _SHORT.search(plain) if year is not None else None
    return int(f"{year}{short[1]}") * A_DAY + int(short[2]) if short else None

"""The parts of a day: from when to when each lasts, and which of two twelve-hour readings it makes of an hour."""

from dataclasses import dataclass
from typing import Literal

HOUR = 60
NOON = 12
LAST_HOUR = 24

SMALL_HOURS_END = 6
"""Before it an hour told of a night is of the morning after."""

Family = Literal["small", "deep", "night", "evening", "morning", "noon", "afternoon", "daytime", "round"]
"""Parts of one family read an hour alike: 晚上八点 and 晚间八点."""


@dataclass(frozen=True, slots=True)
class Part:
    """`begins`, `ends`: minutes after midnight; `ends` past 1440 lies in the next day."""

    family: Family
    begins: int
    ends: int


def _part(family: Family, begins: int, ends: int) -> Part:
    return Part(family, begins * HOUR, ends * HOUR)


# Weather services and the law (噪声污染防治法 Art. 88: night is 22:00–06:00) leave most of these open. They are what
# residents mean by them; no decision hangs on an hour more or less but those at 22:00 and 06:00.
SMALL_HOURS = _part("small", 0, 6)
BEFORE_DAWN = _part("small", 4, 6)
SUNRISE = _part("morning", 5, 7)
EARLY = _part("morning", 5, 8)
MORNING = _part("morning", 6, 9)
FORENOON = _part("morning", 8, 12)
NOONTIME = _part("noon", 11, 14)
NOON_REST = _part("noon", 12, 14)
AFTERNOON = _part("afternoon", 13, 18)
DUSK = _part("afternoon", 17, 19)
DAYTIME = _part("daytime", 6, 18)
DAY_LONG = _part("round", 6, 22)
EVENING = _part("evening", 18, 24)
BEFORE_MIDNIGHT = _part("evening", 21, 24)
NIGHT = _part("night", 22, 30)
LATE = _part("deep", 22, 26)
MIDNIGHT = _part("deep", 23, 27)
AFTER_MIDNIGHT = _part("deep", 0, 6)
ALL_NIGHT = _part("night", 22, 30)
ROUND_THE_CLOCK = _part("round", 0, 24)

WINDOWS = frozenset(
    (part.begins, part.ends)
    for part in (
        SMALL_HOURS, BEFORE_DAWN, SUNRISE, EARLY, MORNING, FORENOON, NOONTIME, NOON_REST, AFTERNOON, DUSK, DAYTIME,
        DAY_LONG, EVENING, BEFORE_MIDNIGHT, NIGHT, LATE, MIDNIGHT, AFTER_MIDNIGHT, ALL_NIGHT, ROUND_THE_CLOCK,
    )
)  # fmt: skip
"""Of parts told alone."""

_TO_24: dict[Family, tuple[int, ...]] = {
    "small": (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 22, 23, 0),
    "deep": (0, 1, 2, 3, 4, 5, 6, 19, 20, 21, 22, 23, 0),
    "night": (0, 1, 2, 3, 4, 5, 18, 19, 20, 21, 22, 23, 0),
    "evening": (0, 1, 2, 3, 4, 17, 18, 19, 20, 21, 22, 23, 0),
    "morning": (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    "noon": (0, 13, 14, 15, 16, 5, 6, 7, 8, 9, 10, 11, 12),
    "afternoon": (0, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 12),
    "daytime": (0, 13, 14, 15, 16, 17, 6, 7, 8, 9, 10, 11, 12),
}

NIGHTLY: frozenset[Family] = frozenset(("small", "deep", "night", "evening"))
"""Families whose small hours belong to the evening before: 昨晚一点 is of this morning."""


def reads_hours(part: Part | None) -> bool:
    """通宵 and 24小时 say nothing of an hour told with them, if they are `round`."""
    return part is not None and part.family in _TO_24


def hour_in(part: Part, hour: int) -> int:
    """The hour on a clock of 24: 晚上八点 is 20, 晚上十二点 and 晚上零点 are 0. Only for parts that read hours."""
    return _TO_24[part.family][hour] if hour <= NOON else hour


def part_around(minutes: int) -> Part:
    """The part that a time of day lies in, for 到晚上十点: since when."""
    minutes %= LAST_HOUR * HOUR
    for part in (SMALL_HOURS, MORNING, FORENOON, AFTERNOON):
        if minutes < part.ends:
            return part
    return EVENING

"""Whether a time lies in the night."""

from complaints.triage.grammar.times.parts import EVENING, HOUR, WINDOWS
from complaints.triage.grammar.told import MINUTES_A_DAY, TimeTold

NIGHT_BEGINS, NIGHT_ENDS = 22 * HOUR, 6 * HOUR
"""噪声污染防治法 Art. 88. A city may set other hours for its own."""

HALF_DAY = MINUTES_A_DAY // 2


def tells_night(told: TimeTold, begins: int = NIGHT_BEGINS, ends: int = NIGHT_ENDS) -> bool | None:
    """True when it surely overlaps the night, None when it may (a bare 两点), else False.

    `begins` and `ends`: the night's, in minutes after midnight; `ends` is of the next day unless it is greater. A
    stretch that only touches the night (到晚上十点) is not of it; a moment is of the night that begins with it, and
    not of the one that ends with it. A part of the day told alone is night when most of it is or when it covers the
    night: 半夜 and 24小时 are, 晚上 is not. Whether it is a promise or a rule that says so is not asked.
    """
    if told.begins is None or told.ends is None or begins == ends:
        return False
    night = (begins, ends if ends > begins else ends + MINUTES_A_DAY)
    first, last = told.begins, told.ends
    if told.sort != "clock" and (first % MINUTES_A_DAY, first % MINUTES_A_DAY + last - first) in WINDOWS:
        return _is_part_of_night(first, last, night)
    now = _overlap(first, last, night) > 0
    if told.sure:
        return now
    later = _overlap(first + HALF_DAY, last + HALF_DAY, night) > 0
    return now if now == later else None


def _is_part_of_night(first: int, last: int, night: tuple[int, int]) -> bool:
    if (first, last) == (EVENING.begins, EVENING.ends):
        return False
    inside = _overlap(first, last, night)
    return 2 * inside > last - first or inside >= night[1] - night[0]


def _overlap(first: int, last: int, night: tuple[int, int]) -> int:
    """Minutes; a moment counts as one."""
    if first == last:
        last += 1
    length = last - first
    if length >= MINUTES_A_DAY:
        return night[1] - night[0]
    first %= MINUTES_A_DAY
    last = first + length
    return sum(
        max(0, min(last, night[1] + shift) - max(first, night[0] + shift))
        for shift in (-MINUTES_A_DAY, 0, MINUTES_A_DAY)
    )

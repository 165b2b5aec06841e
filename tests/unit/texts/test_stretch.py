"""Times from when to when, as staff and residents read them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from texts.stretch import calendar_day, stretch

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # 10:00 there


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (at(21, 22), at(22, 4), "昨晚 22:00–04:00"),
        (at(21, 15), at(21, 17, 30), "昨天 15:00–17:30"),
        (at(22, 2), at(22, 2), "今天凌晨 02:00"),
        (at(21, 2), at(21, 5), "昨天凌晨 02:00–05:00"),
        (at(22, 9), at(22, 9), "今天 09:00"),
        (at(22, 20), at(22, 23), "今晚 20:00–23:00"),
        (at(23, 8), at(23, 9), "明天 08:00–09:00"),
        (at(20, 23, 40), at(20, 23, 40), "11月20日 23:40"),
        (at(20, 22), at(22, 4), "11月20日 22:00 – 今天凌晨 04:00"),
        (at(31, 22, month=12, year=2025), at(31, 23, month=12, year=2025), "2025年12月31日 22:00–23:00"),
    ],
)
def test_a_stretch_is_told_by_days_that_people_name(begins: datetime, ends: datetime, said: str) -> None:
    assert stretch(begins, ends, SHANGHAI, NOW) == said


def test_it_is_told_in_the_offices_zone() -> None:
    begins = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
    assert stretch(begins, begins, SHANGHAI, NOW) == "昨晚 22:00"


def test_without_now_the_hours_are_told_alone() -> None:
    assert stretch(at(21, 12), at(21, 14), SHANGHAI) == "12:00–14:00"
    assert stretch(at(21, 12), at(21, 12), SHANGHAI) == "12:00"


def test_a_day_of_another_year_says_so() -> None:
    assert calendar_day(date(2026, 5, 1), date(2026, 11, 22)) == "5月1日"
    assert calendar_day(date(2025, 5, 1), date(2026, 11, 22)) == "2025年5月1日"

"""Working days by the office's own calendar: weekends, holidays, and the weekends that are worked for them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from storage.office.hours import WorkingHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
# National Day 2026 and the weekends worked for it.
HOURS = WorkingHours(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    working_weekends=frozenset({date(2026, 9, 27), date(2026, 10, 10)}),
)


def later(start: str, days: int, hours: WorkingHours = HOURS) -> str:
    moment = datetime.fromisoformat(start).replace(tzinfo=SHANGHAI).astimezone(UTC)
    return f"{hours.after_working_days(moment, days, SHANGHAI).astimezone(SHANGHAI):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-24 10:00", 1, "11-25 10:00"),
        ("2026-11-24 10:00", 5, "12-01 10:00"),
        ("2026-11-27 17:00", 1, "11-30 17:00"),
        ("2026-11-24 07:30", 1, "11-25 09:00"),
        ("2026-11-24 19:00", 1, "11-26 09:00"),
        ("2026-11-22 10:00", 1, "11-24 09:00"),
        ("2026-09-26 10:00", 1, "09-28 09:00"),
        ("2026-09-30 10:00", 1, "10-08 10:00"),
        ("2026-10-03 10:00", 1, "10-09 09:00"),
        ("2026-10-09 10:00", 1, "10-10 10:00"),
        ("2026-10-09 10:00", 2, "10-12 10:00"),
    ],
)
def test_days_are_counted_by_the_calendar(start: str, days: int, end: str) -> None:
    assert later(start, days) == end


def test_an_office_may_work_on_other_days() -> None:
    assert later("2026-11-27 10:00", 1, WorkingHours(weekdays=frozenset({5, 6}))) == "11-28 10:00"


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": time(18), "end": time(9)},
        {"start": time(9, tzinfo=UTC)},
        {"start": time(9, tzinfo=UTC), "end": time(18, tzinfo=UTC)},
        {"start": 9},
        {"end": "18:00"},
        {"weekdays": frozenset({0})},
        {"weekdays": ["1"]},
        {"weekdays": frozenset()},
        {"holidays": ["2026-10-01"]},
        {"holidays": [datetime(2026, 10, 1, tzinfo=UTC)]},
    ],
)
def test_hours_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        WorkingHours.model_validate(wrong)

"""Deadlines are computed once, from intake, by urgency and the office's calendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from complaints.deadlines import due
from tests.office import make_office

ZONE = ZoneInfo("Asia/Shanghai")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_an_emergency_runs_day_and_night() -> None:
    found = due(make_office(), "emergency", local("2026-11-22 02:00"))
    assert found.acknowledge == local("2026-11-22 02:05")
    assert found.handle == local("2026-11-22 04:00")


def test_an_urgent_case_is_answered_within_a_day() -> None:
    found = due(make_office(), "urgent", local("2026-11-22 23:40"))
    assert (found.acknowledge, found.handle) == (local("2026-11-23 00:10"), local("2026-11-23 23:40"))


@pytest.mark.parametrize(
    ("start", "acknowledge", "handle"),
    [
        ("2026-11-23 10:00", "2026-11-24 10:00", "2026-11-30 10:00"),  # Monday morning
        ("2026-11-27 17:00", "2026-11-30 17:00", "2026-12-04 17:00"),  # Friday afternoon: the weekend does not count
        ("2026-11-28 12:00", "2026-12-01 09:00", "2026-12-07 09:00"),  # Saturday counts from Monday morning
        ("2026-11-23 22:30", "2026-11-25 09:00", "2026-12-01 09:00"),  # after hours counts from the next morning
        ("2026-11-23 07:00", "2026-11-24 09:00", "2026-11-30 09:00"),  # before hours counts from opening
    ],
)
def test_a_normal_case_counts_working_days(start: str, acknowledge: str, handle: str) -> None:
    found = due(make_office(), "normal", local(start))
    assert (found.acknowledge, found.handle) == (local(acknowledge), local(handle))


def test_holidays_and_working_weekends_are_the_offices_own() -> None:
    hours = {"holidays": [date(2026, 11, 24), date(2026, 11, 25)], "working_weekends": [date(2026, 11, 28)]}
    office = make_office(hours=hours)
    found = due(office, "normal", local("2026-11-23 10:00"))
    assert found.acknowledge == local("2026-11-26 10:00")
    # 26 Thursday, 27 Friday, 28 the working Saturday, 30 Monday, 1 Tuesday
    assert found.handle == local("2026-12-01 10:00")


def test_the_policy_that_made_it_is_named() -> None:
    assert due(make_office(), "normal", datetime(2026, 11, 23, tzinfo=UTC)).policy == "1/normal/1wd/5wd"
    changed = make_office(deadlines={"normal": {"acknowledge": "2h", "handle": "48h"}})
    assert due(changed, "normal", datetime(2026, 11, 23, tzinfo=UTC)).policy == "1/normal/2h/48h"

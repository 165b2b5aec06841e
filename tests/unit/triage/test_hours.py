"""Night, quiet hours and exams of a city."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage import Hours
from complaints.triage.hours import DAY, NIGHT_MINUTES

LATER = Hours(night_begins=23 * 60, night_ends=7 * 60)


def at(clock: str, day: int = 24) -> datetime:
    """November 24th 2026 is a Tuesday."""
    return datetime.fromisoformat(f"2026-11-{day} {clock}")


@pytest.mark.parametrize(
    ("clock", "night", "in_shenzhen"),
    [
        ("21:59", False, False),
        ("22:00", True, False),
        ("23:00", True, True),
        ("00:00", True, True),
        ("05:59", True, True),
        ("06:00", False, True),
        ("06:59", False, True),
        ("07:00", False, False),
        ("12:00", False, False),
    ],
)
def test_night_is_from_ten_to_six_unless_the_city_says_otherwise(clock: str, night: bool, in_shenzhen: bool) -> None:
    assert Hours().at_night(at(clock)) is night
    assert LATER.at_night(at(clock)) is in_shenzhen


@pytest.mark.parametrize(
    ("begins", "ends", "night"),
    [
        (23 * 60, 23 * 60, True),
        (21 * 60, 22 * 60, False),
        (21 * 60, 22 * 60 + 1, True),
        (6 * 60, 22 * 60, False),
        (5 * 60, 8 * 60, True),
        (20 * 60, 26 * 60, True),
        (30 * 60, 31 * 60, False),
        (12 * 60, 12 * 60, False),
        (7 * 60, 7 * 60 + DAY, True),
    ],
)
def test_a_stretch_of_time_touches_the_night(begins: int, ends: int, night: bool) -> None:
    assert Hours().night_between(begins, ends) is night


@given(st.integers(0, DAY - 1), st.integers(0, DAY - 1), st.integers(0, 3 * DAY))
def test_a_stretch_touches_the_night_when_one_of_its_minutes_does(night: int, begins: int, length: int) -> None:
    hours = Hours(night_begins=night, night_ends=(night + NIGHT_MINUTES) % DAY)
    minutes = {minute % DAY for minute in range(begins, begins + max(length, 1))}
    touched = any((minute - night) % DAY < NIGHT_MINUTES for minute in minutes)
    assert hours.night_between(begins, begins + length) is touched


@pytest.mark.parametrize(
    ("clock", "day", "quiet"),
    [
        ("11:59", 24, False),
        ("12:00", 24, True),
        ("13:59", 24, True),
        ("14:00", 24, False),
        ("18:00", 24, True),
        ("03:00", 24, True),
        ("08:00", 24, False),
        ("10:00", 28, True),
        ("10:00", 29, True),
    ],
)
def test_renovation_rests_at_noon_in_the_evening_and_all_weekend(clock: str, day: int, quiet: bool) -> None:
    assert Hours().quiet_at(at(clock, day)) is quiet


def test_a_city_may_leave_the_weekend_out_or_have_other_windows() -> None:
    hours = Hours(quiet=((20 * 60, 7 * 60),), quiet_rest_days=False)
    assert not hours.quiet_at(at("10:00", 28))
    assert not hours.quiet_at(at("12:30"))
    assert hours.quiet_at(at("06:30"))
    assert not Hours(quiet=(), quiet_rest_days=False).quiet_at(at("12:30"))


def test_the_offices_calendar_says_what_a_rest_day_is() -> None:
    hours = Hours(rest_day=lambda day: day == date(2026, 11, 24))
    assert hours.quiet_at(at("10:00", 24))
    assert not hours.quiet_at(at("10:00", 28))


def test_exams_last_from_the_first_to_the_last_day() -> None:
    hours = Hours(exams=((date(2027, 6, 7), date(2027, 6, 9)),))
    assert [day for day in range(5, 12) if hours.exam_on(date(2027, 6, day))] == [7, 8, 9]
    assert not Hours().exam_on(date(2027, 6, 7))

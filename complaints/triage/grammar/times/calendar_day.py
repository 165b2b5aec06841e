"""A day told by the calendar (周六, 上周日, 3月5日, 去年10月), which only the day of the message makes a date."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from complaints.triage.grammar.told import TimeTold

DAYS_A_WEEK, MONTHS_A_YEAR = 7, 12


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """`weekday`: 0 is Monday. `weeks`, `months`, `years` count from those of the message: 上周 is weeks -1.

    Without `years` or `year` a date is the latest that is not after the message; without `weeks` a weekday is, too.
    `last_weekday` ends a run of them (周末).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    weeks: int | None = None
    months: int | None = None
    years: int | None = None

    def dates(self, today: date) -> tuple[date, date] | None:
        """First and last, both included; None for the 30th of February and for years that there are not."""
        try:
            return self._of_a_week(today) if self._by_week else self._of_a_year(today)
        except (ValueError, OverflowError):
            return None

    @property
    def _by_week(self) -> bool:
        return self.weekday is not None or self.weeks is not None

    def _of_a_week(self, today: date) -> tuple[date, date]:
        monday = today - timedelta(days=today.weekday())
        first = self.weekday or 0
        last = (DAYS_A_WEEK - 1 if self.weekday is None else first) if self.last_weekday is None else self.last_weekday
        if self.weeks is not None:
            monday += timedelta(days=DAYS_A_WEEK * self.weeks)
        elif first > today.weekday():
            monday -= timedelta(days=DAYS_A_WEEK)
        return monday + timedelta(days=first), monday + timedelta(days=last)

    def _of_a_year(self, today: date) -> tuple[date, date]:
        year = self.year if self.year is not None else today.year + (self.years or 0)
        month = self.month
        if self.months is not None or (month is None and self.day is not None):
            year, month = divmod(today.year * MONTHS_A_YEAR + today.month - 1 + (self.months or 0), MONTHS_A_YEAR)
            month += 1
            if self.months is None and self.day is not None and self.day > today.day:
                year, month = (year, month - 1) if month > 1 else (year - 1, MONTHS_A_YEAR)
        if month is None:
            return date(year, 1, 1), date(year, MONTHS_A_YEAR, 31)
        if self.month is not None and self.year is None and self.years is None:
            year -= (month, self.day or 1) > (today.month, today.day)
        if self.day is not None:
            return date(year, month, self.day), date(year, month, self.day)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class CalendarTime(TimeTold):
    """A time on such a day; `first_day` and `last_day` are None, because only `interval` can count them."""

    calendar: CalendarDay = CalendarDay()

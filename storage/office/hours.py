"""The office's working time, from its own calendar: working days, hours with a lunch break, days off."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from storage.office.section import Day, Section, TimeOfDay, Whole


class WorkingHours(Section):
    start: TimeOfDay = time(9, 0)
    end: TimeOfDay = time(18, 0)
    # ISO weekdays, Monday is 1.
    weekdays: frozenset[Whole] = Field(default=frozenset({1, 2, 3, 4, 5}), min_length=1)
    holidays: frozenset[Day] = frozenset()
    working_weekends: frozenset[Day] = frozenset()

    @model_validator(mode="after")
    def _start_before_end(self) -> "WorkingHours":
        if self.start >= self.end:
            raise ValueError("start must lie before end")
        if not all(1 <= day <= 7 for day in self.weekdays):  # noqa: PLR2004 - ISO weekdays
            raise ValueError("weekdays are 1 (Monday) to 7 (Sunday)")
        return self

    def is_working_day(self, day: date) -> bool:
        if day in self.working_weekends:
            return True
        return day.isoweekday() in self.weekdays and day not in self.holidays

    def after_working_days(self, start: datetime, days: int, zone: ZoneInfo) -> datetime:
        """The moment `days` working days after `start`: the same time of day, moved into working hours.

        What comes in outside working hours counts from the next working day's start.
        """
        moment = start.astimezone(zone)
        day, at = moment.date(), max(moment.time(), self.start)
        if not self.is_working_day(day) or at > self.end:
            day, at = self._next_working_day(day), self.start
        for _ in range(days):
            day = self._next_working_day(day)
        return datetime.combine(day, at, zone)

    def _next_working_day(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

"""The city's hours: when it is night by law, when noisy renovation has to rest, when exams are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

DAY = 24 * 60
NIGHT_MINUTES = 8 * 60
"""噪声污染防治法 Art. 88: 22:00 to 06:00; a city of districts may set other hours, always 8 hours long."""

_SATURDAY = 6

Window = tuple[int, int]
"""Minutes after midnight, the end not included. One that ends before it begins reaches into the next day."""


def weekend(day: date) -> bool:
    """Rest days of an office without a calendar."""
    return day.isoweekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class Hours:
    """`night` is law; `quiet`, `quiet_rest_days` and `exams` differ by city and only raise urgency.

    They never tell a resident that something is forbidden: what holds where was not checked by a lawyer. `exams` are
    first and last days, both included. `rest_day` is the office's calendar, the days worked for holidays included.
    Moments are wall clock in the office's zone, aware or not.
    """

    night_begins: int = 22 * 60
    night_ends: int = 6 * 60
    quiet: tuple[Window, ...] = ((12 * 60, 14 * 60), (18 * 60, 8 * 60))
    quiet_rest_days: bool = True
    exams: tuple[tuple[date, date], ...] = ()
    rest_day: Callable[[date], bool] = weekend

    def at_night(self, moment: datetime) -> bool:
        """Whether the law's night is on."""
        return _inside((self.night_begins, self.night_ends), _minute(moment))

    def night_between(self, begins: int, ends: int) -> bool:
        """Whether any of it is night: minutes after some midnight, `ends` may lie days later; a moment when equal."""
        night = (self.night_begins, self.night_ends)
        if _inside(night, begins % DAY):
            return True
        return ends > begins + (self.night_begins - begins) % DAY

    def quiet_at(self, moment: datetime) -> bool:
        """Whether noisy renovation has to rest, by the hour or because it is a rest day."""
        if self.quiet_rest_days and self.rest_day(moment.date()):
            return True
        minute = _minute(moment)
        return any(_inside(window, minute) for window in self.quiet)

    def exam_on(self, day: date) -> bool:
        """高考, 中考."""
        return any(first <= day <= last for first, last in self.exams)


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _inside(window: Window, minute: int) -> bool:
    begins, ends = window
    return begins <= minute < ends if begins < ends else minute >= begins or minute < ends

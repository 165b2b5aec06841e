"""A time as it was told, against the moment of the message: from when to when."""

from datetime import date, datetime, time, timedelta

from complaints.triage.grammar.times.calendar_day import CalendarTime
from complaints.triage.grammar.times.parts import EVENING, MORNING, SMALL_HOURS_END
from complaints.triage.grammar.told import MINUTES_A_DAY, TimeTold

GRACE = 30
"""Minutes that an hour may lie ahead and still be this one: people round up (都十二点了 at 11:50)."""

HALF_DAY = MINUTES_A_DAY // 2
_DAYLIGHT = range(MORNING.begins, EVENING.begins)


def interval(told: TimeTold, at: datetime) -> tuple[datetime, datetime] | None:
    """Both aware and in the zone of `at`, the message's own time, which is aware; None when it is no one time.

    An hour without a day is the last such one before `at`, or one at most `GRACE` minutes ahead: residents tell what
    was. Of a bare 两点 it is the later of both halves of the day; with a day told, the one of daylight. What would lie
    ahead though it is told of the past is taken a day earlier, where an evening runs past midnight: 今晚十一点 and
    昨晚两点 at 00:40 are both over. A day is from midnight to midnight; what lasts, and since when, ends at `at`.
    """
    try:
        return _interval(told, at)
    except OverflowError:
        return None


def _interval(told: TimeTold, at: datetime) -> tuple[datetime, datetime] | None:
    days = _days(told, at.date())
    if told.sort == "going_on":
        return at, at
    if told.every and (days is None or days[0] != days[1]):
        return None
    if told.sort in {"lasting", "since"} or told.begins is None or told.ends is None:
        return None if days is None else _of_days(told, days, at)
    length = timedelta(minutes=told.ends - told.begins)
    latest = at + timedelta(minutes=GRACE)
    if days is None:
        begins = _last_before(told, at, latest)
        return begins, begins + length
    begins = _midnight(days[0], at) + timedelta(minutes=_likelier(told, days[0], at, latest))
    if told.first_day is not None and told.first_day <= 0 and begins > latest and _is_over(told, at):
        begins -= timedelta(days=1)
        return begins, begins + length
    return begins, begins + length + (days[1] - days[0])


def _of_days(told: TimeTold, days: tuple[date, date], at: datetime) -> tuple[datetime, datetime]:
    begins = _midnight(days[0], at)
    if told.sort in {"lasting", "since"}:
        return min(begins, at), at
    return begins, _midnight(days[1] + timedelta(days=1), at)


def _days(told: TimeTold, today: date) -> tuple[date, date] | None:
    if isinstance(told, CalendarTime):
        return told.calendar.dates(today)
    if told.first_day is None or told.last_day is None:
        return None
    return today + timedelta(days=told.first_day), today + timedelta(days=told.last_day)


def _midnight(day: date, at: datetime) -> datetime:
    return datetime.combine(day, time(), at.tzinfo)


def _last_before(told: TimeTold, at: datetime, latest: datetime) -> datetime:
    assert told.begins is not None
    step = MINUTES_A_DAY if told.sure else HALF_DAY
    begins = _midnight(at.date(), at) + timedelta(minutes=told.begins % MINUTES_A_DAY)
    if not told.sure:
        begins += timedelta(minutes=HALF_DAY)
    while begins > latest:
        begins -= timedelta(minutes=step)
    return begins


def _likelier(told: TimeTold, day: date, at: datetime, latest: datetime) -> int:
    """昨天两点 is of the afternoon, unless that were still to come."""
    assert told.begins is not None
    if told.sure:
        return told.begins
    early = told.begins % HALF_DAY
    likely, other = (early, early + HALF_DAY) if early in _DAYLIGHT else (early + HALF_DAY, early)
    return other if _midnight(day, at) + timedelta(minutes=likely) > latest else likely


def _is_over(told: TimeTold, at: datetime) -> bool:
    """A past day can't be ahead; and in the small hours 今晚 is the evening that has just ended."""
    assert told.first_day is not None
    assert told.begins is not None
    return told.first_day < 0 or (at.hour < SMALL_HOURS_END and told.begins >= EVENING.begins)

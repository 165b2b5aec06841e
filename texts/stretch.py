"""From when to when, as people say it: 昨晚 22:00–04:00."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_NEAR = {-1: "昨", 0: "今", 1: "明"}
# 凌晨 ends with the law's night; 晚上 begins when offices have closed.
_MORNING, _EVENING = 6, 18
_DAY = timedelta(days=1)


def stretch(begins: datetime, ends: datetime, zone: ZoneInfo, now: datetime | None = None) -> str:
    """In the office's zone, a moment when both are equal; 昨天, 昨晚 … from `now`, other days by their date. Without
    `now` the hours alone. The day of the end is told where it is not plain from the hours."""
    begins, ends = begins.astimezone(zone), ends.astimezone(zone)
    if now is None:
        return f"{begins:%H:%M}" if begins == ends else f"{begins:%H:%M}–{ends:%H:%M}"
    today = now.astimezone(zone).date()
    first = f"{_day(begins, today)} {begins:%H:%M}"
    if begins == ends:
        return first
    if ends - begins >= _DAY:
        return f"{first} – {_day(ends, today)} {ends:%H:%M}"
    return f"{first}–{ends:%H:%M}"


def calendar_day(day: date, today: date) -> str:
    """11月21日, with the year where it is another one."""
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def _day(at: datetime, today: date) -> str:
    near = _NEAR.get((at.date() - today).days)
    if near is None:
        return calendar_day(at.date(), today)
    if at.hour < _MORNING:
        return f"{near}天凌晨"
    return f"{near}晚" if at.hour >= _EVENING else f"{near}天"

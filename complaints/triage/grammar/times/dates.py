"""Days that are counted by the calendar, as they are written: 周六, 上周日, 3月5日, 2019.5.16, 去年10月, 上个月."""

import re

from complaints.triage.grammar.times.calendar_day import CalendarDay
from complaints.triage.grammar.times.numbers import NUMERALS, value_of

_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
SATURDAY, SUNDAY = 5, 6
_BEFORE = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
MONTHS, LONGEST_MONTH = 12, 31

_NUMBER = rf"\d{{1,2}}(?!\d)|[{NUMERALS}]{{1,3}}"
_DAY_OF_MONTH = rf"(?P<day>{_NUMBER})[日号](?![楼栋幢线门院院厅])"
_MONTH = r"月(?:份|初|底|中旬?|上旬|下旬|末)?"
_WEEK = "(?:周|星期|礼拜)"
_NAMED = re.compile(
    rf"(?P<every>每)?(?P<which>上上|上|这|本|下)?个?{_WEEK}(?P<first>[一二三四五六日天末])"
    rf"(?:(?P<to>[到至\-~—]){_WEEK}?(?P<last>[一二三四五六日天])|[、和及]?{_WEEK}(?P<also>[一二三四五六日天])"
    rf"|[、]?(?<=六[、六])(?P<sunday>日)(?![日夜])|(?<=六)(?P<sunday2>日)(?![日夜]))?"
    r"(?![片圈带边遭围身次趟回岁年期个])"
    rf"|(?P<week>上上|上|这|本|下)个?{_WEEK}(?![一二三四五六日天末])"
    rf"|(?P<month>上上|上|这|本|下)个?月(?:份|初|底)?(?:{_DAY_OF_MONTH})?"
    rf"|(?P<year>[前去今明]年)(?P<of_year>{_NUMBER})?"
)
_FULL = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?(?:年\s?(?P<month>\d{1,2})(?!\d)\s?月?份?(?:\s?(?P<day>\d{1,2})(?!\d)\s?[日号]?)?"
    r"|[./\-](?P<month2>\d{1,2})(?!\d)\s?(?:[./\-](?P<day2>\d{1,2})(?!\d)\s?[日号]?|月(?P<day3>\d{1,2})[日号]|月)|年(?!\d|代|级))"
)
_IN_YEAR = re.compile(rf"(?P<month>{_NUMBER}){_MONTH}(?:\s?{_DAY_OF_MONTH})?")
_OF_MONTH = re.compile(rf"{_DAY_OF_MONTH}(?=[早晚夜]|凌晨|深夜|半夜|上午|中午|下午|傍晚|清晨|\d|零点|当[天晚])")

_OF_WEEK = "个周星礼月"
NAMED_SECOND = {
    "每": _OF_WEEK, "上": _OF_WEEK + "上", "这": _OF_WEEK, "本": _OF_WEEK, "下": _OF_WEEK, "周": "一二三四五六日天末",
    "星": "期", "礼": "拜", "前": "年", "去": "年", "今": "年", "明": "年",
}  # fmt: skip
"""What such a day begins with, and what may come next."""

Dated = tuple[int, CalendarDay, bool]
"""Where it ends, which day, and whether it recurs."""


def named_day_at(text: str, start: int) -> Dated | None:
    """上周六, 周一到周五 (which recurs), 上个月, 去年10月."""
    found = _NAMED.match(text, start)
    if found is None or (text[start] == "周" and text[start - 1 : start] in {"四", "一", "每"}):
        return None
    if found["first"]:
        return _weekdays(found)
    if found["week"]:
        return found.end(), CalendarDay(weeks=_BEFORE[found["week"]]), False
    if found["month"]:
        return found.end(), CalendarDay(months=_BEFORE[found["month"]], day=_number(found["day"], LONGEST_MONTH)), False
    years = _YEARS[found["year"]]
    within = _IN_YEAR.match(text, found.end("year"))
    if within is None:
        return found.end("year"), CalendarDay(years=years), False
    return _in_year(within, CalendarDay(years=years))


def _weekdays(found: re.Match[str]) -> Dated:
    first = _WEEKDAYS[found["first"]]
    last = found["last"] or found["also"] or found["sunday"] or found["sunday2"]
    ends = SUNDAY if found["first"] == "末" else _WEEKDAYS[last] if last else None
    recurs = bool(found["every"]) or (found["which"] is None and (last is not None or found["first"] == "末"))
    weeks = _BEFORE[found["which"]] if found["which"] else None
    if ends is not None and ends < first:
        ends = None
    return found.end(), CalendarDay(weekday=first, last_weekday=ends, weeks=weeks), recurs


def dated_day_at(text: str, start: int, end: int) -> Dated | None:
    """Of the number text[start:end]: 2019年5月16日, 3月5日, 5号晚上; a year or a month alone comes without a day."""
    following = text[end : end + 1]
    if end - start == len("2019"):
        full = _FULL.match(text, start)
        return None if full is None else _full(full)
    if following == "月":
        found = _IN_YEAR.match(text, start)
        return None if found is None else _in_year(found, CalendarDay())
    found = _OF_MONTH.match(text, start) if following in {"日", "号"} else None
    day = _number(found["day"], LONGEST_MONTH) if found is not None else None
    return None if found is None or day is None else (found.end(), CalendarDay(day=day), False)


def _full(found: re.Match[str]) -> Dated | None:
    month = _number(found["month"] or found["month2"], MONTHS)
    day = _number(found["day"] or found["day2"] or found["day3"], LONGEST_MONTH)
    if month is None and (found["month"] or found["month2"]):
        return None
    return found.end(), CalendarDay(year=int(found["year"]), month=month, day=day), False


def _in_year(found: re.Match[str], of: CalendarDay) -> Dated | None:
    month, day = _number(found["month"], MONTHS), _number(found["day"], LONGEST_MONTH)
    if month is None or (found["day"] and day is None):
        return None
    return found.end(), CalendarDay(years=of.years, month=month, day=day), False


def _number(written: str | None, most: int) -> int | None:
    value = value_of(written) if written else None
    return value if value is not None and 1 <= value <= most else None

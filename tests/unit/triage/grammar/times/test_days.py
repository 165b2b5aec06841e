"""Which day is told: counted from the message, by the calendar, for how long, and since when."""

from datetime import date

import pytest

from complaints.triage.grammar.times import CalendarDay, CalendarTime, times_told

WEDNESDAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("昨晚很吵", -1, -1), ("昨天下午", -1, -1), ("前天", -2, -2), ("大前天晚上", -3, -3), ("今天早上", 0, 0),
        ("今早", 0, 0), ("今晚又来", 0, 0), ("明天上午", 1, 1), ("明早六点", 1, 1), ("后天", 2, 2), ("这两天", -1, 0),
        ("最近几天", -3, 0), ("前几天", -3, -1), ("昨夜", -1, -1), ("last night", -1, -1), ("tonight", 0, 0),
    ],
)  # fmt: skip
def test_days_are_counted_from_the_message(text: str, first: int, last: int) -> None:
    told = times_told(text)[-1]
    assert (told.first_day, told.last_day, told.every) == (first, last, False)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("昨晚10点", 22 * 60),
        ("昨晚一点", 25 * 60),
        ("昨晚凌晨两点", 26 * 60),
        ("昨天半夜两点", 26 * 60),
        ("昨天凌晨两点", 2 * 60),
        ("昨晚12点", 24 * 60),
        ("今晚1点", 25 * 60),
        ("今天凌晨1点", 60),
    ],
)
def test_small_hours_after_a_day_that_is_told_lie_in_the_next_one(text: str, begins: int) -> None:
    assert times_told(text)[-1].begins == begins


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("周日一大早", date(2026, 3, 15), date(2026, 3, 15)),
        ("周三早上", date(2026, 3, 18), date(2026, 3, 18)),
        ("星期五", date(2026, 3, 13), date(2026, 3, 13)),
        ("上周六晚上", date(2026, 3, 14), date(2026, 3, 14)),
        ("上上周一", date(2026, 3, 2), date(2026, 3, 2)),
        ("这周一", date(2026, 3, 16), date(2026, 3, 16)),
        ("下周二", date(2026, 3, 24), date(2026, 3, 24)),
        ("上周", date(2026, 3, 9), date(2026, 3, 15)),
        ("上周末", date(2026, 3, 14), date(2026, 3, 15)),
        ("3月5日", date(2026, 3, 5), date(2026, 3, 5)),
        ("三月五号", date(2026, 3, 5), date(2026, 3, 5)),
        ("11月14日晚23:00", date(2025, 11, 14), date(2025, 11, 14)),
        ("2020年1月2号", date(2020, 1, 2), date(2020, 1, 2)),
        ("2019.5.16凌晨", date(2019, 5, 16), date(2019, 5, 16)),
        ("2019-05-16 23:40", date(2019, 5, 16), date(2019, 5, 16)),
        ("去年12月3日", date(2025, 12, 3), date(2025, 12, 3)),
        ("上个月8号", date(2026, 2, 8), date(2026, 2, 8)),
        ("5号晚上", date(2026, 3, 5), date(2026, 3, 5)),
        ("25号晚上", date(2026, 2, 25), date(2026, 2, 25)),
    ],
)
def test_days_of_the_calendar_are_dates_once_the_message_has_one(text: str, first: date, last: date) -> None:
    (told,) = times_told(text)
    assert isinstance(told, CalendarTime)
    assert told.calendar.dates(WEDNESDAY) == (first, last)


@pytest.mark.parametrize(
    "text", ["周末也不停", "周一到周五", "每周六晚上", "周六周日早上", "周六、日", "节假日", "每逢周六"]
)
def test_days_that_come_again_are_every(text: str) -> None:
    assert all(told.every for told in times_told(text))
    assert times_told(text)


@pytest.mark.parametrize("day", [CalendarDay(month=2, day=30), CalendarDay(year=2023, month=2, day=29)])
def test_a_day_that_there_is_not_has_no_date(day: CalendarDay) -> None:
    assert day.dates(WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("连续三天", -2), ("已经五天了", -4), ("吵了两年了", -730), ("半年多了", -182), ("持续一个多月", -30),
        ("好几天了", -2), ("一连两个晚上", -1), ("两周了", -14), ("近三个月来", -90), ("长达一年", -365),
    ],
)  # fmt: skip
def test_what_has_lasted_counts_back_from_the_message(text: str, first: int) -> None:
    (told,) = times_told(text)
    assert (told.sort, told.first_day, told.last_day) == ("lasting", first, 0)


@pytest.mark.parametrize(
    "text", ["三天内答复", "两年合同", "三天后来", "2020年建的小区", "四周都是楼", "周一圈", "5号楼", "3号线"]
)
def test_lengths_and_numbers_that_tell_of_no_time_are_left_alone(text: str) -> None:
    assert times_told(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("从上个月起天天吵", "从上个月起"),
        ("自去年10月以来", "自去年10月以来"),
        ("从3月份开始", "从3月份开始"),
        ("自2023年5月以来", "自2023年5月以来"),
        ("从昨天开始", "从昨天开始"),
        ("三个月前开始", "三个月前开始"),
        ("从上周起", "从上周起"),
        ("从去年就这样", "从去年"),
    ],
)
def test_since_when_is_told(text: str, written: str) -> None:
    told = times_told(text)[0]
    assert (told.sort, text[told.start : told.end]) == ("since", written)


def test_the_day_until_which_is_not_told_twice() -> None:
    assert [told.sort for told in times_told("从昨天到今天")] == ["since"]


def test_a_month_or_a_year_alone_is_a_story_and_no_time() -> None:
    assert times_told("去年10月入住，2018年11月交房") == []

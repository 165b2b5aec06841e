"""A time against the moment of the message."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from complaints.triage.grammar.times import interval, times_told
from complaints.triage.grammar.told import TimeTold

CHINA = timezone(timedelta(hours=8))


def at(moment: str) -> datetime:
    """Of 2026; 18 March is a Wednesday."""
    return datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("text", "sent", "begins", "ends"),
    [
        ("昨晚10点打桩", "03-18 09:00", "03-17 22:00", "03-17 22:00"),
        ("昨晚11点", "03-18 00:40", "03-17 23:00", "03-17 23:00"),
        ("昨晚两点", "03-18 09:00", "03-18 02:00", "03-18 02:00"),
        ("昨晚两点", "03-18 00:40", "03-17 02:00", "03-17 02:00"),
        ("凌晨两点", "03-18 23:00", "03-18 02:00", "03-18 02:00"),
        ("明天凌晨两点", "03-18 23:00", "03-19 02:00", "03-19 02:00"),
        ("晚上11点", "03-18 20:00", "03-17 23:00", "03-17 23:00"),
        ("晚上11点", "03-18 23:30", "03-18 23:00", "03-18 23:00"),
        ("晚上快12点了", "03-18 23:40", "03-18 23:45", "03-19 00:00"),
        ("今晚11点", "03-18 20:00", "03-18 23:00", "03-18 23:00"),
        ("今晚11点", "03-18 00:40", "03-17 23:00", "03-17 23:00"),
        ("今晚1点", "03-18 01:30", "03-18 01:00", "03-18 01:00"),
        ("半夜", "03-18 09:00", "03-17 23:00", "03-18 03:00"),
        ("半夜", "03-18 23:30", "03-18 23:00", "03-19 03:00"),
        ("凌晨", "03-18 09:00", "03-18 00:00", "03-18 06:00"),
        ("昨晚", "03-18 09:00", "03-17 18:00", "03-18 00:00"),
        ("昨夜", "03-18 09:00", "03-17 22:00", "03-18 06:00"),
        ("昨天半夜两点", "03-18 09:00", "03-18 02:00", "03-18 02:00"),
        ("昨天", "03-18 09:00", "03-17 00:00", "03-18 00:00"),
        ("这两天", "03-18 09:00", "03-17 00:00", "03-19 00:00"),
        ("现在12点了", "03-18 23:58", "03-19 00:00", "03-19 00:00"),
        ("现在23:40", "03-18 00:05", "03-17 23:40", "03-17 23:40"),
        ("现在晚上12点58分", "03-18 01:00", "03-18 00:58", "03-18 00:58"),
        ("两点还在响", "03-18 02:20", "03-18 02:00", "03-18 02:00"),
        ("两点还在响", "03-18 15:00", "03-18 14:00", "03-18 14:00"),
        ("昨天两点", "03-18 15:00", "03-17 14:00", "03-17 14:00"),
        ("昨晚8点唱到11点半", "03-18 09:00", "03-17 20:00", "03-17 23:30"),
        ("10点到凌晨4点", "03-18 09:00", "03-17 22:00", "03-18 04:00"),
        ("周日一大早", "03-18 09:00", "03-15 05:00", "03-15 08:00"),
        ("上周六晚上11点", "03-18 09:00", "03-14 23:00", "03-14 23:00"),
        ("3月5日晚上12点半", "03-18 09:00", "03-06 00:30", "03-06 00:30"),
        ("连续三天", "03-18 09:00", "03-16 00:00", "03-18 09:00"),
        ("从昨天开始", "03-18 09:00", "03-17 00:00", "03-18 09:00"),
        ("从上周起", "03-18 09:00", "03-09 00:00", "03-18 09:00"),
        ("此刻", "03-18 09:00", "03-18 09:00", "03-18 09:00"),
    ],
)
def test_a_time_is_meant_against_the_message(text: str, sent: str, begins: str, ends: str) -> None:
    told = next((told for told in times_told(text) if told.sort != "going_on"), times_told(text)[0])
    assert interval(told, at(sent)) == (at(begins), at(ends))


@pytest.mark.parametrize("text", ["每天凌晨两点", "每晚", "周末", "隔三差五", "连日来"])
def test_what_has_no_one_time_has_no_interval(text: str) -> None:
    assert interval(times_told(text)[0], at("03-18 09:00")) is None


def test_what_comes_again_has_one_on_a_single_day_that_is_told_with_it() -> None:
    told = TimeTold(0, 4, "clock", 120, 120, first_day=-1, last_day=-1, every=True)
    assert interval(told, at("03-18 09:00")) == (at("03-17 02:00"), at("03-17 02:00"))


def test_it_is_in_the_zone_of_the_message() -> None:
    sent = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)
    found = interval(times_told("昨晚10点")[0], sent)
    assert found is not None
    assert found[0] == datetime(2026, 3, 17, 22, 0, tzinfo=UTC)
    assert found[0].tzinfo is UTC


@pytest.mark.parametrize("sent", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("text", ["昨晚10点", "明晚10点", "晚上10点", "吵了两年了", "上周六", "去年3月5日"])
def test_the_ends_of_time_give_none_or_a_time(text: str, sent: datetime) -> None:
    found = interval(times_told(text)[0], sent)
    assert found is None or found[0] <= found[1]

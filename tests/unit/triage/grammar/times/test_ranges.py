"""From when till when, and a part of the day that is carried on."""

import pytest

from complaints.triage.grammar.times import times_told
from complaints.triage.grammar.told import TimeTold


def clocks(text: str) -> list[TimeTold]:
    return [told for told in times_told(text) if told.sort == "clock"]


def minutes(hour_and_minute: str) -> int:
    hour, minute = hour_and_minute.split(":")
    return int(hour) * 60 + int(minute)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("10点到凌晨4点", "22:00", "28:00"),
        ("晚7:00-次日2:00", "19:00", "26:00"),
        ("22:00-06:00", "22:00", "30:00"),
        ("22:00～24:00", "22:00", "24:00"),
        ("7：30—21：00", "7:30", "21:00"),
        ("6:00-22:00", "6:00", "22:00"),
        ("晚上8点打到11点半", "20:00", "23:30"),
        ("晚上八点一直唱到十一点", "20:00", "23:00"),
        ("早上6点到晚上12点", "6:00", "24:00"),
        ("夜里11点到1点", "23:00", "25:00"),
        ("早8点砸到晚8点", "8:00", "20:00"),
        ("中午12点到2点", "12:00", "14:00"),
        ("晚上10点至第二天凌晨5、6点左右", "22:00", "30:00"),
        ("早上4、5点到晚上11、12点", "4:00", "24:00"),
        ("每到晚上10-2点", "22:00", "26:00"),
        ("晚上7点半~9点半", "19:30", "21:30"),
        ("上午9:00至11:30", "9:00", "11:30"),
        ("午休12:00-14:00", "12:00", "14:00"),
        ("22.40——7.00", "22:40", "31:00"),
        ("13.00——14.00", "13:00", "14:00"),
        ("晚上4.30到晚上八点", "16:30", "20:00"),
        ("从昨晚10点响到今天早上6点", "22:00", "30:00"),
        ("晚上施工到11点", "18:00", "23:00"),
        ("中午施工到2点", "11:00", "14:00"),
        ("半夜卸货到三点", "23:00", "27:00"),
        ("从早上到晚上", "6:00", "19:00"),
        ("从下午闹到半夜", "13:00", "24:00"),
    ],
)
def test_a_range_is_one_time(text: str, begins: str, ends: str) -> None:
    (told,) = clocks(text)
    assert (told.begins, told.ends) == (minutes(begins), minutes(ends))
    assert told.sure


def test_two_bare_hours_are_a_range_that_is_not_sure() -> None:
    (told,) = clocks("9点到12点")
    assert (told.begins, told.ends, told.sure) == (540, 720, False)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("吵到晚上10点", "18:00", "22:00"),
        ("晚上10点以前", "18:00", "22:00"),
        ("22点停", "18:00", "22:00"),
        ("晚上十点之前必须结束", "18:00", "22:00"),
        ("持续至23点", "18:00", "23:00"),
        ("夜里11点才收摊", "22:00", "23:00"),
        ("晚上12点前", "18:00", "24:00"),
        ("打到凌晨三点", "0:00", "3:00"),
        ("做到下午6点", "13:00", "18:00"),
        ("响到早上6点", "5:00", "6:00"),
    ],
)
def test_until_an_hour_is_since_the_beginning_of_that_part_of_the_day(text: str, begins: str, ends: str) -> None:
    (told,) = clocks(text)
    assert (told.begins, told.ends) == (minutes(begins), minutes(ends))


@pytest.mark.parametrize(
    "text", ["到晚上10点还在响", "到了晚上10点", "每到晚上10点", "晚上10点以后", "等到晚上10点还不停"]
)
def test_an_hour_at_which_it_goes_on_is_a_moment(text: str) -> None:
    (told,) = clocks(text)
    assert told.begins == told.ends == 22 * 60


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("晚上8点来了一拨人，11点才走", "23:00"),
        ("晚上11点多12点还在凿", "0:00"),
        ("昨晚11点报警，1点才来人", "1:00"),
        ("下午三点开始，五点又来", "17:00"),
    ],
)
def test_a_part_of_the_day_is_carried_on_to_the_next_hour(text: str, later: str) -> None:
    told = clocks(text)[-1]
    assert told.sure
    assert (told.ends or 0) == minutes(later)


@pytest.mark.parametrize(
    "text",
    [
        "晚上8点吵。10点",
        "晚上8点那家店的老板和客人们又在门口划拳了11点",
        "昨晚10点报警，今天8点",
        "早上到了单位，2点又响",
    ],
)
def test_it_is_not_carried_over_a_sentence_a_long_way_or_another_day(text: str) -> None:
    assert not clocks(text)[-1].sure

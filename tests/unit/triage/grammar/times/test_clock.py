"""Clock times in every style that residents write."""

import pytest

from complaints.triage.grammar.times import times_told
from complaints.triage.grammar.told import TimeTold


def clocks(text: str) -> list[TimeTold]:
    return [told for told in times_told(text) if told.sort == "clock"]


def only_clock(text: str) -> TimeTold:
    (told,) = clocks(text)
    return told


def minutes(hour_and_minute: str) -> int:
    hour, minute = hour_and_minute.split(":")
    return int(hour) * 60 + int(minute)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("凌晨两点半还在钻墙", "2:30"),
        ("夜里三点钟拖桌子", "3:00"),
        ("晚上十点一刻", "22:15"),
        ("下午两点三刻开锯", "14:45"),
        ("二十三点四十分仍在浇筑", "23:40"),
        ("零点的时候又开始", "0:00"),
        ("零点三十分", "0:30"),
        ("半夜十二点", "0:00"),
        ("凌晨12点", "0:00"),
        ("晚上一点还在放歌", "1:00"),
        ("晚上12点58分", "0:58"),
        ("早上六点四十", "6:40"),
        ("早七点就敲", "7:00"),
        ("中午一点钻地板", "13:00"),
        ("大中午12点半", "12:30"),
        ("下午5点20收音机", "17:20"),
        ("傍晚六点半跳舞", "18:30"),
        ("三更半夜的十点半", "22:30"),
        ("23:40还在挖", "23:40"),
        ("0:39分", "0:39"),
        ("22：45分", "22:45"),
        ("23点40", "23:40"),
        ("凌晨00:30", "0:30"),
        ("晚7:30", "19:30"),
        ("凌晨3.00左右", "3:00"),
        ("凌晨2时15分", "2:15"),
        ("22时许", "22:00"),
        ("到05:50还没完", "5:50"),
        ("24点打桩", "0:00"),
        ("drilling at 2am again", "2:00"),
        ("it is 11 pm now", "23:00"),
        ("noise at 2:15am", "2:15"),
        ("12:10 a.m. still loud", "0:10"),
        ("晚上都快十点半了", "22:15"),
    ],
)
def test_an_hour_that_is_sure_is_read_to_the_minute(text: str, when: str) -> None:
    told = only_clock(text)
    assert told.begins == minutes(when)
    assert told.sure


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("夜里十一二点还在打牌", "23:00", "24:00"),
        ("凌晨两三点", "2:00", "3:00"),
        ("凌晨一两点凿地", "1:00", "2:00"),
        ("早上4.5点钟卸菜", "4:00", "5:00"),
        ("早上7,8点", "7:00", "8:00"),
        ("早上7，8点", "7:00", "8:00"),
        ("晚上七八点钟", "19:00", "20:00"),
        ("夜里1、2点", "1:00", "2:00"),
        ("夜里11点多", "23:00", "24:00"),
        ("半夜1点过", "1:00", "2:00"),
        ("凌晨2点来钟", "2:00", "3:00"),
        ("晚上快10点了", "21:45", "22:00"),
        ("早上六点不到就装车", "5:45", "6:00"),
    ],
)
def test_an_hour_that_is_about_is_a_stretch(text: str, begins: str, ends: str) -> None:
    told = only_clock(text)
    assert (told.begins, told.ends) == (minutes(begins), minutes(ends))
    assert told.sure


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("两点还在响", "2:00"),
        ("快12点了", "11:45"),
        ("11.30以后才静下来", "11:30"),
        ("十二点半", "12:30"),
        ("5点50分", "5:50"),
        ("一点半又来", "1:30"),
        ("敲到一点", "0:59"),
        ("现在一点了", "1:00"),
        ("七八点就开工", "7:00"),
        ("8点开工", "8:00"),
        ("2:30还在装货", "2:30"),
    ],
)
def test_without_a_part_of_the_day_an_hour_may_be_of_either_half(text: str, begins: str) -> None:
    told = only_clock(text)
    assert told.begins == minutes(begins)
    assert not told.sure


@pytest.mark.parametrize(
    "text",
    [
        "我有三点意见", "提两点建议", "说两点小建议", "以下三点请核实", "归纳3点:噪声大", "两点：一是围挡",
        "第一点是噪声", "有一点吵", "一点都不安静", "晚上一点声音都听不得", "一点点缝", "快一点处理", "早一点修好",
        "晚一点睡", "差一点摔倒", "早点来人", "晚点再说", "有点闷", "一点儿也不管", "小声一点，行吗", "半点不假",
        "点赞", "10点位置图", "得了100点", "长3点2米", "二点五倍", "零点五公分", "3.5点", "百分之三点五", "扣12分",
        "宽1.5米", "住24栋", "12#楼", "2-3-501", "电话13800138000", "2020年完工", "第11期业主", "3.15曝光",
        "11.30签的合同", "单价11.30万", "版本1.22", "比例1:20", "一时疏忽", "同时施工", "临时用电", "两小时车程",
        "8点名", "七点公寓的住户", "他2点意见", "三点一线", "8点15个工人", "4.20-5.30是工期", "12345热线", "五点要求",
    ],
)  # fmt: skip
def test_numbers_that_are_no_time_are_left_alone(text: str) -> None:
    assert clocks(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("楼上昨晚大概11点多开始剁肉", "昨晚大概11点多开始"),
        ("每天凌晨四五点钟卸货", "每天凌晨四五点钟"),
        ("早上8点5个工人砸墙", "早上8点"),
        ("从晚上十点敲到凌晨三点才走", "晚上十点敲到凌晨三点"),
        ("晚上11点 多谢", "晚上11点"),
    ],
)
def test_what_stands_around_an_hour_belongs_to_it(text: str, written: str) -> None:
    told = only_clock(text)
    assert text[told.start : told.end] == written

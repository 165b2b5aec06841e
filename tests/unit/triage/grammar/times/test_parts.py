"""Parts of the day, what still goes on, and how often it comes."""

import pytest

from complaints.triage.grammar.times import times_told


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("凌晨施工", 0, 6), ("半夜打桩", 23, 27), ("大半夜唱歌", 23, 27), ("深更半夜", 23, 27), ("三更半夜", 23, 27),
        ("后半夜哼哼响", 0, 6), ("下半夜", 0, 6), ("半宿没睡", 22, 26), ("通宵加班", 22, 30), ("彻夜轰鸣", 22, 30),
        ("整夜不停", 22, 30), ("一宿没睡", 22, 30), ("吵到天亮", 22, 30), ("天不亮就来", 4, 6), ("天刚亮", 5, 7),
        ("黎明时分", 4, 6), ("一大早开锯", 5, 8), ("大清早", 5, 8), ("早上很吵", 6, 9), ("上午装修", 8, 12),
        ("中午砸墙", 11, 14), ("午休钻孔", 12, 14), ("下午切割", 13, 18), ("傍晚跳舞", 17, 19),
        ("晚上放音响", 18, 24), ("深夜卸钢筋", 22, 26), ("夜里拖东西", 22, 30), ("夜间作业", 22, 30),
        ("白天还行", 6, 18), ("24小时轰鸣", 0, 24), ("不分昼夜", 0, 24), ("没日没夜地挖", 0, 24), ("子夜", 23, 27),
        ("正午", 11, 14), ("midnight drilling", 23, 27),
    ],
)  # fmt: skip
def test_a_part_of_the_day_gives_its_hours(text: str, begins: int, ends: int) -> None:
    (told,) = times_told(text)
    assert (told.sort, told.begins, told.ends, told.sure) == ("part", begins * 60, ends * 60, True)


@pytest.mark.parametrize(
    "text",
    [
        "夜宵摊", "夜市太脏", "上夜班", "夜不能寐", "一夜之间", "有一晚", "早高峰", "晚饭", "早餐店", "24小时热线",
        "24小时内答复", "停水24小时", "深夜食堂", "晚会", "早日完工", "午饭", "朝阳路",
    ],
)  # fmt: skip
def test_words_that_hold_a_part_of_the_day_are_not_one(text: str) -> None:
    assert times_told(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("现在还在施工", "现在还在"),
        ("到现在还没停", "到现在还没停"),
        ("此刻楼下在放炮", "此刻"),
        ("工地正在打桩", "正在"),
        ("这会儿又响了", "这会儿"),
        ("楼上还在敲", "还在"),
        ("right now they drill", "right now"),
        ("现在都夜里了", "现在都"),
    ],
)
def test_what_goes_on_still_is_told(text: str, written: str) -> None:
    told = times_told(text)[0]
    assert (told.sort, text[told.start : told.end]) == ("going_on", written)


@pytest.mark.parametrize("text", ["现在的年轻人", "这会议太长", "还在等电梯", "现在没钱"])
def test_now_without_anything_going_on_is_not(text: str) -> None:
    assert times_told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "每天都来", "天天吵", "隔三差五", "三天两头", "一周三次", "一周4-5次", "每周两次", "每隔十分钟", "每隔两天",
        "经常响", "时不时", "每晚跳舞", "夜夜笙歌", "每到晚上", "一到夜里", "每逢节假日", "every night",
    ],
)  # fmt: skip
def test_what_comes_again_and_again_is_told_as_often(text: str) -> None:
    (told,) = times_told(text)
    assert told.sort == "often"
    assert told.every


def test_each_evening_has_its_hours_and_takes_a_clock() -> None:
    (told,) = times_told("每晚跳舞")
    assert (told.begins, told.ends) == (18 * 60, 24 * 60)
    (told,) = times_told("每晚11点开始")
    assert (told.sort, told.begins, told.every) == ("clock", 23 * 60, True)


def test_one_time_is_told_once_and_two_are_told_apart() -> None:
    assert [told.sort for told in times_told("白天不施工，专挑半夜施工")] == ["part", "part"]
    assert len(times_told("昨天半夜三点")) == 1
    assert len(times_told("中午、晚上都吵")) == 2

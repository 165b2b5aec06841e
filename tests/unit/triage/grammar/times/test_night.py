"""Whether what is told lies in the night: surely, perhaps, or not."""

import pytest

from complaints.triage.grammar.times import tells_night, times_told


def night(text: str, begins: int = 22, ends: int = 6) -> bool | None:
    """The strongest of what is told."""
    answers = [tells_night(told, begins * 60, ends * 60) for told in times_told(text)]
    return True if True in answers else None if None in answers else False


@pytest.mark.parametrize(
    "text",
    [
        "夜间施工", "半夜打桩", "凌晨卸货", "深夜浇筑", "通宵开挖", "彻夜轰鸣", "24小时不停", "不分昼夜", "夜夜吵",
        "天不亮就来", "晚上12点58分", "晚上一点", "晚上10点还在敲", "23:40", "0:39", "22：45分", "晚上8点打到11点半",
        "早上6点到晚上12点", "十点到凌晨四点", "晚7:00-次日2:00", "凌晨5点半", "夜里11点才停", "到晚上10点还在响",
        "晚上10点以后", "2:15am", "早上4、5点", "响到早上6点", "昨晚凌晨两点", "二十三点", "晚上施工到11点",
        "半夜卸货到3点", "从晚上到凌晨", "晚上11点多12点", "吵到天亮", "一宿没睡", "每天夜里", "24点", "早上两点多",
        "晚上9点半到10点半",
    ],
)  # fmt: skip
def test_this_is_night(text: str) -> None:
    assert night(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "两点还在响",
        "唱到12点",
        "十点了",
        "9点到12点",
        "11.30以后",
        "5点卸菜",
        "12:30",
        "快12点了",
        "一点半",
        "10点到4点",
    ],
)
def test_this_may_be_night(text: str) -> None:
    assert night(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "晚上很吵", "昨晚", "每晚跳舞", "早上6点", "早上六点四十", "晚上9点半", "吵到晚上10点", "晚上10点以前",
        "22点停", "22:00前", "中午12点到2点", "12:00-14:00", "8点开工", "下午两点", "早8点砸到晚8点", "19:30到21:30",
        "6点多", "从早到晚", "早上到晚上", "一大早", "天刚亮", "20:00至22:00", "昨天", "现在还在", "连续三天",
        "三点意见", "晚上一点都不安静", "晚上快10点",
    ],
)  # fmt: skip
def test_this_is_not(text: str) -> None:
    assert night(text) is False


@pytest.mark.parametrize(
    ("text", "begins", "ends", "expected"),
    [
        ("晚上10点半", 23, 7, False),
        ("晚上11点", 23, 7, True),
        ("早上6点半", 23, 7, True),
        ("早上7点", 23, 7, False),
        ("晚上8点到11点", 23, 7, False),
        ("半夜", 23, 7, True),
        ("夜间", 23, 7, True),
        ("晚上", 21, 7, False),
        ("晚上九点半", 21, 7, True),
        ("凌晨1点", 0, 5, True),
        ("23:30", 0, 5, False),
        ("半夜", 5, 5, False),
    ],
)
def test_a_city_may_set_other_hours(text: str, begins: int, ends: int, expected: bool) -> None:
    assert night(text, begins, ends) is expected

"""A measured level is told; a limit, a difference and a figure of speech are not."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage.grammar.loudness import LOUDEST, QUIETEST, loudness_told


@pytest.mark.parametrize(
    ("text", "decibels"),
    [
        ("测了75分贝", 75), ("80db", 80), ("80dB(A)", 80), ("85.5 dB", 85.5), ("８０ｄＢ", 80), ("75㏈", 75),
        ("90dba", 90),
        ("七十多分贝", 70), ("80多分贝以上", 80), ("80几分贝", 80), ("70来分贝", 70), ("80左右分贝", 80),
        ("80+分贝", 80), ("九十个分贝", 90),
        ("达到八十五分贝", 85), ("八十五点三分贝", 85.3), ("一百二十分贝", 120), ("一百零五分贝", 105),
        ("上百分贝", 100), ("近百分贝", 100),
        ("60-70分贝", 70), ("60~70分贝", 70), ("60到70分贝", 70), ("60分贝到70分贝", 70), ("70、80分贝", 80),
        ("70db-80db", 80),
        ("七八十分贝", 80), ("八九十个分贝", 90), ("六十到七十分贝", 70),
        ("已超过国家标准，测了72分贝", 72), ("标准是55，现在达到78分贝", 78),
    ],
)  # fmt: skip
def test_a_level_is_told_and_of_a_range_the_higher(text: str, decibels: float) -> None:
    assert [told.decibels for told in loudness_told(text)] == [decibels]


def test_each_level_is_told_where_it_stands() -> None:
    text = "关窗61分贝，开窗79.5分贝"
    assert [(text[told.start : told.end], told.decibels) for told in loudness_told(text)] == [
        ("61分贝", 61), ("79.5分贝", 79.5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "高分贝音乐", "分贝", "分贝仪", "多少分贝", "300分贝", "0.5db", "12345分贝", "5db",
        "不得超过70分贝", "白天不得超过70分贝，夜间不得超过55分贝", "国家标准白天55分贝，夜间45分贝", "限值60分贝",
        "规定不高于40分贝和30分贝",
        "（不高于50分贝）", "控制在45分贝以下", "降到50分贝以内", "早就过了50分贝的标准",
        "超标20分贝", "比规定高了15分贝", "超出了12分贝", "只降低了3分贝", "增加约10分贝",
        "adb调试80dbx", "70点", "七十多岁",
    ],
)  # fmt: skip
def test_limits_differences_and_figures_of_speech_are_no_levels(text: str) -> None:
    assert loudness_told(text) == []


def test_a_level_after_a_limit_is_told_again() -> None:
    assert [told.decibels for told in loudness_told("夜里不得超过45分贝，实测达到66分贝")] == [66]


PIECES = [
    "1",
    "1-",
    "七十",
    "多",
    "分贝",
    "db",
    "80",
    "到",
    "、",
    "点",
    "标准",
    "不得",
    ",",
    "上",
    "百",
    "\ud800",
    "㎞",
    " ",
]
anything = st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(anything)
def test_levels_lie_in_the_text_in_order_and_within_what_can_be(text: str) -> None:
    told = loudness_told(text)
    assert all(0 <= level.start < level.end <= len(text) for level in told)
    assert all(first.end <= second.start for first, second in pairwise(told))
    assert all(QUIETEST <= level.decibels <= LOUDEST for level in told)


@pytest.mark.parametrize("piece", ["1", "1-", "一", "80分贝", "80分贝,", "标准", "七十多", "db", "百"])
def test_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            loudness_told(text)
            best = min(best, time.perf_counter() - begin)
        return best

    seconds(1_000)
    assert seconds(32_000) < 40 * max(seconds(4_000), 0.002)

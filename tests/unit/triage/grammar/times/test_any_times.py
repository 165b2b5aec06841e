"""Whatever is written, its times stand inside it, in order, and are found soon."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage.grammar.times import interval, tells_night, times_told

PIECES = [
    "昨", "昨晚", "今天", "周六", "3月5日", "2020年", "每天", "每晚", "凌晨", "晚上", "早", "晚", "半夜", "夜", "到",
    "至", "-", "~", "、", ",", "，", "。", ":", "：", ".", "点", "时", "分", "半", "钟", "多", "一", "两", "十",
    "十一二", "七八", "1", "2", "12", "23:40", "30", "一点", "现在", "还在", "从", "起", "以来", "连续", "三天",
    "两年", "了", "次日", "前", "后", "停", "am", " ", "\ud800", "\u202e", "24小时",
]  # fmt: skip
anything = st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
moments = st.datetimes(timezones=st.just(UTC))


@given(anything, moments)
def test_times_stand_inside_the_text_in_order_and_apart(text: str, at: datetime) -> None:
    place = 0
    for told in times_told(text):
        assert place <= told.start < told.end <= len(text)
        place = told.end
        assert (told.begins is None) == (told.ends is None)
        if told.begins is not None and told.ends is not None:
            assert 0 <= told.begins <= told.ends
        assert tells_night(told) in {True, False, None}
        found = interval(told, at)
        assert found is None or found[0] <= found[1]


@given(anything)
def test_the_same_text_always_tells_the_same(text: str) -> None:
    assert times_told(text) == times_told(text)


@pytest.mark.parametrize(
    "text", ["", " \n", "\ud800\udfff", "\x00\x1b", "\u202e\u200f", "😀", "。，！", "好" * 100_000]
)
def test_texts_without_times_tell_none(text: str) -> None:
    assert times_told(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "十", "1", "1:", "晚上", "到", "1点到", "每天", "昨", "晚上1点到", "一点", "1、", "1.", "12:30-", "周一到",
        "从昨天", "三天", "连续", "现在", "2020年", "1点多", "半", " ", "早", "24小时", "至今",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            times_told(text)
            best = min(best, time.perf_counter() - begin)
        return best

    seconds(1_000)
    assert seconds(32_000) < 40 * max(seconds(4_000), 0.002)

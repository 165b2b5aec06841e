"""Whatever is sent, a valid value comes back, and soon."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage import Category, Kind, Reading, Triage, Urgency

TRIAGE = Triage.packaged()
FRAGMENTS = [
    "工地",
    "半夜",
    "吵",
    "不",
    "没有",
    "修好了",
    "但",
    "又",
    "着火",
    "怕",
    "谢谢",
    "?",
    "，",
    "23:40",
    "两点",
    "ＫＴＶ",
    "㎞",
    "\ud800",
    "🙏",
]
anything = st.text(st.characters(), max_size=80) | st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


@pytest.fixture(scope="module", autouse=True)
def dictionary() -> None:
    """Loaded once, before anything is timed."""
    TRIAGE.warm_up()


def assert_valid(text: str, reading: Reading) -> None:
    assert isinstance(reading.kind, Kind)
    assert isinstance(reading.urgency, Urgency)
    assert reading.category is None or isinstance(reading.category, Category)
    assert 0 <= reading.confidence <= 1
    assert len(set(reading.likeliest)) == 3
    assert reading.second is None or reading.second != reading.category
    if reading.category is not None:
        assert reading.likeliest[0] == reading.category
    for hit in reading.hits:
        assert text[hit.start : hit.end] == hit.word != ""
    json.dumps(reading.as_json())


@given(anything)
def test_any_text_gives_a_valid_reading(text: str) -> None:
    assert_valid(text, TRIAGE.read(text))


@given(anything)
def test_the_same_text_is_always_read_the_same(text: str) -> None:
    assert TRIAGE.read(text) == TRIAGE.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n\u3000",
        "\ud800\udfff",
        "\x00\x01\x1b",
        "\u202e\u200f",
        "😀🎉",
        "，。！？",
        "a" * 100_000,
        "好" * 100_000,
    ],
)
def test_texts_that_say_nothing_are_of_kind_other(text: str) -> None:
    reading = TRIAGE.read(text)
    assert_valid(text, reading)
    assert reading.kind is Kind.OTHER


LENGTHS = (2_500, 10_000, 40_000)
MOST = 10
"""Times as long for four times as many characters: of what grows with the square it would be sixteen."""

SHORTEST = 0.002
"""Seconds; less is not measured well."""


def seconds(text: str) -> float:
    """The best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        TRIAGE.read(text)
        best = min(best, time.perf_counter() - begin)
    return best


@pytest.mark.parametrize(
    "piece",
    [
        "吵",
        "不吵",
        "没有煤气味，",
        "修好了但",
        "担心着火",
        "等着火车",
        "1点",
        "谢谢",
        "吵架",
        "虽然修好了，",
        "电线掉下",
        "没",
        "十",
        " ",
        "1",
        "138",
        "138 ",
        "1-",
        "3栋",
        "栋",
        "1、",
        "我叫",
        "我叫王",
        "王女士",
        "60分贝",
        "晚上",
        "到",
        "每隔",
        "路与",
        "小区",
        "花园对面",
        "@",
        "a.",
        "微信",
        "川A",
        "燥音",
        "gongdi",
        "著",
        "，",
        "…",
        "😀",
        "\ud800",
        "楼下工地半夜还在打桩，3栋2单元的王女士说没人管！",
    ],
)
def test_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    seconds((piece * 1_000)[:1_000])
    took = [(length, seconds((piece * length)[:length])) for length in LENGTHS]
    table = "".join(f"\n{length:>7} characters {1000 * each:>8.2f} ms" for length, each in took)
    for (_, shorter), (_, longer) in pairwise(took):
        assert longer < MOST * max(shorter, SHORTEST), table

import pytest

from complaints.triage.clock import night_times


@pytest.mark.parametrize(
    "text",
    [
        "凌晨两点半", "23:47还在挖", "0:39分", "22:45分", "晚上11点", "夜里一点多",
        "晚上12点58分", "10点到凌晨4点", "昨晚十一二点",
        "晚上8点打到11点", "24点", "2:15am", "11 pm", "夜间12点", "凌晨二三点", "后半夜3点",
    ],
)  # fmt: skip
def test_times_between_ten_and_six_are_night(text: str) -> None:
    assert night_times(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "早上7点", "下午2点", "晚上9点半", "中午12点到2点", "早上六点四十", "6点多一点", "19:30到21:30",
        "早8点砸到晚8点", "2点建议",
        "点赞", "3点14", "重点", "12345", "2023年", "晚上一点名",
    ],
)  # fmt: skip
def test_other_times_and_other_numbers_are_not(text: str) -> None:
    assert not night_times(text)[0]


@pytest.mark.parametrize(
    ("text", "perhaps"), [("唱到12点", True), ("两点还在响", True), ("8点开工", False), ("下午两点", False)]
)
def test_a_bare_small_hour_may_be_night(text: str, perhaps: bool) -> None:
    assert bool(night_times(text)[1]) is perhaps

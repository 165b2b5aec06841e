"""Every keyword in one pass; numbers only where they stand whole."""

import pytest

from complaints.triage import Category, Triage
from complaints.triage.match import WordIndex


def test_overlapping_words_are_all_found_in_order() -> None:
    found = WordIndex(["施工", "夜间施工", "工"]).find("夜间施工")
    assert [(each.start, each.end, each.word) for each in found] == [(0, 4, "夜间施工"), (2, 4, "施工"), (3, 4, "工")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("打12345没人接", ["12345"]),
        ("我的电话13812345678", []),
        ("12345", ["12345"]),
        ("打120了", ["120"]),
        ("1200元", []),
    ],
)
def test_a_number_is_found_whole_only(text: str, words: list[str]) -> None:
    index = WordIndex(["12345", "120"])
    assert [each.word for each in index.find(text)] == words


def test_a_phone_number_says_nothing_of_the_matter(triage: Triage) -> None:
    reading = triage.read("楼道灯坏了一周，我电话13812345678")
    assert reading.category is triage.read("楼道灯坏了一周").category is not None
    assert reading.category is not Category.OTHER

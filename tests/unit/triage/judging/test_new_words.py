"""Words that no rule knows: found where they stand too often for chance, and never what is personal."""

import pytest

from complaints.triage import Triage
from complaints.triage.judging.new_words import LEAST, Unknown, WordCounts, chi_square


def unknown_words(triage: Triage, *texts: str, names: tuple[str, ...] = ()) -> list[str]:
    unknown = Unknown(triage.rules, triage.words, names)
    for text in texts:
        unknown.add(text)
    return unknown.words()


def test_words_that_rules_know_are_not_among_them(triage: Triage) -> None:
    words = unknown_words(triage, *["扬尘很大，蝴蝶都飞走了"] * LEAST)
    assert "蝴蝶" in words
    assert "扬尘" not in words


def test_what_fewer_than_three_messages_say_is_not_among_them(triage: Triage) -> None:
    assert "蝴蝶" not in unknown_words(triage, *["蝴蝶都飞走了"] * (LEAST - 1))


def test_numbers_and_single_characters_are_no_words(triage: Triage) -> None:
    words = unknown_words(triage, *["三十二只蝴蝶，13812345678，第二十"] * LEAST)
    assert all(len(word) > 1 and not any(sign in word for sign in "0123456789二十") for word in words)


def test_a_name_that_is_covered_once_is_given_nowhere(triage: Triage) -> None:
    told = ["我叫王海洋，电话13812345678", *["海洋里的蝴蝶"] * LEAST]
    assert unknown_words(triage, *told) == ["蝴蝶"]
    assert "海洋" in unknown_words(triage, *told[1:])


def test_parts_of_the_names_of_the_office_are_no_words(triage: Triage) -> None:
    texts = ["蝴蝶花园的蝴蝶"] * LEAST
    assert "蝴蝶" not in unknown_words(triage, *texts, names=("蝴蝶花园",))


def counted(triage: Triage, *told: tuple[str, str]) -> WordCounts:
    counts = WordCounts(["蝴蝶", "窗台"], triage.rules.normalise)
    for text, group in told:
        counts.add(text, group)
    return counts


def test_a_word_is_linked_to_the_group_it_stands_in(triage: Triage) -> None:
    counts = counted(triage, *[("蝴蝶飞来", "dust")] * 5, *[("猫跑来", "")] * 20, *[("窗台", "dust"), ("窗台", "")] * 3)
    (linked,) = counts.linked(["dust", "parking"])
    assert (linked.word, linked.inside, linked.outside, linked.group) == ("蝴蝶", 5, 0, "dust")
    assert linked.chi_square > 10.83


def test_a_word_that_is_missing_in_the_group_is_not_linked_to_it(triage: Triage) -> None:
    counts = counted(triage, *[("猫", "dust")] * 20, *[("蝴蝶", "dust")] * 3, *[("蝴蝶", "")] * 20)
    assert counts.linked(["dust"]) == []


def test_a_word_counts_once_for_each_message_and_in_traditional_characters_too(triage: Triage) -> None:
    counts = counted(triage, *[("窗臺窗台", "dust")] * 4, *[("猫", "")] * 20)
    assert [(each.word, each.inside) for each in counts.linked(["dust"])] == [("窗台", 4)]


def test_nothing_is_linked_without_words_or_messages(triage: Triage) -> None:
    assert WordCounts([], triage.rules.normalise).linked(["dust"]) == []
    assert counted(triage).linked(["dust"]) == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [((10, 0, 0, 10), 20.0), ((5, 5, 5, 5), 0.0), ((0, 0, 5, 5), 0.0), ((0, 0, 0, 0), 0.0), ((20, 5, 10, 15), 25 / 3)],
)
def test_chi_square_is_pearsons(table: tuple[int, int, int, int], expected: float) -> None:
    assert chi_square(*table) == pytest.approx(expected)

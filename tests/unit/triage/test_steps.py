"""How a reading came about: the same reading, and every step of it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.triage import Triage, load
from complaints.triage.rulebook.rules import SEEN_BY_CODE, SMALL_TALK
from complaints.triage.steps import Held, Steps, sums

LISTS = {
    "negation": ["没有", "不"],
    "reach": ["什么", "很"],
    "supposed": ["担心"],
    "resolved": ["解决了"],
    "turn": ["但是"],
    "greeting": ["你好"],
}
RULES = (
    'hiding = ["吵架"]\nwhole = ["着火"]\n[lists]\n'
    + "".join(f"{title} = {LISTS.get(title, [f'（{title}）'])}\n" for title in (*SEEN_BY_CODE, *SMALL_TALK))
    + """
[[rule]]
name = "夜里"
for = "fact.night"
any = ["半夜"]

[[rule]]
name = "有声"
for = "fact.noise"
any = ["吵", "噪音"]

[[rule]]
name = "工地"
for = "noise_construction"
weight = 2
any = ["施工"]
trouble = true

[[rule]]
name = "吵闹"
for = "noise_social"
weight = 0.5
any = ["吵", "噪音"]
trouble = true

[[rule]]
name = "夜里施工"
for = "noise_construction"
weight = 3
any = ["施工"]
when = ["night"]

[[rule]]
name = "投诉"
for = "kind.complaint"
any = ["吵", "施工", "着火"]
trouble = true

[[rule]]
name = "火"
for = "urgency.emergency"
any = ["着火"]

[[rule]]
name = "急"
for = "urgency.urgent"
when = ["night", "noise"]

[spelling.words]
"施功" = "施工"
"""
)
TRIAGE = Triage(load({"base.toml": RULES}))


def steps(text: str) -> Steps:
    return TRIAGE.explain(text)[1]


def names(held: tuple[Held, ...]) -> list[str]:
    return [each.rule for each in held]


def test_the_rules_that_held_are_told_with_their_words_and_what_they_added() -> None:
    told = steps("施工半夜很吵")
    assert names(told.categories) == ["工地", "吵闹", "夜里施工"]
    (place,) = told.categories[0].places
    assert (place.word, place.start, place.end) == ("施工", 0, 2)
    assert told.categories[0].added == told.categories[0].weight * told.categories[0].strength
    assert names(told.kinds) == ["投诉"]
    assert names(told.urgencies) == ["急"]
    assert told.urgencies[0].places == ()


def test_sums_are_grouped_by_what_was_spoken_for_the_most_first() -> None:
    (first, total, rules), (second, *_) = sums(steps("施工半夜很吵").categories)
    assert (first, second) == ("noise_construction", "noise_social")
    assert [rule.rule for rule in rules] == ["夜里施工", "工地"]
    assert total == pytest.approx(sum(rule.added for rule in rules))


def test_facts_are_told_in_the_order_they_are_found_with_the_rules_that_told_them() -> None:
    told = steps("施工半夜很吵")
    assert told.facts[:2] == ("night", "noise")
    assert names(told.told) == ["夜里", "有声"]


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("施功很吵", [("功", "工")]),
        ("施\u200b工", [("\u200b", "")]),
        ("裝修", [("裝", "装")]),
        ("ＫＴＶ很吵，１２点", []),
        ("施工很吵", []),
    ],
)
def test_what_was_read_as_something_else_is_told(text: str, rewritten: list[tuple[str, str]]) -> None:
    told = steps(text)
    assert [(place.word, place.read) for place in told.rewritten] == rewritten
    assert all(told.original[place.start : place.end] == place.word for place in told.rewritten)


@pytest.mark.parametrize(
    ("text", "word", "reason", "by"),
    [
        ("邻居吵架", "吵", "hidden", "吵架"),
        ("没有什么噪音", "噪音", "denied", "没有"),
        ("等着火车", "着火", "cut", ""),
        ("以前吵，解决了，谢谢", "吵", "over", ""),
        ("担心着火", "着火", "feared", "担心"),
    ],
)
def test_words_that_do_not_count_are_told_with_the_reason(text: str, word: str, reason: str, by: str) -> None:
    told = {(each.place.word, each.reason, each.by) for each in steps(text).not_counted}
    assert (word, reason, by) in told


def test_danger_that_is_only_feared_stands_apart() -> None:
    assert names(steps("楼道着火了").dangers) == ["火"]
    assert names(steps("楼道着火了").feared) == []
    assert names(steps("担心着火").dangers) == []
    assert names(steps("担心着火").feared) == ["火"]


def test_of_small_talk_no_rule_is_asked() -> None:
    reading, told = TRIAGE.explain("你好")
    assert reading.small_talk == "greeting"
    assert (told.facts, told.categories, told.original) == ((), (), "你好")


FRAGMENTS = [
    "施工",
    "施功",
    "吵",
    "吵架",
    "没有",
    "担心",
    "着火",
    "解决了",
    "但是",
    "，",
    "。",
    "半夜",
    "\ud800",
    "\u200b",
    "Ａ",
    "㎞",
]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_the_reading_is_the_same_and_every_place_is_exact(text: str) -> None:
    reading, told = TRIAGE.explain(text)
    assert reading == TRIAGE.read(text)
    held = (*told.told, *told.categories, *told.kinds, *told.urgencies, *told.dangers, *told.feared)
    places = [place for each in held for place in each.places] + [each.place for each in told.not_counted]
    for place in (*places, *told.rewritten):
        assert text[place.start : place.end] == place.word
    assert told.original == text


def test_explaining_takes_time_in_proportion_to_the_length() -> None:
    def seconds(times: int) -> float:
        text = "没有吵架担心着火，施功" * times
        TRIAGE.explain(text)
        return min(_timed(text) for _ in range(3))

    assert seconds(4000) < 30 * seconds(400)


def _timed(text: str) -> float:
    start = time.perf_counter()
    TRIAGE.explain(text)
    return time.perf_counter() - start

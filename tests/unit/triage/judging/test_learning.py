"""Weights learnt of labelled messages: fitted towards the labels, held by what they are now."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.triage import Triage, load, packaged_files
from complaints.triage.judging.learning import (
    HEAVIEST,
    LIGHTEST,
    PULL,
    SHARPNESS,
    Example,
    fit,
    weights_of,
    worth_proposing,
)

RULES = {"灰": ("dust", 2.0), "土": ("dust", 1.0), "车": ("parking", 2.0), "路": ("access", 2.0)}


def learnt(examples: Sequence[Example], pull: float = PULL) -> dict[str, float]:
    return fit(examples, RULES, SHARPNESS, pull)


def test_without_examples_every_weight_stays() -> None:
    assert learnt([]) == {"灰": 2.0, "土": 1.0, "车": 2.0, "路": 2.0}


def test_a_rule_that_spoke_for_the_right_thing_gets_heavier_and_its_opponent_lighter() -> None:
    after = learnt([Example({"灰": 2.0, "车": 2.0}, "dust")] * 20)
    assert after["灰"] > 2.0 > after["车"]
    assert (after["土"], after["路"]) == (1.0, 2.0)


def test_a_rule_that_is_always_wrong_sinks_to_the_lightest_and_one_always_right_rises_to_the_heaviest() -> None:
    after = learnt([Example({"灰": 1.0, "车": 1.0}, "dust")] * 4000, pull=0.0001)
    assert (after["灰"], after["车"]) == (HEAVIEST, LIGHTEST)


def test_what_nobody_contradicts_changes_nothing() -> None:
    assert learnt([Example({"灰": 2.0, "土": 1.0}, "dust")] * 50) == learnt([])


def test_what_no_rule_speaks_for_makes_those_that_spoke_lighter() -> None:
    assert learnt([Example({"灰": 2.0}, "housing")] * 20)["灰"] < 2.0


def test_strengths_of_unknown_rules_and_messages_without_any_are_ignored() -> None:
    assert learnt([Example({"no such rule": 9.0}, "dust"), Example({}, "parking")] * 20) == learnt([])


def test_the_pull_holds_a_weight_where_it_is() -> None:
    examples = [Example({"灰": 2.0, "车": 2.0}, "parking")] * 10
    moves = [2.0 - learnt(examples, pull)["灰"] for pull in (0.05, 0.5, 5.0, 500.0)]
    assert moves == sorted(moves, reverse=True)
    assert moves[-1] < 0.01 < moves[0]


def test_the_order_of_the_examples_does_not_matter() -> None:
    examples = [Example({"灰": 2.0, "车": 1.0}, "dust"), Example({"车": 2.0, "路": 4.4}, "access")] * 9
    examples += [Example({"灰": 1.0, "路": 1.0}, "parking")] * 3
    assert learnt(examples) == pytest.approx(learnt(examples[::-1]), abs=0.01)
    assert learnt(examples) == learnt(examples)


def test_kinds_are_fitted_like_categories(triage: Triage) -> None:
    rules = weights_of(load(packaged_files()).kinds)
    text = "请问小区加装电梯怎么申请？"
    spoke = [name for name in triage.strengths(text) if rules.get(name, ("", 0))[0] == "kind.inquiry"]
    before = {name: weight for name, (_, weight) in rules.items()}
    after = fit([Example({**triage.strengths(text), "投诉:明说": 2.0}, "kind.inquiry")] * 40, rules, SHARPNESS, PULL)
    assert spoke
    assert after["投诉:明说"] < before["投诉:明说"]
    assert all(after[name] >= before[name] for name in spoke)
    assert {rule for rule in after if after[rule] != before[rule]} <= {*triage.strengths(text), "投诉:明说"}


def test_strengths_are_those_of_the_rules_that_held(triage: Triage) -> None:
    strengths = triage.strengths("对面工地扬尘很大")
    assert strengths["扬尘:一听就是"] > 0
    assert triage.strengths("谢谢") == {}


def test_only_changes_that_are_worth_it_are_proposed() -> None:
    fitted = {"灰": 2.3099, "土": 1.2, "车": 1.72, "路": 0.0501}
    assert worth_proposing(fitted, RULES) == {"灰": 2.31, "土": 1.2, "路": 0.05}


strengths = st.dictionaries(st.sampled_from(sorted(RULES)), st.floats(0.1, 10), max_size=4)
labelled = st.builds(Example, strengths, st.sampled_from(["dust", "parking", "access", "housing"]))


@settings(deadline=None, max_examples=50)
@given(st.lists(labelled, max_size=30), st.floats(0.01, 1), st.floats(0.001, 5))
def test_weights_stay_within_what_a_rule_file_takes(examples: list[Example], sharpness: float, pull: float) -> None:
    after = fit(examples, RULES, sharpness, pull)
    assert after.keys() == RULES.keys()
    assert all(LIGHTEST <= weight <= HEAVIEST for weight in after.values())


@settings(deadline=None, max_examples=30)
@given(st.lists(labelled, min_size=1, max_size=20))
def test_no_single_weight_moved_a_little_would_explain_the_examples_better(examples: list[Example]) -> None:
    from math import exp, log

    def loss(weights: dict[str, float]) -> float:
        total = PULL * sum((weights[name] - weight) ** 2 for name, (_, weight) in RULES.items())
        for held, meant in examples:
            if not held:
                continue
            sums = {meant: 0.0}
            for name, strength in held.items():
                sums[RULES[name][0]] = sums.get(RULES[name][0], 0.0) + weights[name] * strength
            total -= SHARPNESS * sums[meant] - log(sum(exp(SHARPNESS * each) for each in sums.values()))
        return total

    after = fit(examples, RULES, SHARPNESS, PULL)
    best = loss(after)
    for name in RULES:
        for step in (-0.05, 0.05):
            moved = {**after, name: min(HEAVIEST, max(LIGHTEST, after[name] + step))}
            assert loss(moved) >= best - 1e-6

"""What is learnt is written as a rule file of the office, and what it would do is measured."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage import Category, Kind, Triage, Urgency, load, packaged_files
from complaints.triage.judging.effect import effect, on_unseen
from complaints.triage.judging.learning import Example
from complaints.triage.judging.lessons import lessons
from complaints.triage.judging.measure import Labelled
from complaints.triage.judging.proposal import HEADING, LearnedFileError, Proposal, written

WEIGHTS = Proposal(weights={"停车:乱停": 3.5})
WORDS = Proposal(words={"扬尘:提到": ["蝴蝶"]}, rules={"学到:生活噪声": ("noise_social", ["铜锣"])})
TITLES = {category.value: category.value for category in Category}


def labelled(text: str, category: Category) -> Labelled:
    return Labelled(text, Kind.COMPLAINT, category, None, noise=False, night=False, urgency=Urgency.NORMAL)


@pytest.mark.parametrize("proposal", [WEIGHTS, WORDS])
def test_a_proposal_can_be_loaded_over_the_packaged_rules(proposal: Proposal) -> None:
    load(packaged_files(), {"rules/learned.toml": written("", proposal)})


def test_a_new_file_says_where_it_comes_from() -> None:
    assert written("", WEIGHTS) == f'{HEADING}\n[weights]\n"停车:乱停" = 3.5\n'


def test_a_later_proposal_is_added_to_an_earlier_one_and_comments_stay() -> None:
    before = '# 本街道的\noff = ["扬尘:压土"]\n\n[weights]\n"停车:乱停" = 2\n"扬尘:灰土" = 1\n\n[lists]\nbig = ["大"]\n'
    after = written(written(before, WEIGHTS), WORDS)
    assert after.startswith('# 本街道的\noff = ["扬尘:压土"]\n')
    held = tomllib.loads(after)
    assert held["weights"] == {"停车:乱停": 3.5, "扬尘:灰土": 1}
    assert held["add"] == {"扬尘:提到": ["蝴蝶"]}
    assert held["lists"] == {"big": ["大"]}
    assert [rule["name"] for rule in held["rule"]] == ["学到:生活噪声"]
    assert written(after, Proposal()) == after


@pytest.mark.parametrize("before", ["weights = {", "weights = { x = 1 }", 'add.x = ["y"]'])
def test_a_file_in_another_form_is_refused_and_not_spoilt(before: str) -> None:
    with pytest.raises(LearnedFileError):
        written(before, Proposal(weights={"a": 1.0}, words={"b": ["c"]}))


@given(st.dictionaries(st.text("停车:\"\\'乱 #[]=\n", min_size=1), st.floats(0.05, 20), min_size=1))
def test_any_name_of_a_rule_is_written_so_that_it_is_read_again(weights: dict[str, float]) -> None:
    assert tomllib.loads(written("", Proposal(weights=weights)))["weights"] == weights


def test_a_word_of_many_corrections_goes_to_the_rule_that_mentions_its_category(triage: Triage) -> None:
    labels = [labelled("铜锣湾那里有蝴蝶飞", Category.DUST)] * 6 + [labelled("猫跑来跑去", Category.HOUSING)] * 20
    learnt = lessons(triage, labels, TITLES, names=(), fixed=())
    assert "蝴蝶" in learnt.proposal.words["扬尘:提到"]


def test_a_category_without_such_a_rule_gets_one_and_the_next_words_go_there(triage: Triage) -> None:
    labels = [labelled("有蝴蝶", Category.NOISE_SOCIAL)] * 6 + [labelled("猫跑来跑去", Category.HOUSING)] * 20
    first = lessons(triage, labels, {"noise_social": "生活噪声"}, names=(), fixed=())
    assert first.proposal.rules == {"学到:生活噪声": ("noise_social", ["蝴蝶"])}
    after = triage.with_rules(load(packaged_files(), {"rules/learned.toml": written("", first.proposal)}))
    more = [labelled("有月亮", Category.NOISE_SOCIAL)] * 6
    second = lessons(after, labels + more, {"noise_social": "生活噪声"}, names=(), fixed=())
    assert second.proposal.words == {"学到:生活噪声": ["月亮"]}


def test_a_word_that_other_categories_hold_as_well_is_not_proposed(triage: Triage) -> None:
    labels = [labelled("有蝴蝶", Category.NOISE_SOCIAL)] * 6
    labels += [labelled("有蝴蝶", Category.DUST)] * 4 + [labelled("猫跑来跑去", Category.HOUSING)] * 40
    assert not lessons(triage, labels, {"noise_social": "生活噪声"}, names=(), fixed=()).proposal.rules


def test_weights_that_people_have_set_are_not_touched(triage: Triage) -> None:
    labels = [labelled("路边车辆乱停，扬尘很大", Category.PARKING)] * 60
    free = lessons(triage, labels, TITLES, names=(), fixed=()).proposal.weights
    assert free
    fixed = next(iter(free))
    assert fixed not in lessons(triage, labels, TITLES, names=(), fixed={fixed}).proposal.weights


def test_what_changes_is_told_for_better_and_for_worse(triage: Triage) -> None:
    rule = '[[rule]]\nname = "试:蝴蝶"\nfor = "dust"\nweight = 20\nany = ["蝴蝶", "车位"]\n'
    after = triage.with_rules(load(packaged_files(), {"rules/x.toml": rule}))
    labels = [labelled("投诉，蝴蝶乱飞", Category.DUST), labelled("小区车位被占", Category.PARKING)]
    found = effect(labels, triage, after)
    assert [each.label.category for each in found.better] == [Category.DUST]
    assert [each.label.category for each in found.worse] == [Category.PARKING]
    assert (found.before.messages, found.after.messages) == (2, 2)


def test_what_weights_are_worth_is_tried_on_messages_that_they_were_not_learnt_from() -> None:
    rules = {"灰": ("dust", 1.0), "车": ("parking", 1.2)}
    clear = [Example({"灰": 2.0, "车": 2.0}, "dust")] * 40
    assert on_unseen(clear, rules, 0.1, 0.2) == (0.0, 1.0)
    assert on_unseen([], rules, 0.1, 0.2) == (0.0, 0.0)

"""Words are cut by jieba's dictionary and our own words; other words need no other dictionary."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from complaints.triage import Triage, load, packaged_files
from complaints.triage.cutting import Cutter

CLAUSE = "云栖湾柳絮广场舞太吵"


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    cutter = Cutter(["云栖湾", "广场舞"])
    cutter.warm_up()
    return cutter


def test_own_words_stay_whole(cutter: Cutter) -> None:
    assert cutter.cut(CLAUSE)[0] == "云栖湾"
    assert "".join(cutter.cut(CLAUSE)) == CLAUSE


def test_with_other_words_the_dictionary_is_not_loaded_again(cutter: Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Cutter(["柳絮广"])
    fresh.warm_up()
    monkeypatch.setattr("complaints.triage.cutting._quiet_tokenizer", None)
    other = cutter.with_words(["柳絮广"])
    assert other.cut(CLAUSE) == fresh.cut(CLAUSE)
    assert "云栖湾" not in other.cut(CLAUSE)
    assert [other.chance(word) for word in ("云栖湾", "广场舞")] == [
        fresh.chance(word) for word in ("云栖湾", "广场舞")
    ]
    assert cutter.cut(CLAUSE)[0] == "云栖湾"
    assert other.with_words(["云栖湾", "广场舞"]).cut(CLAUSE) == cutter.cut(CLAUSE)


def test_with_the_same_words_it_is_the_same_one(cutter: Cutter) -> None:
    assert cutter.with_words(["广场舞", "云栖湾"]) is cutter


def test_a_triage_with_other_rules_reads_by_them_and_leaves_the_first_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = Triage.packaged()
    first.warm_up()
    monkeypatch.setattr("complaints.triage.cutting._quiet_tokenizer", None)
    own = 'dictionary = ["云栖湾"]\n[[rule]]\nname = "柳絮"\nfor = "dust"\nweight = 9\nany = ["柳絮"]\ntrouble = true\n'
    second = first.with_rules(load(packaged_files(), {"rules/own.toml": own}))
    assert second.read("河边柳絮太多").category == "dust"
    assert first.read("河边柳絮太多").category != "dust"
    assert second.read("等着火车").urgency == "normal"
    assert second.rules_version != first.rules_version


WORDS = ["楼下", "工地", "半夜", "还在", "打桩", "等着火车", "没人管", "云栖湾", "广场舞", "的", "不", "了", "龘", "一"]
OTHERS = [*WORDS, "3栋", "KTV", " ", "，", "23:40"]


@given(st.lists(st.sampled_from(OTHERS), max_size=12).map("".join) | st.text(st.characters(max_codepoint=0x9FFF)))
@example("")
@example(CLAUSE)
def test_a_clause_is_cut_as_jieba_cuts_it(cutter: Cutter, clause: str) -> None:
    assert cutter.cut(clause) == list(cutter._loaded().cut(clause, HMM=False))

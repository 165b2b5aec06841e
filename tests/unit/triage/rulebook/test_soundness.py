"""What rule files may hold and yet does nothing: it is told with its file, line and reason."""

import pytest

from complaints.triage import Mistake, RulesError, packaged_files
from complaints.triage.rulebook.rules import SEEN_BY_CODE, SMALL_TALK
from complaints.triage.rulebook.soundness import findings

OFFICE = "rules/office.toml"
WORDS = {"negation": ["没", "不"], "supposed": ["担心"]}
ASKED_FOR = "".join(f"{title} = {WORDS.get(title, [title])}\n" for title in (*SEEN_BY_CODE, *SMALL_TALK))
PACKAGED = {
    "noise.toml": f"""
[lists]
{ASKED_FOR}
sound = ["噪音", "吵"]
[[rule]]
name = "广场舞"
for = "noise_social"
any = ["广场舞"]
[[rule]]
name = "有声"
for = "fact.noise"
any = ["@sound"]
"""
}


def found(text: str) -> list[Mistake]:
    return findings(PACKAGED, {OFFICE: text})


def rule(rest: str, name: str = "柳絮", target: str = "dust") -> str:
    return f'[[rule]]\nname = "{name}"\nfor = "{target}"\n{rest}\n'


def test_the_packaged_rules_hold_nothing_idle() -> None:
    assert findings(packaged_files()) == []


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        (rule('any = ["柳絮", "满天柳絮"]'), 4, "rule.0.any", "满天柳絮: adds nothing: 柳絮 is found in it"),
        (rule('any = [\n  "柳絮",\n  "满天柳絮",\n]'), 6, "rule.0.any", "满天柳絮"),
        (rule('any = ["柳絮", "栁絮"]') + '[spelling.words]\n"栁絮" = "柳絮"', 4, "rule.0.any", "is read as 柳絮"),
        (rule('any = ["@sound", "噪音"]'), 4, "rule.0.any", "is in @sound already"),
        (rule('any = ["@sound", "巨大噪音"]'), 4, "rule.0.any", "噪音 is found in it"),
        ('[add]\nsound = ["施工噪音"]', 2, "add.sound", "施工噪音: adds nothing: 噪音"),
        (rule('any = ["……"]'), 4, "rule.0.any", "……: holds only punctuation"),
        (rule('all = ["、", "柳絮"]'), 4, "rule.0.all", "、: holds only punctuation"),
        (
            rule('any = ["絮状"]') + '[spelling.words]\n"絮状" = "续状"\n"续状" = "絮片"',
            4,
            "rule.0.any",
            "can't be found: it is read as 絮片",
        ),
        (rule('any = ["柳絮"]\nnot = ["絮"]'), 5, "rule.0.not", "柳絮 never holds"),
        (rule('all = ["柳絮", "满天"]\nnot = ["满天"]'), 5, "rule.0.not", "in every word of all"),
        (rule('any = ["柳絮"]\nwhen = ["night"]\nunless = ["night"]'), 6, "rule.0.unless", "night is in when, too"),
        (rule('any = ["柳絮"]') + rule('any = ["柳絮"]', "杨絮", "sanitation"), 5, "rule.1", "杨絮 says sanitation"),
        ('[lists]\nfluff = ["柳絮"]', 2, "lists.fluff", "no rule asks for this list"),
        ('hiding = ["。。"]', 1, "hiding", "holds only punctuation"),
    ],
)
def test_what_is_idle_is_told_with_its_line(text: str, line: int, key: str, said: str) -> None:
    (finding,) = found(text)
    assert (finding.file, finding.line, finding.key) == (OFFICE, line, key)
    assert said in finding.problem


@pytest.mark.parametrize(
    "word", ["柳.*絮", r"\\d点", "[柳杨]絮", "柳|杨", "柳絮+", "(柳|杨)絮", "柳?絮", "柳{2}", "^柳", "柳*", "絮$"]
)
def test_a_word_that_looks_like_a_pattern_is_told_what_to_use(word: str) -> None:
    (finding,) = found(rule(f'any = ["{word}"]'))
    assert "use all = […] with within" in finding.problem


@pytest.mark.parametrize("word", ["+1", "?", "24h", "柳絮?", "c++", "3-2-501", "12#", "a.m.", "(柳絮)"])
def test_signs_that_people_write_are_no_patterns(word: str) -> None:
    assert found(rule(f'any = ["{word}"]')) == []


@pytest.mark.parametrize(
    "text",
    [
        rule('any = ["飘絮", "没人扫飘絮"]'),  # 没 would deny the shorter one
        rule('any = ["飘絮", "担心飘絮"]'),  # what is feared is not there
        'hiding = ["飘絮机"]\n' + rule('any = ["飘絮", "飘絮机器"]'),  # the shorter one is hidden there
        'hiding = ["大飘絮"]\n' + rule('any = ["飘絮", "大飘絮"]'),
        rule('any = ["絮", "飘絮"]'),  # one character is not known by its sound: 飘续 is heard as the longer one
        'whole = ["飘絮"]\n' + rule('any = ["飘絮", "飘絮啦"]'),  # the shorter one has to be a word of its own
    ],
)
def test_a_longer_word_stays_where_the_shorter_one_may_not_count(text: str) -> None:
    assert found(text) == []


def test_a_longer_word_that_is_hidden_together_with_the_shorter_one_is_idle() -> None:
    (finding,) = found('hiding = ["一片大飘絮"]\n' + rule('any = ["飘絮", "大飘絮"]'))
    assert finding.problem.startswith("大飘絮")


def test_lists_that_the_code_looks_into_may_hold_longer_words() -> None:
    assert found('[add]\nresolved = ["早就解决了"]\ngreeting = ["街坊们大家好"]') == []


def test_of_two_that_say_the_opposite_the_offices_is_told_whichever_comes_first() -> None:
    (finding,) = found(rule('any = ["广场舞"]\nweight = 4', "坝坝舞", "noise_traffic"))
    assert (finding.file, finding.key) == (OFFICE, "rule.0")
    assert "坝坝舞 says noise_traffic where 广场舞 (noise.toml) says noise_social" in finding.problem
    taken = '[[rule]]\nname = "广场舞"\nfor = "noise_traffic"\nany = ["吵"]\n' + rule('any = ["吵"]')
    assert [each.file for each in found(taken)] == [OFFICE]


def test_a_rule_of_another_family_says_nothing_opposite() -> None:
    assert found(rule('any = ["柳絮"]') + rule('any = ["柳絮"]', "柳絮烦", "kind.complaint")) == []


def test_what_the_office_switches_off_leaves_no_finding_in_packaged_files() -> None:
    assert found('off = ["有声"]') == []


def test_mistakes_come_first() -> None:
    with pytest.raises(RulesError):
        found("any = 1")

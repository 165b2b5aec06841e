"""Rule files, and what loading them costs."""

import subprocess
import sys

import pytest

from complaints.triage import Mistake, Reading, RulesError, Triage, load, packaged_files


def office(text: str) -> dict[str, str]:
    return {"rules/office.toml": text}


def mistakes(text: str) -> list[Mistake]:
    with pytest.raises(RulesError) as caught:
        load(packaged_files(), office(text))
    return list(caught.value.mistakes)


RULE = '[[rule]]\nname = "柳絮"\nfor = "dust"\n'


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        (RULE.replace("dust", "noise_dog") + 'any = ["狗"]', 3, "rule.0.for", "did you mean noise_"),
        (RULE + 'any = ["灰"]\nwieght = 2', 5, "rule.0.wieght", "did you mean weight?"),
        (RULE + 'any = ["@nowhere"]', 4, "rule.0.any", "@nowhere"),
        (RULE + 'any = ["@soundd"]', 4, "rule.0.any", "did you mean sound?"),
        (RULE + "weight = 2", 1, "rule.0", "asks for nothing"),
        (RULE + 'any = ["灰"]\nwhen = ["windy"]', 5, "rule.0.when", "windy"),
        (RULE.replace("dust", "fact.night") + 'any = ["夜"]\nwhen = ["noise"]', 5, "rule.0.when", "not yet found"),
        (RULE + 'any = ["灰"]\nweight = -1', 5, "rule.0.weight", "greater"),
        (RULE + 'any = "灰"', 4, "rule.0.any", "list"),
        (RULE + 'any = ["灰", "灰"]', 4, "rule.0.any", "said twice: 灰"),
        (RULE + 'all = ["一", "二", "三", "四", "五"]', 4, "rule.0.all", "at most 4"),
        ('[[rule]]\nfor = "dust"\nany = ["灰"]', 1, "rule.0.name", "required"),
        (RULE + 'any = ["絮"]\n' + RULE + 'any = ["灰"]', 6, "rule.1.name", "twice"),
        ('[lists]\nsound = ["吵"]', 2, "lists.sound", "use add and remove"),
        ('[lists]\nodd = ["@odd"]', 2, "lists.odd", "contains itself"),
        ('[lists]\nblank = [" "]', 2, "lists.blank.0", "at least 1"),
        ('[add]\nsoundd = ["嗡"]', 2, "add.soundd", "did you mean sound?"),
        ('[add]\nsound = ["吵"]', 2, "add.sound", "there already"),
        ('[remove]\nsound = ["花"]', 2, "remove.sound", "not there"),
        ('[weights]\n"停车:乱放" = 2', 2, "weights.停车:乱放", "did you mean 停车:乱停?"),
        ('off = ["停车:乱放"]', 1, "off", "nothing is called 停车:乱放"),
    ],
)
def test_a_mistake_is_told_with_its_file_line_and_what_may_be_meant(text: str, line: int, key: str, said: str) -> None:
    (mistake,) = mistakes(text)
    assert (mistake.file, mistake.line, mistake.key) == ("rules/office.toml", line, key)
    assert said in mistake.problem


def test_a_file_that_is_no_toml_is_a_mistake_too() -> None:
    (mistake,) = mistakes("[[rule]\n")
    assert mistake.key == "TOML"
    assert "line 1" in mistake.problem


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = RULE + 'any = ["@nowhere"]\nwhen = ["windy"]\n' + RULE.replace("柳絮", "灰") + 'any = ["灰"]\nwith = 3\n'
    found = mistakes(text.replace("with = 3", 'unless = ["rain"]'))
    assert [(mistake.line, mistake.key) for mistake in found] == [(5, "rule.0.when"), (10, "rule.1.unless")]


def test_a_list_the_code_asks_for_must_be_there() -> None:
    files = packaged_files()
    with pytest.raises(RulesError, match=r"lists\.negation"):
        load({name: text for name, text in files.items() if name in ("small_talk.toml", "spelling.toml")})


def read(text: str, own: str) -> Reading:
    return Triage(load(packaged_files(), office(own))).read(text)


def test_an_office_may_add_rules_of_its_own() -> None:
    own = RULE + 'weight = 9\ntrouble = true\nany = ["柳絮"]'
    assert Triage.packaged().read("河边柳絮太多").category != "dust"
    reading = read("河边柳絮太多", own)
    assert reading.category == "dust"
    assert ("柳絮", "柳絮") in {(hit.word, hit.rule) for hit in reading.hits}


def test_an_office_may_add_words_to_a_list() -> None:
    assert not Triage.packaged().read("楼下商铺嘭嚓嘭嚓").noise
    assert read("楼下商铺嘭嚓嘭嚓", '[add]\nsound = ["嘭嚓"]').noise


def test_an_office_may_add_words_to_a_rule_and_take_some_away() -> None:
    own = '[add]\n"停车:乱停" = ["趴窝"]\n[remove]\n"停车:乱停" = ["见缝插针停"]'
    rules = load(packaged_files(), office(own))
    assert "趴窝" in rules.words
    assert "见缝插针停" not in rules.words


def test_an_office_may_weigh_a_rule_otherwise_or_switch_it_off() -> None:
    text = "楼下车位被占"
    first = Triage.packaged().read(text)
    assert first.category == "parking"
    assert read(text, '[weights]\n"停车:提到停车" = 0.01\n"停车:车位被占" = 0.01').confidence < first.confidence
    assert read(text, 'off = ["停车:提到停车", "停车:车位被占", "停车:车挡路"]').category != "parking"


def test_a_rule_of_the_same_name_takes_the_place_of_the_packaged_one() -> None:
    own = '[[rule]]\nname = "停车:乱停"\nfor = "access"\nany = ["趴窝"]'
    rules = [rule for rule in load(packaged_files(), office(own)).categories.rules if rule.name == "停车:乱停"]
    assert [rule.speaks_for for rule in rules] == ["access"]


def test_the_version_follows_the_rules() -> None:
    assert Triage.packaged().rules_version == Triage.packaged().rules_version
    assert Triage(load(packaged_files(), office("hiding = ['柳絮']"))).rules_version != Triage.packaged().rules_version


def test_the_dictionary_is_loaded_late_quietly_and_without_warnings() -> None:
    script = (
        "import sys\n"
        "from complaints.triage import Triage\n"
        "triage = Triage.packaged()\n"
        "assert triage.read('工地太吵了').noise\n"
        "assert 'jieba' not in sys.modules\n"
        "assert triage.read('等着火车').urgency == 'normal'\n"
        "assert 'jieba' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

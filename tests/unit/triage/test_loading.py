"""Rule files, and what loading them costs."""

import subprocess
import sys

import pytest

from complaints.triage import RulesError, Triage, load, packaged_files


def broken(**change: str) -> dict[str, str]:
    return packaged_files() | {f"{name}.toml": text for name, text in change.items()}


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("[[rule]\n", "TOML", "line 1"),
        ('[[rule]]\nfor = "noise_dog"\nany = ["狗"]', "rule.0.for", "noise_dog"),
        ('[[rule]]\nfor = "dust"\nany = ["灰"]\nwieght = 2', "rule.0.wieght", "Extra"),
        ('[[rule]]\nfor = "dust"\nany = ["@nowhere"]', "rule.0.any", "@nowhere"),
        ('[[rule]]\nfor = "dust"\nweight = 2', "rule.0", "asks for nothing"),
        ('[[rule]]\nfor = "dust"\nany = ["灰"]\nwhen = ["windy"]', "rule.0.when", "windy"),
        ('[[rule]]\nfor = "fact.night"\nany = ["夜"]\nwhen = ["noise"]', "rule.0.when", "not yet found"),
        ('[[rule]]\nfor = "dust"\nany = ["灰"]\nweight = -1', "rule.0.weight", "greater"),
        ('[[rule]]\nfor = "dust"\nany = "灰"', "rule.0.any", "list"),
        ('[[rule]]\nfor = "dust"\nany = ["灰", "灰"]', "rule.0.any", "said twice: 灰"),
        ('[[rule]]\nfor = "dust"\nall = ["一", "二", "三", "四", "五"]', "rule.0.all", "at most 4"),
        ('[lists]\nsound = ["吵"]', "lists.sound", "already in facts.toml"),
        ('[lists]\na = ["@b"]\nb = ["@a"]', "lists.a", "contains itself"),
        ('[spelling.words]\n"燥" = "噪音"', "spelling.words", "equally long"),
        ('[lists]\nblank = [" "]', "lists.blank.0", "at least 1"),
    ],
)
def test_a_mistake_is_told_with_file_and_key(text: str, key: str, said: str) -> None:
    with pytest.raises(RulesError) as caught:
        load(broken(zz_office=text))
    assert (caught.value.file, caught.value.key) == ("zz_office.toml", key)
    assert said in str(caught.value)


def test_a_list_the_code_asks_for_must_be_there() -> None:
    files = packaged_files()
    del files["context.toml"]
    with pytest.raises(RulesError, match=r"lists\.negation"):
        load({name: text for name, text in files.items() if name in ("small_talk.toml", "spelling.toml")})


def test_an_office_may_add_rules_of_its_own() -> None:
    own = '[[rule]]\nfor = "dust"\nweight = 9\ntrouble = true\nany = ["柳絮"]'
    before, after = Triage.packaged().read("河边柳絮太多"), Triage(load(broken(zz_office=own))).read("河边柳絮太多")
    assert before.category != "dust"
    assert after.category == "dust"


def test_the_version_follows_the_rules() -> None:
    assert Triage.packaged().rules_version == Triage.packaged().rules_version
    assert Triage(load(broken(zz_office="hiding = ['柳絮']"))).rules_version != Triage.packaged().rules_version


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

"""Mistakes in rule files as the office reads them."""

import re

import pytest

from complaints.triage import RulesError, load
from complaints.triage.rulebook.rules import SEEN_BY_CODE, SMALL_TALK
from texts.rule_mistakes import in_chinese

PACKAGED = {
    "noise.toml": '[lists]\nsound = ["吵"]\n'
    + "".join(f'{title} = ["{title}"]\n' for title in (*SEEN_BY_CODE, *SMALL_TALK) if title != "sound")
}
RULE = '[[rule]]\nname = "柳絮"\nfor = "dust"\n'

BROKEN = {
    RULE + 'any = ["灰"]\nwieght = 2': "没有这个写法，是不是想写“weight”？",
    RULE + 'any = ["灰"]\nzzz = 2': "没有这个写法；可以写：",
    RULE.replace("dust", "noise_dog") + 'any = ["狗"]': "不认识“noise_dog”，是不是想写",
    RULE.replace("dust", "狗") + 'any = ["狗"]': "不认识“狗”；可以写：",
    RULE
    + 'any = ["灰"]\nwhen = ["nigth"]': "没有“nigth”这个事实，或者它要在这条规则之后才认得出来；是不是想写“night”？",
    RULE + 'any = ["灰"]\nwhen = ["刮风"]': "没有“刮风”这个事实，或者它要在这条规则之后才认得出来；可以写：",
    RULE + "weight = 2": "这条规则什么条件都没写",
    RULE + 'any = ["@soundd"]': "没有“@soundd”这个词表，是不是想写“@sound”？",
    RULE + 'any = ["@没有"]': "没有“@没有”这个词表",
    '[lists]\nodd = ["@odd"]': "“@odd”绕了一圈又包含了自己",
    '[lists]\nsound = ["吵"]': "里已经有了；要加词写在 [add] 里",
    RULE + 'any = ["絮"]\n' + RULE + 'any = ["灰"]': "这个文件里有两条规则都叫“柳絮”",
    '[add]\nsound = ["吵"]': "“吵”本来就有",
    '[remove]\nsound = ["花"]': "里面本来就没有“花”",
    'off = ["柳絮"]': "没有叫“柳絮”的",
    '[add]\nsoundd = ["嗡"]': "没有叫“soundd”的，是不是想写“sound”？",
    RULE + 'any = ["灰", "灰"]': "“灰”写了两遍",
    RULE + 'all = ["一", "二", "三", "四", "五"]': "all 里最多写 4 样",
    '[[rule]]\nfor = "dust"\nany = ["灰"]': "缺了这一项",
    RULE + 'any = ["灰"]\nweight = -1': "这个数要大于 0",
    RULE + 'any = ["灰"]\nweight = 99': "这个数不能大于 20",
    RULE + 'any = ["灰"]\nwithin = 1': "这个数不能小于 2",
    RULE + 'any = ["灰"]\nwithin = "十"': "要写成数，不加引号",
    RULE + 'any = ["灰"]\ntrouble = "是"': "只能写 true 或 false",
    RULE + 'any = "灰"': "要写成方括号里的一串词",
    RULE + "any = [1]": "要写成引号里的字",
    "weights = 3": "要写成一个表",
    '[lists]\nblank = [""]': "不能是空的",
    f'[lists]\nlong = ["{"长" * 41}"]': "最多 40 个字",
    "[[rule]\n": "写法不对，在第 1 行第 ",
    "off = [": "文件没写完",
}


@pytest.mark.parametrize(("text", "means"), BROKEN.items())
def test_each_mistake_is_said_in_chinese(text: str, means: str) -> None:
    with pytest.raises(RulesError) as caught:
        load(PACKAGED, {"rules/office.toml": text})
    assert any(means in in_chinese(mistake.problem) for mistake in caught.value.mistakes), caught.value.mistakes


@pytest.mark.parametrize(
    "problem", ["is not in UTF-8 (in GBK, perhaps); save it as UTF-8", "can't be read (X)", "is no folder"]
)
def test_what_is_wrong_with_files_is_said_in_chinese_too(problem: str) -> None:
    assert re.search(r"[\u4e00-\u9fff]", in_chinese(problem))


def test_what_nobody_foresaw_is_told_as_it_is() -> None:
    assert in_chinese("the moon is full") == "the moon is full"

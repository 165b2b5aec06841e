"""Names of people, where the words around them say that a name is told.

Without such words (我叫 …, 姓名 …, …女士, a phone number beside it) a name can't be told from other words, so it stays.
A name is a surname (surnames.py) and one or two characters more; a bare 王女士 tells a surname only and stays, too.
"""

import re
from collections.abc import Iterator

from complaints.triage.alternatives import one_of
from complaints.triage.grammar.surnames import OF_TWO, SURNAMES

COVERED = "\0"
"""Stands where a number was found before, so that 李建国 beside a phone number is known for a name."""

_HAN = "[一-鿿]"
_TITLE = "先生|女士|小姐|太太|同志|老师|师傅|阿姨|大爷|大妈|女仕|老師|師傅"
_GOES_ON = f"{_TITLE}|家?住|电话|電話|手机|手機|联系|聯繫|今年|身份[证證]|来自|來自|微信|[是系]\\d|现住|[男女][,。、;]"
"""What may follow a name without a pause."""

_END = rf"(?!{_HAN})"
_SURNAME = rf"(?:{'|'.join(OF_TWO)}|[{SURNAMES}])"


def _name(group: str) -> str:
    return rf"(?P<{group}>{_SURNAME}(?:{_HAN}(?={_GOES_ON})|{_HAN}{{2}}(?={_GOES_ON})|{_HAN}{{2}}{_END}|{_HAN}{_END}))"


_TOLD = re.compile(
    rf"(?:我叫|我的名字[叫是]|名字[叫是:]|名叫|叫做|姓名|联系人|聯[繫絡]人|投诉人|投訴人|举报人|申请人|反映人|户主|收件人|署名|落款|"
    rf"签名|经办人)(?:[:是为叫]|\s){{0,3}}{_name('told')}"
    rf"|本人(?:姓名|名)?[:叫是系]?{_name('self')}"
    rf"|(?:我是|我系|我姓名|[是找叫])(?P<titled>{_SURNAME}{_HAN}{{1,2}})(?={_TITLE})"
)
NAME_TOLD = re.compile(
    one_of((
        "我叫", "名字", "名叫", "叫做", "姓名", "联系人", "聯繫人", "聯絡人", "投诉人", "投訴人", "举报人",
        "申请人", "反映人", "户主", "收件人", "署名", "落款", "签名", "经办人", "本人", *_TITLE.split("|"),
    ))
)  # fmt: skip
"""Without one of these, and without a number, no name is told: _TOLD and _TITLED need one."""

_POLITE = re.compile("先生|女士|小姐")
_TITLED = re.compile(rf"(?:^|[^一-鿿])(?P<name>{_SURNAME}{_HAN}{{1,2}})$")
_BEFORE_NUMBER = re.compile(rf"(?:^|[^一-鿿]|联系|致电|[找系人叫])(?P<name>{_SURNAME}{_HAN}{{1,2}})[\s:,(]{{0,2}}$")
_COVERED = re.compile(f"{COVERED}+")
_FARTHEST = 9
"""Characters before a title or a number in which a name is looked for, with what stands around it."""

_AFTER_NUMBER = re.compile(rf"{COVERED}[\s,():]{{0,2}}(?P<name>{_SURNAME}{_HAN}{{1,2}}){_END}")

_NO_NAME_TEXT = """
    于是 于此 于昨 于今 于上 于本 于前 于去 于凌 于近 于周 于当 于每 于该 于下 于早 于晚 于夜 于年 于月 向来
    向您 向你 向贵 向有 向市 向社 向物 向街 向政 向各 向上 向相 常年 常常 常在 常住 常期 高中 高三 高二 高一
    高血 高龄 高级 高度 高兴 高考 高层 高楼 万分 万般 万万 白天 白领 白班 白血 严重 严厉 严格 何时 何况 何必
    何人 何地 何处 方便 方案 方式 任何 任职 任教 曾经 曾多 曾在 曾向 曾于 曾是 段时 马上 马路 余下 谢谢 谢绝
    许多 江苏 江西 江南 江北 石油 石材 金融 金额 夏天 夏季 龙年 毛病 汪汪 武汉 武警 孔洞 贺卡 顾客 顾虑 顾问
    钱款 田地 林业 叶子 程序 程度 付款 付费 石子 易燃 康复 温馨 温度 施工 牛奶 左右 左边 左侧 甘肃 宁可 宁愿
    梅雨 季度 章程 申请 申诉 申报 焦虑 焦急 童年 凌晨 毕竟 毕业 盛夏 游客 尤其 范围 史上 雷雨 雷电 雷锋 邵阳
    孟子 秦皇 邱隅 侯车 龙头 广州 温州 郑州 徐州 苏州 杭州 黄石 黄山 唐山 马鞍 吴江 周一 周二 周三 周四 周五
    周六 周日 周末 周边 周围 周期 陈述 陆续 叶片 孙子 孙女 胡乱 胡同 卢沟 金属 高温 高空 高压 高铁 高速 钟头
    钟点 单元 施救 易怒 乔迁 庄稼 康养 祝您 祝好 祝愿 舒适 舒服 宁静 宁夏 纪念 纪委 聂耳 颜色 章节 鲁莽 耿直
    俞正 蓝色 蓝天 辛苦 辛劳 柴油 喻为 蒲扇 饶了 游泳 游玩 盛大 程某 王某 李某 张某
"""
_NO_NAMES = frozenset(_NO_NAME_TEXT.split())
"""Words that begin with a surname and come where a name might: 本人常年失眠, 方便请打138…, 于昨晚."""

_NO_LAST = frozenset("人员者户主民族级店厂司车房路楼区市县镇村院校班家们吗呢吧啊的了是在")
"""A name hardly ends so: 本人江苏人. 生 and 工 do end names."""


def person_names(text: str) -> Iterator[tuple[int, int]]:
    """Not in order, and they may overlap. `text` is half-width; numbers in it are covered by COVERED."""
    for found in _TOLD.finditer(text):
        sort = found.lastgroup
        assert sort is not None
        if _may_be(found[sort]):
            yield found.span(sort)
    for title in _POLITE.finditer(text):
        yield from _ending(_TITLED, text, title.start())
    if COVERED in text:
        for number in _COVERED.finditer(text):
            yield from _ending(_BEFORE_NUMBER, text, number.start())
        for found in _AFTER_NUMBER.finditer(text):
            if _may_be(found["name"]):
                yield found.span("name")


def _ending(pattern: re.Pattern[str], text: str, end: int) -> Iterator[tuple[int, int]]:
    start = max(0, end - _FARTHEST)
    found = pattern.search(text[start:end])
    if found and _may_be(found["name"]):
        yield start + found.start("name"), start + found.end("name")


def length_of_surname(name: str) -> int:
    """2 for 欧阳 and its like."""
    return 2 if name.startswith(OF_TWO) else 1


def _may_be(name: str) -> bool:
    return name[:2] not in _NO_NAMES and name[-1] not in _NO_LAST

"""The words of time that are always written alike, and what each of them says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from complaints.triage.grammar.times import parts
from complaints.triage.grammar.times.parts import Part

WordSort = Literal["part", "day", "often", "lead", "next", "now", "lasting", "ago"]
"""lead 每到 recurs with what follows it; next 次日 ends a range; ago 三个月前 counts where it says since when."""

FEW_DAYS = 3
"""这几天, 前几天."""


@dataclass(frozen=True, slots=True)
class Word:
    """`bound`: a single 晚 or 早, which needs an hour after it or a day before it."""

    sort: WordSort
    part: Part | None = None
    first_day: int | None = None
    last_day: int | None = None
    every: bool = False
    bound: bool = False


WORDS: dict[str, Word] = {}


def _add(word: Word, written: str) -> None:
    WORDS.update(dict.fromkeys(written.split(), word))


def _part(part: Part, written: str) -> None:
    _add(Word("part", part), written)


_part(parts.SMALL_HOURS, "凌晨 大凌晨 零晨 lingchen")
_part(parts.BEFORE_DAWN, "天不亮 天没亮 天还没亮 天还不亮 天未亮 天快亮 天都快亮 黎明 拂晓 破晓 鸡叫头遍")
_part(parts.SUNRISE, "天亮 天刚亮 天一亮 天蒙蒙亮 天刚蒙蒙亮 蒙蒙亮")
_part(parts.EARLY, "清晨 清早 大清早 大清早上 一清早 大早上 一大早 一大早上 一大清早 一早 一早上 大早晨 起早")
_part(parts.MORNING, "早上 早晨 早间 晨间 朝早")
_part(parts.FORENOON, "上午 上半天 头晌")
_part(parts.NOONTIME, "中午 大中午 正午 晌午 午间")
_part(parts.NOON_REST, "午休 午睡 午觉 中午休息")
_part(parts.AFTERNOON, "下午 午后 下半天 后晌")
_part(parts.DUSK, "傍晚 黄昏 傍黑 擦黑")
_part(parts.DAYTIME, "白天 大白天 日间 昼间")
_part(parts.DAY_LONG, "从早到晚 一天到晚 由早到晚 整天 成天 全天 一整天 整日")
_part(parts.EVENING, "晚上 晚间 夜晚 大晚上 当晚 当天晚上 晚黑 夜晚上 晚饭后 晚自习")
_part(parts.BEFORE_MIDNIGHT, "上半夜 前半夜 前半宿")
_part(parts.NIGHT, "夜里 夜间 大黑夜 黑夜 深夜里 夜里头 当夜 at~night")
_part(parts.LATE, "深夜 夜深 夜深人静 大深夜 半宿")
_part(
    parts.MIDNIGHT,
    "半夜 大半夜 三更半夜 半夜三更 深更半夜 大半夜里 半夜里 夜半 午夜 子夜 三更 深更 midnight banye",
)
_part(parts.AFTER_MIDNIGHT, "后半夜 下半夜 后半宿 下半宿 后夜")
_part(
    parts.ALL_NIGHT,
    "通宵 通宵达旦 彻夜 整夜 整晚 整晚上 整宿 一宿 一整宿 一夜 一整夜 一整晚 一晚上 一晚 "
    "成晚 通晚 成夜 连夜 通夜 彻夜不停 到天亮 至天亮 到天明 到天光 tongxiao",
)
_part(
    parts.ROUND_THE_CLOCK,
    "24小时 二十四小时 24h 24个小时 昼夜 不分昼夜 日夜 日日夜夜 没日没夜 没黑没白 没白没黑 日以继夜 夜以继日 白天黑夜 "
    "白天晚上 晚上白天 白天夜里 白天夜晚 不分白天黑夜 不分白天晚上 不分日夜 黑天白夜 黑白天 全天候",
)
_add(Word("part", parts.MORNING, bound=True), "早 晨 朝")
_add(Word("part", parts.EVENING, bound=True), "晚")
_add(Word("part", parts.NIGHT, bound=True), "夜")
_add(Word("part", parts.NOONTIME, bound=True), "午")


def _day(first: int, last: int, written: str, part: Part | None = None) -> None:
    _add(Word("day", part, first, last), written)


for _offset, _stems in (
    (-3, "大前"), (-2, "前"), (-1, "昨"), (0, "今"), (1, "明"), (2, "后"), (3, "大后")
):  # fmt: skip
    _day(_offset, _offset, " ".join(f"{_stems}{day}" for day in ("天", "日")))
    if _stems != "后":
        _day(_offset, _offset, f"{_stems}晚 {_stems}天晚上 {_stems}晚上", parts.EVENING)
for _offset, _stem in ((-1, "昨"), (0, "今"), (1, "明")):
    _day(_offset, _offset, f"{_stem}儿 {_stem}个 {_stem}儿个")
    _day(_offset, _offset, f"{_stem}夜 {_stem}天夜里 {_stem}儿夜里 {_stem}夜里", parts.NIGHT)
    _day(_offset, _offset, f"{_stem}早 {_stem}早上 {_stem}晨 {_stem}朝", parts.MORNING)
_day(0, 0, "today")
_day(-1, -1, "yesterday 寻日 琴日")
_day(-1, -1, "last~night 寻晚 琴晚 昨儿晚上", parts.EVENING)
_day(0, 0, "tonight 今儿晚上", parts.EVENING)
_day(0, 0, "this~morning", parts.MORNING)
_day(0, 0, "刚才 刚刚 方才")
_day(-1, 0, "这两天 这一两天 近两天 最近两天 这两日 近一两天")
_day(-2, 0, "这三天 近三天 最近三天")
_day(-FEW_DAYS, 0, "这几天 近几天 最近几天 这几日 近日 近几日 这些天 这些日子")
_day(-1, 0, "这两晚 这两个晚上", parts.EVENING)
_day(-FEW_DAYS, 0, "这几晚 这几个晚上 这几天晚上", parts.EVENING)
_day(-FEW_DAYS, -1, "前几天 前些天 前两天 前几日")
_add(Word("day", every=True), "周末 双休日 节假日 假日 工作日 休息日 法定节假日 节日")

_add(Word("next"), "次日 第二天 第2天 翌日 隔天 转天 次晨")

_add(Word("often", every=True), "每天 每日 天天 日日 每周 每星期 每礼拜 每月 每个月 每周末 每个周末 daily")
_add(Word("often", every=True), "每到周末 每逢周末 一到周末 逢年过节 每逢节假日 每到节假日 everyday every~day")
_add(
    Word("often", every=True),
    "隔三差五 隔三岔五 隔三叉五 三天两头 两天三头 三不五时 时不时 经常 常常 时常 动不动 隔两天就 "
    "天天如此 日复一日 年复一年",
)
_add(Word("often", parts.EVENING, every=True), "每晚 每晚上 晚晚 每个晚上 天天晚上 每天晚上 每天晚 天天晚 夜夜晚晚")
_add(Word("often", parts.NIGHT, every=True), "每夜 夜夜 每个夜里 每天夜里 每天夜间 天天夜里 every~night")
_add(Word("often", parts.MORNING, every=True), "每早 每天早上 每天早晨 天天早上 每早上")
_add(Word("lead", every=True), "每到 一到 每逢 每当 逢")

_add(Word("now"), "此刻 此时 此时此刻 这会儿 这会 眼下 正在 这阵儿 而家 依家 right~now")

_add(Word("lasting"), "连日来 连日 多日来 多日 多月来 多年来 多年 长期 长年 常年 长期以来 一直以来 数日 数月 数年")

_SERVICE_OR_TERM = (
    "内", "之内", "以内", "热线", "服务", "客服", "值班", "便利", "电话", "后", "之后", "以后", "在线", "前", "时限",
)  # fmt: skip
_NOT_BEFORE: dict[str, tuple[str, ...]] = {
    "一夜": ("之间", "情", "暴富"),
    **dict.fromkeys(("24小时", "二十四小时", "24h", "24个小时"), _SERVICE_OR_TERM),
    "深夜": ("食堂",),
    "通宵": ("电影",),
    "午夜": ("凶铃", "场"),
    "每到": ("家", "货", "达", "底"),
    "一到": ("两", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    "这会": ("议", "给", "让", "影", "导", "造", "使", "员", "所", "场"),
    "日夜": ("兼程", "思念", "操劳"),
    "全天": ("下",),
    "节日": ("快乐",),
    "后天": ("性",),
    "长期": ("租", "合同"),
    "早": ("点", "退", "了", "就", "已", "日", "期", "晚", "教", "市", "餐", "饭", "高峰", "前", "些", "先"),
    "晚": ("点", "了", "饭", "会", "辈", "期", "年", "报", "安", "餐", "高峰", "婚", "于", "自习"),
    "夜": ("市", "宵", "总", "店", "班", "校", "跑", "景", "幕", "生", "不", "以", "晚", "长"),
    "朝": ("阳", "向", "着", "南", "北", "东", "西", "代", "鲜"),
    "午": ("饭", "餐", "托"),
    "晨": ("练", "跑", "检"),
}
_NOT_AFTER: dict[str, str] = {
    "一晚": "第有那这每某哪",
    "一夜": "第有那这某",
    "一早": "每",
    "周末": "四",
    "逢": "每重相",
    "三更": "第",
    "后天": "以今",
    "后日": "以今",
    "前天": "以大",
    "前日": "以目大",
    "前晚": "以大",
    "今日": "如",
    "明日": "说声证",
    "明天": "声",
    "日间": "一半近",
    "白天": "明",
    "成天": "完",
    "整天": "调",
    "当晚": "应",
    "全天": "安",
    "天亮": "到至",
    "早": "提最尽及趁",
    "晚": "最",
    "24小时": "隔于过少达水电气",
}

_LATIN = re.compile("[a-z0-9]")

_SPACE = "~"
"""Stands for a space in the lists above."""


def _spaced(words: Iterable[str]) -> None:
    for written in [word for word in words if _SPACE in word]:
        WORDS[written.replace(_SPACE, " ")] = WORDS.pop(written)


_spaced(tuple(WORDS))


def _by_first() -> dict[str, re.Pattern[str]]:
    first: dict[str, list[str]] = {}
    for written in sorted(WORDS, key=lambda word: (-len(word), word)):
        first.setdefault(written[0], []).append(re.escape(written))
    return {letter: re.compile("|".join(written)) for letter, written in first.items()}


_BY_FIRST = _by_first()
SECOND_LETTERS = {
    letter: frozenset(written[1] for written in WORDS if written[0] == letter and len(written) > 1)
    if letter not in WORDS
    else frozenset[str]()
    for letter in _BY_FIRST
}
"""What a word begins with, and what comes next; empty when it may be anything."""


def word_at(text: str, place: int) -> tuple[int, Word] | None:
    """The longest word that begins there, with its end; its neighbours may say that it is another word."""
    found = _BY_FIRST[text[place]].match(text, place)
    if found is None:
        return None
    written, end = found[0], found.end()
    if text.startswith(_NOT_BEFORE.get(written, ()), end) or (place and text[place - 1] in _NOT_AFTER.get(written, "")):
        return None
    if written.isascii() and (_LATIN.match(text, end) or (place and _LATIN.match(text, place - 1))):
        return None
    return end, WORDS[written]

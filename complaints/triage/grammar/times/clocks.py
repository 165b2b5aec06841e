"""Clock times as they are written, and the numbers before 点 and after a point that are no time."""

import re
from dataclasses import dataclass

from complaints.triage.grammar.times.numbers import NUMERALS, value_of, values_of
from complaints.triage.grammar.times.parts import HOUR, LAST_HOUR, NOON


@dataclass(slots=True)
class Clock:
    """As written: `hour` and `until_hour` may be of either half of the day unless `sure`.

    `until_hour`: 七八点, 1-2点. `weak`: 11.30, which is a time only where something else says so.
    """

    end: int
    hour: int
    minute: int = 0
    until_hour: int | None = None
    sure: bool = False
    meridiem: str | None = None
    weak: bool = False


QUARTER, HALF = 15, 30

_HOUR = rf"\d{{1,2}}(?!\d)|[{NUMERALS}]{{1,4}}"
_SIGN = r"(?:[点點]|[时時](?![间候代刻期常而段装不有好]))"
_LIST = re.compile(rf"\s?(?P<mark>[,，、.．\-~～–—至到或]{{1,2}})\s?(?P<hour>{_HOUR})(?=\s?{_SIGN})")
_COUNTED = (
    r"(?:\d|[.．]\d|[多来余几]?(?:[个名户台辆栋楼号幢家米元块万亿次天年月日岁倍度级%]"
    r"|[条张层部项吨斤里班株棵平篇期米]|公|厘|千|百))"
)
_HANZI_MINUTE = rf"[一二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九](?![{NUMERALS}])|[{NUMERALS}](?=分)"
_MINUTE = re.compile(
    rf"\s?(?:{_SIGN})钟?(?:(?P<half>半(?!点))|过?(?P<quarter>[一三])刻"
    rf"|过?(?P<minute>\d{{2}}(?=分)|\d(?=分)|\d{{2}}(?!{_COUNTED})|{_HANZI_MINUTE})分?"
    rf"|(?P<loose>\d{{1,4}}|[{NUMERALS}])?)"
)
_COLON = re.compile(r"\s?[:：∶]\s?(?P<minute>[0-5]\d)(?!\d)(?:[:：∶][0-5]\d(?!\d))?(?:分(?!钟)|点(?!\d))?")
_DOT = re.compile(
    r"[.．](?P<minute>[0-5]\d)(?!\d|[.．:：]\d|[元块万亿米平㎡m%吨克斤kg度倍折级分号期版日月栋幢楼弄]|公里|立方|平方)"
)
_MERIDIEM = re.compile(r"\s?(?P<half>[ap])\.?m\b\.?", re.ASCII)

_BARE = re.compile(r"\d{1,2}(?!\d)|[一二两三四五六七八九]")
_NOT_THE_CLOCK = re.compile(
    "[评子名心位播赞击餐火燃滴头菜单缀歌球状式论儿数米卡明]"
    "|公寓|客栈|[都也](?:不|没|冇|看不|听不)|点点"
    "|(?:[小个]|不成熟的?|合理化?的?|具体的?|个人|宝贵的?|主要|重要|改进|整改|补充){0,2}"
    "(?:意见|建议|要求|诉求|问题|理由|原因|说明|情况|希望|想法|看法|疑问|疑惑|请求|感受|不满|质疑|事实|依据"
    "|措施|体会|教训|声明|方面|异议|好处|坏处|不足|错误|内容|反映|申请|请示|期望|期盼|之间|一线|一面|共识|注意|需要|必须)"
)
_LISTED = re.compile(r"\s?[:：](?!\d)|[,，。]?\s?(?:第?一[是、,，]|1[、.,，)])")
_POINTS_BEFORE = tuple("第提说讲谈共这那几差下如述总")
_POINTS_BEFORE_TWO = frozenset(
    "以上 做到 补充 分为 归纳 总结 主要 就有 还有 只有 以下 达到 满足 注意 下面 反映".split()  # noqa: SIM905
)

_AFTER_ONE = re.compile(
    r"$|\s|[,，。!！?？;；、~～\-—)）]|[半钟左整还才就开施仍在了到至过以之前后又被把给打来起睡醒吵收结依许多敲钻砸锯拆装修挖拖跳唱响叫闹卸浇]"
    r"|的时候|\d|[一三]刻|[二三四五]?十"
)
_SURELY_ONE = re.compile(
    "[半钟整](?!点)|[一三]刻|多(?:钟|了|还|才|[,，。])|左右|(?:[二三四五]十|十[一二三四五])|过后|还[在没]|以后|之后"
)
_NEVER_ONE = frozenset("有多早晚快慢大小好差再这那轻近远强高低长短")
_TO = frozenset("到至从过是在")


def clock_at(text: str, start: int, end: int, *, led: bool) -> Clock | None:
    """The clock whose first number is text[start:end]. `led`: a part of the day stands right before it."""
    following = text[end : end + 1]
    if following == " ":
        following = text[end + 1 : end + 2]
    if following in _COLONS:
        return _colon(text, start, end)
    if following in _SIGNS:
        return _hours(text, start, end, end, led=led)
    if following in _MARKS:
        return _listed(text, start, end, led=led)
    if following in _LETTERS and text[start].isascii():
        return _english(text, start, end)
    return None


_COLONS, _SIGNS, _LETTERS = frozenset(":：∶"), frozenset("点點时時"), frozenset("ap")
_MARKS = frozenset(",，、.．-~～–—至到或")
FOLLOWING = _COLONS | _SIGNS | _MARKS | _LETTERS | {" "}
"""Characters after a number that may make it a clock; a space and one of them, too."""


def _colon(text: str, start: int, end: int) -> Clock | None:
    found = _COLON.match(text, end)
    hour = value_of(text[start:end])
    if found is None or hour is None or hour > LAST_HOUR or text[start - 1 : start] in {"比", "例"}:
        return None
    minute = int(found["minute"])
    if hour == LAST_HOUR and minute:
        return None
    return _with_meridiem(text, found.end(), hour, minute, sure=text[start] == "0" and end - start > 1)


def _english(text: str, start: int, end: int) -> Clock | None:
    hour = value_of(text[start:end])
    if _MERIDIEM.match(text, end) is None or hour is None or not 1 <= hour <= NOON:
        return None
    return _with_meridiem(text, end, hour, 0, sure=False)


def _with_meridiem(text: str, end: int, hour: int, minute: int, *, sure: bool) -> Clock:
    meridiem = _MERIDIEM.match(text, end)
    if meridiem is not None and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if meridiem["half"] == "p" else 0)
        return Clock(meridiem.end(), hour, minute, sure=True, meridiem=meridiem["half"])
    return Clock(end, hour, minute, sure=sure or hour == 0 or hour > NOON)


def _listed(text: str, start: int, end: int, *, led: bool) -> Clock | None:
    """7,8点; 4.5点钟 (4 or 5, not half past 4); 10-2点; and 11.30, which is weak."""
    found = _LIST.match(text, end)
    if found is not None:
        first, second = value_of(text[start:end]), values_of(found["hour"], LAST_HOUR)
        follows = bool(second) and first is not None and second[0] in {first + 1, first % NOON + 1}
        ranges = found["mark"][0] in "-~～–—至到" and first is not None and first <= LAST_HOUR
        if (follows or ranges) and len(second) == 1:
            return _hours(text, start, end, found.end(), led=led, until=second[0])
    dot = _DOT.match(text, end)
    hour = value_of(text[start:end])
    if dot is None or hour is None or not text[start:end].isascii():
        return None
    minute = int(dot["minute"])
    if text[dot.end() : dot.end() + 1] in _SIGNS and hour <= LAST_HOUR:
        return Clock(dot.end() + 1, hour, minute, sure=hour > NOON)
    return Clock(dot.end(), hour, minute, sure=hour > NOON, weak=True) if hour < LAST_HOUR else None


def _hours(text: str, start: int, end: int, sign: int, *, led: bool, until: int | None = None) -> Clock | None:
    hours, found = values_of(text[start:end], LAST_HOUR), _MINUTE.match(text, sign)
    if not hours or found is None:
        return None
    hour, minute = hours[0], _minute(found)
    until = hours[1] if len(hours) > 1 else until
    plain = not (found["half"] or found["quarter"] or found["minute"])
    if found["loose"] and not led:
        return None
    stop = found.start("loose") if found["loose"] else found.end()
    if minute >= HOUR or _is_points(text, start, end, stop, plain=plain, led=led):
        return None
    sure = hour == 0 or max(hour, until or 0) > NOON or text[start : start + 2] in _TWO_DIGIT_MORNING
    return _meant(text, stop, Clock(stop, hour, minute, until, sure))


_TWO_DIGIT_MORNING = frozenset(f"0{hour}" for hour in range(10))


def _meant(text: str, stop: int, clock: Clock) -> Clock:
    meridiem = _MERIDIEM.match(text, stop)
    if meridiem is None:
        return clock
    return _with_meridiem(text, stop, clock.hour, clock.minute, sure=clock.sure)


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return HALF
    if found["quarter"]:
        return QUARTER * (1 if found["quarter"] == "一" else 3)
    value = value_of(found["minute"]) if found["minute"] else 0
    return HOUR if value is None else value


def _is_points(text: str, start: int, end: int, stop: int, *, plain: bool, led: bool) -> bool:
    """三点意见, 有一点, 第二点, 三点:…; 一时."""
    written = text[start:end]
    if written == "一" and not _one_is_an_hour(text, start, stop, plain=plain, led=led):
        return True
    if not plain:
        return False
    if _NOT_THE_CLOCK.match(text, stop) is not None:
        return True
    if led or len(written) > 1 or _BARE.fullmatch(written) is None:
        return False
    before = text[max(0, start - 2) : start]
    return before.endswith(_POINTS_BEFORE) or before in _POINTS_BEFORE_TWO or _LISTED.match(text, stop) is not None


def _one_is_an_hour(text: str, start: int, stop: int, *, plain: bool, led: bool) -> bool:
    """一点 is "a little" far more often than an hour."""
    before = text[start - 1 : start]
    if led:
        return not plain or _AFTER_ONE.match(text, stop) is not None
    if before in _NEVER_ONE or text[stop - 1] in "时時":
        return False
    if not plain or _SURELY_ONE.match(text, stop) is not None:
        return True
    return before in _TO and text[start - 2 : start] != "做到" and _AFTER_ONE.match(text, stop) is not None

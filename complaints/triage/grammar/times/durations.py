"""How long it has lasted (连续三天, 两年了, 半年多) and how often it comes (一周三次, 每隔两天)."""

import re

from complaints.triage.grammar.times import parts
from complaints.triage.grammar.times.numbers import NUMERALS, value_of
from complaints.triage.grammar.times.words import FEW_DAYS, Word

DAYS = {"周": 7, "星": 7, "礼": 7, "月": 30, "年": 365}
"""Of what is longer than a day; a resident's 两个月 is no exact number either."""

HALVES = {"月": 15, "年": 182, "周": 3, "星": 3, "礼": 3, "天": 0}

_SO_LONG = re.compile(
    r"(?P<more>[多几来余])?\s?(?P<count>个)?(?P<half>半)?多?"
    r"(?P<unit>天|日|晚上?|夜晚?|宿|周(?![年边围一二三四五六日末])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])"
    r"|月|年(?!级|代|前夕|度|底|初)|小时|钟头)(?P<also>半(?![夜宿]))?"
    r"(?P<over>[多余](?![个名米户])|来(?!水|电|说|看|的人))?(?P<so>了|以来|之久|有余)?"
)
_OTHERWISE = re.compile("[之以]?[内后]|期|内|一次|左右后")
_AGO = re.compile("[之以]?前")
_LASTING = (
    "连续", "持续", "一连", "接连", "连着", "整整", "已经", "已有", "已", "长达", "将近", "近", "足足", "接续", "都快",
    "快", "历时",
)  # fmt: skip
_DONE = re.compile("[,，。!！]|$|还|都|也没|才|没停")
_LONGEST_LEAD = 2

_TIMES = re.compile(
    rf"[每一](?P<per>天|日|周|个?星期|个?礼拜|个?月|晚上?|年)[要会就至少大概都有能平均]{{0,4}}"
    rf"(?:\d{{1,3}}|[{NUMERALS}几数好]{{1,3}})(?:[\-~、到至—](?:\d{{1,3}}|[{NUMERALS}]{{1,2}}))?[多几]?(?:次|回|趟|遍)"
    rf"|[每]隔(?:\d{{1,3}}|[{NUMERALS}几半]{{1,3}})个?(?:天|日|小时|分钟|周|星期|月|晚|分)|隔[一两三几](?:两)?天(?!后|内|前)"
)
TIMES_SECOND = {"每": "天日周个星礼月晚年隔", "一": "天日周个星礼月晚年", "隔": "一两三几"}
COUNTED_FIRST = frozenset("半几数好")


def often_at(text: str, start: int) -> tuple[int, Word] | None:
    """一周三次, 每隔十分钟."""
    found = _TIMES.match(text, start)
    return None if found is None else (found.end(), _OFTEN)


_OFTEN = Word("often", every=True)


def lasting_at(text: str, start: int, end: int) -> tuple[int, int, Word] | None:
    """Of the number text[start:end]: where it begins and ends, and how many days it is until today.

    A bare 三天 tells nothing: something has to say that it goes on (连续, 了, 多, 以来). 三天前 comes as `ago`.
    """
    found = _SO_LONG.match(text, end)
    if found is None or _OTHERWISE.match(text, found.end()) is not None:
        return None
    days = _days(text[start:end], found)
    ago = _AGO.match(text, found.end())
    if ago is not None:
        return None if days is None else (start, ago.end(), Word("ago", first_day=-days, last_day=0))
    lead = next((lead for lead in _LASTING if text.endswith(lead, max(0, start - _LONGEST_LEAD), start)), "")
    goes_on = text[start - 1 : start] == "了" and _DONE.match(text, found.end()) is not None
    if not (lead or found["over"] or found["so"] or goes_on or (found["more"] and found["unit"] in "天日月年")):
        return None
    begin = start - len(lead)
    if days is None:
        return begin, found.end(), Word("lasting")
    part = parts.EVENING if found["unit"][0] == "晚" else parts.NIGHT if found["unit"][0] in "夜宿" else None
    return begin, found.end(), Word("lasting", part, -days, 0)


def _days(written: str, found: re.Match[str]) -> int | None:
    """Days before today; 连续三天 counts today, 两年 is long enough not to ask. None for hours."""
    unit = found["unit"][0]
    if unit in "小钟":
        return None
    half = HALVES.get(unit, 0) if found["half"] or found["also"] or written.startswith("半") else 0
    count = 0 if written.startswith("半") else value_of(written)
    if count is None or written[0] in "几数好":
        count = FEW_DAYS
    return count * DAYS[unit] + half if unit in DAYS else max(count - 1, 0)

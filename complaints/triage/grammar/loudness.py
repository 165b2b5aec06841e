"""Sound levels as residents give them: 75分贝, 80db(A), 七十多分贝, 60-70分贝."""

import re

from complaints.triage.grammar.half_width import half_width
from complaints.triage.grammar.numerals import numeral
from complaints.triage.grammar.told import LoudnessTold

QUIETEST, LOUDEST = 10, 194
"""dB. A breath, and what air can carry (above it a wave is a shock); other numbers are no levels."""

_C = "零〇一二三四五六七八九十百"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?|[{_C}]{{1,6}}(?:点[{_C}]{{1,2}})?)"
_TOLD = re.compile(
    rf"[0-9{_C}上近](?<![0-9.{_C}].)(?:(?<=[上近])百|(?<=[0-9{_C}])[0-9.{_C}点]{{0,7}})"
    rf"(?:\s?(?:[\-~到至、,或]|db-|分贝[\-~到至、])\s?(?P<higher>{_NUMBER}))?"
    r"\s?(?:[多几来余]|左右|上下|以上|\+)?\s?个?(?:分贝|分貝|分呗|db(?![a-z0-9])|㏈|dba(?![a-z])|dbs)(?:\s?\(?a\)?)?"
)
_UNIT = re.compile("分[贝貝呗]|[dDｄＤ][bBｂＢ]|㏈")
"""Without one of these there is no level, in any width."""

_FIRST = re.compile(rf"[上近]?(?P<number>{_NUMBER})(?![0-9.])")
_TWO_NEIGHBOURS = re.compile("([一二三四五六七八九])([一二三四五六七八九])十")
"""七八十 is 70 to 80."""

_DIFFERENCE = re.compile(
    r"(?:超标|超出|超了|高出|高了|多出|多了|降低|降了|降到了?|减少|减了|增加|增大|上升|下降|相差|差了?|大了)(?:了|约|近|大概|整整){0,2}$"
)
"""超标20分贝 says how much too loud, not how loud."""

_LIMIT = re.compile(
    "不得|不能超|不应|不可|不准|不超过|不高于|不大于|低于|小于|不许|标准(?!.{0,12}(?:达|测))|限值|限制|规定|国标|上限|控制在|降到|以内"
)
_MEASURED = re.compile("达|测|实际|现在|已经?(?:超|有|到)|高达|超过了?(?:国家)?标准")
_LIMIT_FOLLOWS = re.compile("以[内下]|的?(?:国家)?(?:标准|限值|规定|要求|上限)")
_SAME_CLAUSE = re.compile("[。!?;\n]")
_CARRIED_ON = re.compile(r"[\s,、和及与]{0,2}(?:晚上|晚间|夜间|夜里|夜晚|白天|昼间|日间)?(?:是|为|不超过)?")
MOST_BEFORE = 24
"""Characters looked back over for what the number is: a measure, a limit or a difference."""


def loudness_told(text: str) -> list[LoudnessTold]:
    """In order. Of a range the higher, of 七十多 70. No limits (不得超过55分贝) and no differences (超标20分贝)."""
    if _UNIT.search(text) is None:
        return []
    text = half_width(text)
    told: list[LoudnessTold] = []
    limit_end = -1
    for found in _TOLD.finditer(text):
        start, end = found.span()
        decibels = _decibels(text, found)
        before = text[max(0, start - MOST_BEFORE) : start]
        clause = before[max((stop.end() for stop in _SAME_CLAUSE.finditer(before)), default=0) :]
        carried = limit_end >= 0 and _CARRIED_ON.fullmatch(text, limit_end, start) is not None
        if carried or _is_limit(clause, text, end):
            limit_end = end
        elif decibels is not None and not _DIFFERENCE.search(clause):
            told.append(LoudnessTold(start, end, decibels))
    return told


def _is_limit(clause: str, text: str, end: int) -> bool:
    if _LIMIT_FOLLOWS.match(text, end):
        return True
    limit = max((found.end() for found in _LIMIT.finditer(clause)), default=-1)
    return limit >= 0 and not _MEASURED.search(clause, limit)


def _decibels(text: str, found: re.Match[str]) -> float | None:
    written = found["higher"]
    if written is None:
        first = _FIRST.match(text, found.start())
        if first is None:
            return None
        written = first["number"]
    value = _value(_TWO_NEIGHBOURS.sub(r"\2十", written))
    return value if value is not None and QUIETEST <= value <= LOUDEST else None


def _value(written: str) -> float | None:
    if written[0].isdigit():
        return float(written)
    whole, _, part = written.partition("点")
    value, tenths = numeral(whole), numeral(part) if part else None
    if value is None:
        return None
    return value if tenths is None else float(f"{value}.{tenths}")

"""Clock times as residents write them, as far as night is concerned (22:00–06:00, 噪声污染防治法 Art. 88)."""

import re

NIGHT_BEGINS, NIGHT_ENDS, NOON = 22, 6, 12

CARRIED = 14
"""Characters over which a part of the day is carried on: 晚上8点打到11点."""

_NUMBER = "(?:二?十[一二三四]?|[零一二两三四五六七八九])"
_DEEP_NIGHT = ("凌晨", "半夜", "深夜", "午夜", "后半夜", "下半夜")
_EVENING = ("夜里", "夜间", "夜晚", "夜", "晚上", "今晚", "昨晚", "每晚", "当晚", "晚")
_AFTERNOON = ("午后", "下午", "傍晚")
_DAY = ("清晨", "清早", "早晨", "早上", "早", "上午", "中午")
_PARTS = "|".join(sorted((*_DEEP_NIGHT, *_EVENING, *_AFTERNOON, *_DAY), key=len, reverse=True))
_CLOCK = re.compile(
    rf"(?:(?P<part>{_PARTS})(?:[都才就还在仍约近快过了的到大概:]{{0,3}}))?"
    rf"(?:(?:\d{{1,2}}|{_NUMBER})[,、\-~到至]|{_NUMBER}(?=[二三四五]点))?"
    rf"(?P<hour>(?<!\d)\d{{1,2}}|(?<![多早晚快慢大小好有差]){_NUMBER})"
    r"(?::\d{2}(?!\d)|[点時](?![评子名心位播赞击餐火燃])|时(?![间候代刻期常而段])|(?=[\-~到至]\S{1,3}[点时:]))"
    r"\s*(?P<meridiem>am|pm)?"
    r"|(?<![\da-z:])(?P<english>\d{1,2})\s*(?P<english_meridiem>am|pm)(?![a-z])"
)
_SMALL_HOURS = frozenset((10, 11, 12, 1, 2, 3, 4))

Span = tuple[int, int]


def night_times(text: str) -> tuple[list[Span], list[Span]]:
    """Where times between 22:00 and 06:00 stand; and apart from them, times that may be: a bare 2点 or 12点."""
    night: list[Span] = []
    perhaps: list[Span] = []
    part, part_end = "", -CARRIED - 1
    for clock in _CLOCK.finditer(text):
        if clock["part"] or clock.start() - part_end > CARRIED:
            part = clock["part"] or ""
        part_end = clock.end()
        hour = _hour(clock["hour"] or clock["english"])
        meridiem = clock["meridiem"] or clock["english_meridiem"]
        if _at_night(hour, part, meridiem):
            night.append(clock.span())
        elif not part and not meridiem and hour in _SMALL_HOURS:
            perhaps.append(clock.span())
    return night, perhaps


def _at_night(hour: int, part: str, meridiem: str | None) -> bool:
    if meridiem:
        hour = hour % NOON + (NOON if meridiem == "pm" else 0)
    elif part in _DEEP_NIGHT:
        hour = hour + NOON if NIGHT_BEGINS - NOON <= hour <= NOON else hour
    elif part in _EVENING and hour <= NOON:
        hour = hour + NOON if NIGHT_ENDS <= hour < NOON else hour % NOON
    elif (part in _AFTERNOON and hour < NOON) or (part == "中午" and hour <= NIGHT_ENDS):
        hour += NOON
    elif not part and hour == NOON * 2:
        hour = 0
    return NIGHT_BEGINS <= hour <= 2 * NOON or (0 <= hour < NIGHT_ENDS and (bool(part or meridiem) or hour == 0))


def _hour(written: str) -> int:
    if written.isdecimal():
        return int(written)
    tens, ten, units = written.rpartition("十")
    value = "零一二三四五六七八九".find(units.replace("两", "二")) if units else 0
    return value + (10 * (2 if tens else 1) if ten else 0)

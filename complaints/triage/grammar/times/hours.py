"""From when to when the hours of a phrase are, with what stands after them and what was told before."""

import re
from dataclasses import dataclass

from complaints.triage.grammar.times.parts import (
    EVENING,
    HOUR,
    NIGHTLY,
    NOON,
    SMALL_HOURS_END,
    hour_in,
    part_around,
    reads_hours,
)
from complaints.triage.grammar.times.phrases import Phrase

HALF_DAY, DAY = NOON * HOUR, 2 * NOON * HOUR

CARRIED = 14
"""Characters over which a part of the day is carried on: 晚上8点开始吵, 11点才停."""

APPROACHING = 15
"""快十点: minutes before it, at most."""

_SENTENCE_END = re.compile("[。!！?？\n]")
_TAIL = re.compile(
    r"(?:(?P<less>不到)|(?P<more>多(?!次|人|户|个|家|少)|来(?=钟|分)|几(?![个万米倍亿元块天年])"
    r"|许|出头|一过|过(?![来去程度分年了后])))?钟?"
    r"(?:左右|前后|上下|光景|时分|许)?(?:(?P<till>(?:之|以)?前(?![后面往台门来几两些天一]))"
    r"|(?P<after>(?:以|之|过)?后(?![面门天来果期勤台院])|开始|起(?![床来因飞火重码])))?"
)
_STOPS = re.compile(
    "[才就准时必须应该要会都能可以]{0,4}(?:停(?![水电气车放暖留靠])|结束|收工|收摊|关门|打烊|熄|消停|散场|歇业)"
)
_GOES_ON = re.compile("[,，]?(?:了|钟|左右)?[,，]?(?:还|仍|都|依[然旧]|也|又|继续|照样)")
_EVIDENCE = re.compile("(?:以后|之后|后(?!面|天)|左右|开始|才|还在|仍在|以前|之前|前(?!后|面|天))")
_APPROACHED = ("快", "近", "差不多到")
_NOT_APPROACHED = ("附近", "最近", "不快", "很快", "邻近")


@dataclass(slots=True)
class Hours:
    """Minutes after the midnight that begins the day; `begins == ends` is a moment."""

    begins: int
    ends: int
    sure: bool
    end: int
    still: bool = False
    till: bool = False


def hours_of(text: str, phrase: Phrase, before: tuple[Phrase, Hours] | None) -> Hours | None:
    """None for a phrase without hours, and for a 11.30 that nothing says to be a time."""
    clock = phrase.clock
    if clock is None:
        part = phrase.part
        return None if part is None else Hours(*_of_part(phrase), sure=True, end=phrase.end)
    tail = _TAIL.match(text, clock.end)
    assert tail is not None
    end = tail.end()
    stops = _STOPS.match(text, end) is not None
    still = not stops and (tail["after"] is not None or _GOES_ON.match(text, end) is not None)
    begins, sure = _moment(phrase)
    if not sure and before is not None:
        begins, sure = _carried(text, phrase, before, begins)
    ends = begins
    if clock.until_hour is not None:
        ends = first_after(begins, clock.until_hour * HOUR + clock.minute)
    elif tail["more"]:
        ends = begins + (HOUR if not clock.minute else APPROACHING)
    elif tail["less"] or _is_approached(text, phrase.clock_start):
        begins -= APPROACHING
    begins, ends = _rolled(phrase, begins, ends)
    return Hours(begins, ends, sure, end, still, till=not still and (stops or tail["till"] is not None))


def is_time(text: str, phrase: Phrase) -> bool:
    """11.30 is a date, a price or a version where nothing says that it is a time."""
    clock = phrase.clock
    if clock is None or not clock.weak or (phrase.part is not None and reads_hours(phrase.part)):
        return True
    round_minute = clock.minute in {0, HOUR // 2} or clock.hour > NOON
    return round_minute and _EVIDENCE.match(text, clock.end) is not None


def until(phrase: Phrase, hours: Hours) -> Hours:
    """到晚上十点, 晚上十点以前, 22点停: from the beginning of that part of the day, as nothing says since when."""
    if not hours.sure:
        return Hours(hours.ends - 1, hours.ends, sure=False, end=hours.end)
    part = phrase.part if reads_hours(phrase.part) else None
    begins, ends = (part or part_around(hours.ends - 1)).begins, hours.ends
    if ends <= begins and part is not None and part.family in NIGHTLY:
        ends += DAY if part.family != "small" else 0
    begins = min(begins, ends - HOUR) if ends <= begins or ends - begins > DAY else begins
    shift = DAY if begins < 0 else 0
    return Hours(begins + shift, ends + shift, sure=True, end=hours.end)


def between(first: Phrase, begin: Hours, last: Phrase, stop: Hours) -> Hours:
    """晚上八点打到十一点, 十点到凌晨四点: an hour that is not sure is the one that makes the shorter stretch."""
    begins, sure = begin.begins, True
    if begins < SMALL_HOURS_END * HOUR and first.evening and stop.begins >= EVENING.begins:
        begins += HALF_DAY  # 晚上4点到晚上8点: nobody means the morning
    ends = stop.ends if last.clock is not None else stop.begins + HOUR
    if last.clock is None or stop.sure or last.next_day:
        by_24 = last.clock is not None and last.clock.hour > NOON
        choices = (begins,) if begin.sure or by_24 else (begins, begins + HALF_DAY)
        begins = min(choices, key=lambda choice: (ends - choice - 1) % DAY)
        ends = begins + (ends - begins - 1) % DAY + 1
    else:
        ends, sure = first_after(begins, ends), begin.sure
    return Hours(begins, ends, sure, stop.end)


def first_after(begins: int, minutes: int) -> int:
    """Of an hour that may be of either half of the day: the first after `begins`."""
    return begins + (minutes - begins - 1) % HALF_DAY + 1


def _of_part(phrase: Phrase) -> tuple[int, int]:
    part = phrase.part
    assert part is not None
    rolled = part.begins < SMALL_HOURS_END * HOUR and part.family in {"small", "deep"} and _after_an_evening(phrase)
    return (part.begins + DAY, part.ends + DAY) if rolled else (part.begins, part.ends)


def _moment(phrase: Phrase) -> tuple[int, bool]:
    clock, part = phrase.clock, phrase.part
    assert clock is not None
    if clock.meridiem is None and part is not None and reads_hours(part):
        return hour_in(part, clock.hour) * HOUR + clock.minute, True
    return clock.hour * HOUR + clock.minute, clock.sure or phrase.next_day


def _carried(text: str, phrase: Phrase, before: tuple[Phrase, Hours], minutes: int) -> tuple[int, bool]:
    """The part of the day told shortly before holds on; after a clock it is the next such hour."""
    told, hours = before
    near = phrase.start - told.end <= CARRIED and _SENTENCE_END.search(text, told.end, phrase.start) is None
    if not near or not hours.sure or phrase.days is not None or phrase.calendar is not None:
        return minutes, False
    if told.clock is not None:
        if told.part is None and SMALL_HOURS_END * HOUR <= hours.begins % DAY < EVENING.begins:
            return minutes, False
        return first_after(hours.begins, minutes) % DAY, True
    part = told.part
    if part is None or not reads_hours(part) or (part.family == "morning" and minutes < SMALL_HOURS_END * HOUR):
        return minutes, False
    return hour_in(part, minutes // HOUR) * HOUR + minutes % HOUR, True


def _is_approached(text: str, start: int) -> bool:
    return text.endswith(_APPROACHED, max(0, start - 4), start) and not text.endswith(
        _NOT_APPROACHED, max(0, start - 2), start
    )


def _after_an_evening(phrase: Phrase) -> bool:
    """昨晚一点 is of the next morning, and so is 昨天半夜一点; 昨天凌晨 is not."""
    days = phrase.days
    if days is None and phrase.calendar is None:
        return False
    past = days is not None and days[1] < 0
    return phrase.evening or (past and phrase.part is not None and phrase.part.family in {"deep", "night"})


def _rolled(phrase: Phrase, begins: int, ends: int) -> tuple[int, int]:
    small = begins % DAY < SMALL_HOURS_END * HOUR
    if small and begins < DAY and _after_an_evening(phrase):
        return begins + DAY, ends + DAY
    if phrase.days is None and phrase.calendar is None:
        return begins % DAY, begins % DAY + ends - begins
    return begins, ends

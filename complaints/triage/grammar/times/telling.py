"""The times that a text tells, from its first character to its last."""

import re

from complaints.triage.grammar.times.calendar_day import CalendarDay, CalendarTime
from complaints.triage.grammar.times.clocks import HALF
from complaints.triage.grammar.times.hours import DAY, HALF_DAY, Hours, between, hours_of, is_time, until
from complaints.triage.grammar.times.parts import HOUR, NOON
from complaints.triage.grammar.times.phrases import Phrase, phrases_of
from complaints.triage.grammar.times.pieces import pieces_of
from complaints.triage.grammar.told import TimeSort, TimeTold

_LONGEST_LINK = 10
_LINK = re.compile(r"\s?(?:左右|钟)?(?:[-~～–—－]{1,3}|[^\s\d,，。!！?？;；:：、]{0,8}[到至])\s?")
_DASHES = "-~～–—－"
LONGEST_PART = 16 * HOUR
_SINCE_BEFORE = ("自从", "打从", "从", "自")
_SINCE_AFTER = re.compile("(?:份|底|初|中旬|末)?(?:的时候)?(?:以来|开始|至今|到现在|到今天|到目前|起(?![火来床]))")
_TO = ("到", "至")


def times_told(text: str) -> list[TimeTold]:
    """In the order of their start, not overlapping; `text` normalised, but any text is taken.

    A day by the calendar (周六, 3月5日) comes as a `CalendarTime`. A range is one time of sort "clock", also from part
    to part (从晚上到凌晨). 每晚 is of sort "often" and has its hours.
    """
    pieces = pieces_of(text)
    if not pieces:
        return []
    phrases = phrases_of(text, pieces)
    told: list[TimeTold] = []
    before: tuple[Phrase, Hours] | None = None
    place = 0
    while place < len(phrases):
        phrase = phrases[place]
        if told and phrase.start < told[-1].end:  # 从昨天到今天: the second day is taken already
            place += 1
            continue
        hours = hours_of(text, phrase, before)
        following = phrases[place + 1] if place + 1 < len(phrases) else None
        ranged = _ranged(text, phrase, hours, following)
        place += 1
        if ranged is not None and following is not None:
            place += 1
            told.append(_time(phrase.start, ranged.end, "clock", phrase, ranged))
            before = (following, Hours(ranged.ends, ranged.ends, ranged.sure, ranged.end))
            continue
        if not is_time(text, phrase):
            continue
        if phrase.clock is not None and hours is not None:
            end = hours.end
            if hours.till or (phrase.until and not hours.still):
                hours = until(phrase, hours)
            told.append(_time(phrase.start, end, "clock", phrase, hours))
        else:
            told += _without_a_clock(text, phrase, hours)
        before = before if hours is None else (phrase, hours)
    return told


def _ranged(text: str, first: Phrase, begin: Hours | None, last: Phrase | None) -> Hours | None:
    """Both ends of 晚上八点打到十一点, which two phrases tell."""
    if begin is None or last is None or last.alone or last.every or last.start - begin.end > _LONGEST_LINK:
        return None
    if _LINK.fullmatch(text, begin.end, last.start) is None or _is_all_day(first, begin):
        return None
    stop = hours_of(text, last, None)
    if stop is None or (stop.still and text[last.start - 1] not in _DASHES):
        return None
    if not (is_time(text, first) and is_time(text, last)) and not _is_range_of_times(first, last):
        return None
    ranged = between(first, begin, last, stop)
    return None if (ranged.ends - ranged.begins) % (DAY if ranged.sure else HALF_DAY) == 0 else ranged


def _is_all_day(phrase: Phrase, hours: Hours) -> bool:
    """一天到晚 and 24小时 begin no range."""
    return phrase.clock is None and hours.ends - hours.begins >= LONGEST_PART


def _is_range_of_times(first: Phrase, last: Phrase) -> bool:
    """13.00-14.00 and 22.40-7.00 are; 4.20-5.30 may be dates."""
    clocks = [phrase.clock for phrase in (first, last) if phrase.clock is not None]
    if any(not clock.weak for clock in clocks):
        return True
    return any(clock.hour > NOON for clock in clocks) or all(clock.minute in {0, HALF} for clock in clocks)


def _without_a_clock(text: str, phrase: Phrase, hours: Hours | None) -> list[TimeTold]:
    word = phrase.word
    if word is not None and word.sort == "now":
        return [TimeTold(phrase.start, phrase.end, "going_on")]
    if word is not None and word.sort == "lasting":
        return [_time(phrase.start, phrase.end, "lasting", phrase, hours)]
    since = _since(text, phrase)
    if since is not None:
        return [_time(*since, "since", phrase, None)]
    if (word is not None and word.sort == "ago") or _is_a_long_time(phrase.calendar, phrase):
        return []
    sort: TimeSort = "often" if phrase.often else "day" if hours is None else "part"
    return [_time(phrase.start, phrase.end, sort, phrase, hours)]


def _is_a_long_time(day: CalendarDay | None, phrase: Phrase) -> bool:
    """去年 and 10月 are no time of an occurrence, but a story's."""
    if day is None or phrase.part is not None or phrase.word is not None:
        return False
    return day.day is None and day.weekday is None and day.weeks is None


def _since(text: str, phrase: Phrase) -> tuple[int, int] | None:
    """从上个月起, 自去年10月以来, 三个月前开始: where it stands."""
    if phrase.part is not None or phrase.every or (phrase.word is None and phrase.calendar is None):
        return None
    lead = next((lead for lead in _SINCE_BEFORE if text.endswith(lead, 0, phrase.start)), "")
    after = _SINCE_AFTER.match(text, phrase.end)
    if after is None and (not lead or text.startswith(_TO, phrase.end)):
        return None
    return phrase.start - len(lead), after.end() if after is not None else phrase.end


def _time(start: int, end: int, sort: TimeSort, phrase: Phrase, hours: Hours | None) -> TimeTold:
    days = phrase.days
    first, last = days if days is not None else (None, None)
    if sort == "since" and last is not None:
        last = 0
    begins, ends, sure = (hours.begins, hours.ends, hours.sure) if hours is not None else (None, None, True)
    if phrase.calendar is None or days is not None:
        return TimeTold(start, end, sort, begins, ends, sure, first, last, phrase.every)
    return CalendarTime(start, end, sort, begins, ends, sure, None, None, phrase.every, phrase.calendar)

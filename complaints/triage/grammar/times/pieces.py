"""The pieces of times in a text: each a word, a calendar day or a clock, in one pass."""

import re
from dataclasses import dataclass

from complaints.triage.grammar.times.calendar_day import CalendarDay
from complaints.triage.grammar.times.clocks import FOLLOWING, Clock, clock_at
from complaints.triage.grammar.times.dates import NAMED_SECOND, dated_day_at, named_day_at
from complaints.triage.grammar.times.durations import COUNTED_FIRST, TIMES_SECOND, lasting_at, often_at
from complaints.triage.grammar.times.numbers import NUMERALS
from complaints.triage.grammar.times.words import SECOND_LETTERS, Word, word_at


@dataclass(slots=True)
class Piece:
    """`text[start:end]`; either a word, or a calendar day that may recur (`word` says so), or a clock."""

    start: int
    end: int
    word: Word | None = None
    calendar: CalendarDay | None = None
    clock: Clock | None = None


_NUMBER = re.compile(rf"[0-9]+|[{NUMERALS}]+|半|好几|[几数]")
_LONGEST_NUMBER = 4
_NO_NUMBER_AFTER = re.compile(r"[a-z.．:：/#第]")

_NOW = re.compile(
    "现在(?:还没停?|[还仍]在?|[又正也都]在?|依[旧然]在?|已经?|是|就在|(?=\\s?[\\d凌晚半夜深早快大零一二两三四五六七八九十,，]))"
    "|(?:一直)?(?:到现在|至今|到这会儿?|到此刻)(?:[还仍都也]|依[旧然]|一直)?(?:没停|不停|没消停|没结束|没歇|在(?!哪)|未停|继续)"
    "|(?:还|仍|仍然|依旧|依然|还一直)在(?=[响吵闹施打敲砸挖钻唱跳放叫干装锯拆搅轰震作浇持继轰嗡嚎捣])"
    "|(?:还没停|还不停)(?![水电气车])"
)
_NOW_SECOND = {"现": "在", "还": "在没不一", "仍": "在然", "依": "旧然", "到": "现这此", "至": "今", "一": "直"}
_NOW_WORD = Word("now")
_RECURS = Word("day", every=True)

_NUMBER_FIRST = frozenset("0123456789" + NUMERALS) | COUNTED_FIRST
_DATE_SIGNS = frozenset("年月日号./- ")
_LASTING_SIGNS = frozenset("多几来余个半天日晚夜宿周星礼月年小钟 ")


def _where_one_begins() -> re.Pattern[str]:
    """Most characters that may begin a time don't; the one after them shows it without leaving the pattern.

    An alternation of single letters is searched by a set of them (re compiles it so), hence the digits one by one.
    """
    seconds: dict[str, set[str]] = {letter: set(after) for letter, after in SECOND_LETTERS.items()}
    for more in (NAMED_SECOND, TIMES_SECOND, _NOW_SECOND):
        for letter, after in more.items():
            if after and seconds.get(letter, {""}):
                seconds.setdefault(letter, set()).update(after)
    follows = _NUMBER_FIRST | FOLLOWING | _DATE_SIGNS | _LASTING_SIGNS
    for letter in _NUMBER_FIRST:
        seconds.setdefault(letter, set()).update(follows)
    return re.compile(
        "|".join(
            letter + (f"(?=[{re.escape(''.join(sorted(after)))}])" if after else "")
            for letter, after in sorted(seconds.items())
        )
    )


_BEGINS = _where_one_begins()

FILLER = re.compile('[\\s的都才就还在仍约近快过了是到至大概差不多将已经又从得,，、:："“(（\\-~—]{0,6}')
"""Between a part of the day and its hour (晚上都快十点了)."""


def pieces_of(text: str) -> list[Piece]:
    """In order, not overlapping."""
    pieces: list[Piece] = []
    place = 0
    while (found := _BEGINS.search(text, place)) is not None:
        place = found.start()
        piece = _word(text, place, pieces) or (_number(text, place, pieces) if found[0] in _NUMBER_FIRST else None)
        if piece is not None:
            pieces.append(piece)
            place = piece.end
        else:
            number = _NUMBER.match(text, place)
            place = number.end() if number is not None else place + 1
    return pieces


def _word(text: str, place: int, pieces: list[Piece]) -> Piece | None:
    letter = text[place]
    if letter in NAMED_SECOND and (dated := named_day_at(text, place)) is not None:
        return Piece(place, dated[0], _RECURS if dated[2] else None, dated[1])
    if letter in TIMES_SECOND and (often := often_at(text, place)) is not None:
        return Piece(place, often[0], often[1])
    if letter in SECOND_LETTERS and (known := word_at(text, place)) is not None:
        end, word = known
        if not word.bound or _is_bound(text, place, end, pieces):
            return Piece(place, end, word)
    if letter in _NOW_SECOND and (now := _NOW.match(text, place)) is not None:
        return Piece(place, now.end(), _NOW_WORD)
    return None


_ONE_O_CLOCK = frozenset("半钟整")


def _is_bound(text: str, place: int, end: int, pieces: list[Piece]) -> bool:
    following = text[end : end + 1]
    if text.startswith("一点", end) and text[end + 2 : end + 3] not in _ONE_O_CLOCK:
        return False  # 早一点, 晚一点
    if following.isdigit() or (following and following in NUMERALS):
        return True
    return bool(pieces) and pieces[-1].end == place and _tells_a_day(pieces[-1])


def _tells_a_day(piece: Piece) -> bool:
    word = piece.word
    return piece.calendar is not None or (word is not None and word.sort == "day" and word.part is None)


def _number(text: str, place: int, pieces: list[Piece]) -> Piece | None:
    found = _NUMBER.match(text, place)
    if found is None or found.end() - place > _LONGEST_NUMBER:
        return None
    start, end = found.span()
    following = text[end : end + 1]
    if start and _NO_NUMBER_AFTER.match(text, start - 1) is not None:
        return None
    if following in FOLLOWING and (clock := clock_at(text, start, end, led=_is_led(text, start, pieces))) is not None:
        return Piece(start, clock.end, clock=clock)
    if following in _DATE_SIGNS and (dated := dated_day_at(text, start, end)) is not None:
        return Piece(start, dated[0], calendar=dated[1])
    if following not in _LASTING_SIGNS or (lasting := lasting_at(text, start, end)) is None:
        return None
    begin = lasting[0] if not pieces or pieces[-1].end <= lasting[0] else start
    return Piece(begin, lasting[1], lasting[2])


def _is_led(text: str, start: int, pieces: list[Piece]) -> bool:
    """A part of the day or another hour stands before, and nothing but particles between."""
    if not pieces:
        return False
    last = pieces[-1]
    leads = last.clock is not None or (last.word is not None and last.word.part is not None)
    return leads and FILLER.fullmatch(text, last.end, start) is not None

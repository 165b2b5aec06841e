"""Pieces that stand together and tell one time: 昨天 + 晚上 + 十点."""

from dataclasses import dataclass

from complaints.triage.grammar.times.calendar_day import CalendarDay
from complaints.triage.grammar.times.clocks import Clock
from complaints.triage.grammar.times.parts import NIGHTLY, Part
from complaints.triage.grammar.times.pieces import FILLER, Piece
from complaints.triage.grammar.times.words import Word

_LONGEST_FILLER = 6
_UNTIL = ("到", "至")
_NO_UNTIL = ("每到", "一到", "看到", "听到", "等到", "遇到", "想到", "提到", "收到", "接到")


@dataclass(slots=True)
class Phrase:
    """`word` is the first day, often, now or lasting told. `evening`: an evening is told, so that 一点 is after it.

    `until`: 到 stands between its pieces or before it.
    """

    start: int
    end: int
    word: Word | None = None
    part: Part | None = None
    calendar: CalendarDay | None = None
    clock: Clock | None = None
    clock_start: int = 0
    every: bool = False
    often: bool = False
    next_day: bool = False
    bound: bool = False
    evening: bool = False
    until: bool = False

    @property
    def days(self) -> tuple[int, int] | None:
        """From the day of the message, both included."""
        word = self.word
        if word is None or word.first_day is None or word.last_day is None:
            return None
        return word.first_day, word.last_day

    @property
    def alone(self) -> bool:
        """现在 and 连续三天 take nothing to them."""
        return self.word is not None and self.word.sort in {"now", "lasting", "ago"}


def phrases_of(text: str, pieces: list[Piece]) -> list[Phrase]:
    """In order, not overlapping."""
    phrases: list[Phrase] = []
    for piece in pieces:
        open_phrase = phrases[-1] if phrases else None
        if open_phrase is None or not _joins(text, open_phrase, piece):
            open_phrase = Phrase(piece.start, piece.start)
            open_phrase.until = ends_in_until(text, piece.start)
            phrases.append(open_phrase)
        elif text.endswith(_UNTIL, open_phrase.end, piece.start):
            open_phrase.until = ends_in_until(text, piece.start)
        _take(open_phrase, piece)
    return [phrase for phrase in phrases if _says_something(phrase)]


def ends_in_until(text: str, place: int) -> bool:
    """到 and 持续至 before an hour; not 到了 and 每到."""
    return text.endswith(_UNTIL, max(0, place - 1), place) and not text.endswith(_NO_UNTIL, max(0, place - 2), place)


def _joins(text: str, phrase: Phrase, piece: Piece) -> bool:
    gap = piece.start - phrase.end
    if phrase.clock is not None or phrase.alone or gap > _LONGEST_FILLER or (phrase.bound and gap):
        return False
    if gap and FILLER.fullmatch(text, phrase.end, piece.start) is None:
        return False
    return piece.clock is not None or _adds_to(text, phrase, piece, gap)


def _adds_to(text: str, phrase: Phrase, piece: Piece, gap: int) -> bool:
    """A day before a part of it, 每天 before both; two ways to tell one day only where nothing stands between."""
    word = piece.word
    if piece.calendar is not None:
        recurs = phrase.every and not (phrase.word is not None and phrase.word.sort == "lead")
        return not (recurs or phrase.part or phrase.calendar or gap)
    assert word is not None
    if word.sort == "day":
        return phrase.calendar is not None and not (phrase.part or phrase.word or gap)
    if word.sort == "part":
        parted = phrase.part is not None and (gap > 1 or text.endswith(_UNTIL, phrase.end, piece.start))
        return not parted and _parts_join(phrase.part, word.part)
    return word.sort == "often" and phrase.part is None and not phrase.every


def _parts_join(told: Part | None, new: Part | None) -> bool:
    """昨晚 + 半夜, 早上 + 一大早; but 中午 and 晚上 are two times."""
    if told is None or new is None:
        return new is not None
    if "round" in {told.family, new.family}:
        return False
    return told.family == new.family or (told.family in NIGHTLY and new.family in NIGHTLY and told.family != "small")


def _take(phrase: Phrase, piece: Piece) -> None:
    phrase.end = piece.end
    if piece.clock is not None:
        phrase.clock, phrase.clock_start = piece.clock, piece.start
        return
    word = piece.word
    if piece.calendar is not None:
        phrase.calendar = piece.calendar
    if word is None:
        return
    if word.sort == "next":
        phrase.next_day = True
    elif word.sort != "part":
        phrase.word = phrase.word if phrase.word is not None and word.first_day is None else word
    if word.sort in {"often", "lead"}:
        phrase.often = True
    phrase.every |= word.every
    if word.part is not None:
        phrase.part = word.part
        phrase.evening |= word.part.family == "evening"
        phrase.bound = word.bound


def _says_something(phrase: Phrase) -> bool:
    """每到 and 第二天 alone do not, nor does a 早 without its hour."""
    if phrase.clock is not None:
        return True
    if phrase.bound and phrase.word is None and phrase.calendar is None:
        return False
    word = phrase.word
    if phrase.part is not None or phrase.calendar is not None:
        return True
    return word is not None and word.sort != "lead"

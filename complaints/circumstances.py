"""When, where and how loud it was, as its resident tells it: what of that staff should see at a glance."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from complaints.triage import Reading, TimeSaid
from complaints.triage.grammar.times import times_told
from complaints.triage.grammar.times.calendar_day import CalendarTime
from complaints.triage.grammar.told import PlaceTold, TimeTold

# What a clerk takes in beside the words themselves.
PLACES_KEPT = 2
# A letter that tells more of them is no report of one time.
TIMES_WEIGHED = 20
# Characters of a time's words: they may hold any number of marks that were read over.
WORD_KEPT = 40
DAY = timedelta(days=1)


Tells = Literal["stretch", "hours", "day", "words"]
"""What is sure of a time: day and hours, hours alone (中午12点到2点), the day alone (上周三), only words (每天早上)."""


@dataclass(frozen=True, slots=True)
class When:
    """A time that was told. `begins` and `ends` are those of its stretch; None where it tells words alone."""

    word: str
    tells: Tells = "words"
    begins: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place without its door: a landmark or road in `name`, or a building (number), or both; `side`: 旁边, 对面."""

    name: str | None = None
    building: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`decibels`: the loudest level that they measured."""

    when: When | None = None
    places: tuple[Where, ...] = ()
    decibels: float | None = None

    @classmethod
    def of(cls, reading: Reading) -> Self:
        places = dict.fromkeys(filter(None, map(_where, reading.places)))
        loudness = max((told.decibels for told in reading.loudness), default=None)
        return cls(_when(reading.times), tuple(places)[:PLACES_KEPT], loudness)

    def to_json(self) -> dict[str, Any]:
        """The form that appeals keep. What was not told is left out; nothing told is {}."""
        out: dict[str, Any] = {}
        if self.when is not None:
            moments = {"begins": self.when.begins, "ends": self.when.ends}
            written = {name: moment.isoformat() for name, moment in moments.items() if moment is not None}
            out["when"] = {"word": self.when.word[:WORD_KEPT], "tells": self.when.tells, **written}
        if self.places:
            out["places"] = [
                {name: value for name, value in asdict(place).items() if value is not None} for place in self.places
            ]
        if self.decibels is not None:
            out["decibels"] = self.decibels
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        when, told = None, data.get("when")
        if told is not None:
            begins, ends = (datetime.fromisoformat(told[name]) if name in told else None for name in ("begins", "ends"))
            when = When(told["word"], told["tells"], begins, ends)
        return cls(when, tuple(Where(**place) for place in data.get("places", ())), data.get("decibels"))


def _where(told: PlaceTold) -> Where | None:
    """Nobody's door: unit, floor and room stay in the words."""
    if told.name is None and told.building is None:
        return None
    return Where(told.name, told.building, told.side)


def _when(times: tuple[TimeSaid, ...]) -> When | None:
    """The first that tells a clock, else the first that comes again, else the first that names a day."""
    told = times[:TIMES_WEIGHED]
    for said in told:
        if said.sort == "clock" and (said.every or said.begins is not None):
            return _by_the_clock(said)
    for said in told:
        if said.every and (alone := _alone(said.word)) is not None and alone.begins is not None:
            return When(said.word)
    for said in told:
        if said.sort in {"day", "part"} and _is_one_day(said) and _names_a_day(_alone(said.word)):
            return When(said.word, "day", said.begins, said.ends)
    return None


def _by_the_clock(said: TimeSaid) -> When:
    alone = None if said.every else _alone(said.word)
    if alone is None or not alone.sure:
        return When(said.word)
    return When(said.word, "stretch" if _names_a_day(alone) else "hours", said.begins, said.ends)


def _alone(word: str) -> TimeTold | None:
    """What the words of a time tell by themselves: a reading has its stretch only, not how sure that is."""
    return next(iter(times_told(word)), None)


def _is_one_day(said: TimeSaid) -> bool:
    return said.begins is not None and said.ends is not None and said.ends - said.begins <= DAY


def _names_a_day(alone: TimeTold | None) -> bool:
    """昨天下午 and 上周三 do, 半夜 and 晚上八点 don't."""
    return alone is not None and (alone.first_day is not None or isinstance(alone, CalendarTime))

"""What a message tells of times, places, loudness, and what must not be shown, each with where it stands.

`start` and `end` are places in the text it was found in. A reading gives them in the resident's own characters.
"""

from dataclasses import dataclass
from typing import Literal

MINUTES_A_DAY = 24 * 60

TimeSort = Literal["clock", "part", "day", "going_on", "often", "lasting", "since"]
"""clock 23:40, part 半夜, day 昨天, going_on 现在还在, often 每天, lasting 连续三天, since 从上周起."""


@dataclass(frozen=True, slots=True)
class TimeTold:
    """`begins` and `ends`: minutes after the midnight that begins the day told, local; None when no hour is told.

    `ends` past 1440 lies in the next day. `begins == ends` is a moment. `sure` is False for a bare 两点, which may be
    of the day or of the night. `first_day` and `last_day` count from the day of the message, both included (昨天: -1,
    -1); None when no day is told, and for 每天, which is `every`.
    """

    start: int
    end: int
    sort: TimeSort
    begins: int | None = None
    ends: int | None = None
    sure: bool = True
    first_day: int | None = None
    last_day: int | None = None
    every: bool = False


PlaceSort = Literal["address", "building", "landmark", "road"]


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """`name`: a road, a compound or a landmark as it was written. `side`: 旁边, 对面 … of it.

    Numbers are strings, because C1栋 and 12# are: `building`, `unit` (单元), `floor`, `room`.
    """

    start: int
    end: int
    sort: PlaceSort
    name: str | None = None
    side: str | None = None
    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class LoudnessTold:
    """A measured level in dB(A), as the resident gives it."""

    start: int
    end: int
    decibels: float


MaskSort = Literal["mobile", "landline", "id_card", "plate", "bank_card", "email", "account", "name"]


@dataclass(frozen=True, slots=True)
class Mask:
    """What is personal and must be covered wherever the text leaves the case (个人信息保护法 Art. 51, 73)."""

    start: int
    end: int
    sort: MaskSort

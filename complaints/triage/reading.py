"""What triage says about one message."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.grammar.told import LoudnessTold, Mask, PlaceTold, TimeSort

SmallTalk = Literal["greeting", "thanks", "farewell", "assent"]


class Hit(NamedTuple):
    """A word that made the reading: `original[start:end] == word`; `speaks_for` is what its rule argued for.

    `rule` is the name of the rule, as the office reads it in the files.
    """

    word: str
    start: int
    end: int
    speaks_for: str
    rule: str


class TimeSaid(NamedTuple):
    """A time as it was said, `original[start:end] == word`, and the stretch it means against the message's own time.

    `begins`, `ends`: aware, in the zone of the message; None where it says no stretch (每天) or no time was given.
    """

    word: str
    start: int
    end: int
    sort: TimeSort
    begins: datetime | None
    ends: datetime | None
    every: bool

    def as_json(self) -> dict[str, Any]:
        """Times as ISO 8601 with their offset."""
        return self._asdict() | {
            "begins": self.begins.isoformat() if self.begins else None,
            "ends": self.ends.isoformat() if self.ends else None,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """`times`, `places`, `loudness` and `masks` are in order and stand at places of the original.

    `category` is None when a person should decide, among `likeliest`, best first.

    `small_talk` marks a message that needs a kind answer and no number.
    """

    kind: Kind
    category: Category | None
    second: Category | None
    noise: bool
    night: bool
    repeat: bool
    urgency: Urgency
    confidence: float
    hits: tuple[Hit, ...]
    likeliest: tuple[Category, Category, Category]
    small_talk: SmallTalk | None
    times: tuple[TimeSaid, ...] = ()
    places: tuple[PlaceTold, ...] = ()
    loudness: tuple[LoudnessTold, ...] = ()
    masks: tuple[Mask, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """A plain dict, ready for json.dumps; codes are their strings. A word may hold a lone surrogate."""
        return {
            "kind": self.kind.value,
            "category": self.category.value if self.category else None,
            "second": self.second.value if self.second else None,
            "noise": self.noise,
            "night": self.night,
            "repeat": self.repeat,
            "urgency": self.urgency.value,
            "confidence": round(self.confidence, 3),
            "hits": [hit._asdict() for hit in self.hits],
            "likeliest": [c.value for c in self.likeliest],
            "small_talk": self.small_talk,
            "times": [said.as_json() for said in self.times],
            "places": [
                {name: value for name, value in asdict(told).items() if value is not None} for told in self.places
            ],
            "loudness": [asdict(told) for told in self.loudness],
            "masks": [asdict(mask) for mask in self.masks],
        }

"""What triage says about one message."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from complaints.triage.codes import Category, Kind, Urgency

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


@dataclass(frozen=True, slots=True)
class Reading:
    """`category` is None when a person should decide, among `likeliest`, best first.

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
        }

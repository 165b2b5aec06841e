"""How well messages are read, by labels that people gave them."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.reading import Reading

LEAST = 3
"""Classes that are labelled less often say nothing about themselves and are left out of a mean."""

BINS = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and how it ought to be read. `second` is right as well. `at`: when it was said, if that is known."""

    text: str
    kind: Kind
    category: Category
    second: Category | None
    noise: bool
    night: bool
    urgency: Urgency
    at: datetime | None = None

    @classmethod
    def of_json(cls, line: str | bytes) -> "Labelled":
        """Raises ValueError that says which key is wrong."""
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            raise ValueError("is no JSON") from None
        if not isinstance(given, dict):
            raise ValueError("is no JSON object")  # noqa: TRY004 - of a file
        second, at = given.get("second"), given.get("at")
        return cls(
            text=_of_type(given, "text", str),
            kind=_code(given, "kind", Kind),
            category=_code(given, "category", Category),
            second=None if second is None else _code(given, "second", Category),
            noise=_of_type(given, "noise", bool),
            night=_of_type(given, "night", bool),
            urgency=_code(given, "urgency", Urgency),
            at=None if at is None else moment(_of_type(given, "at", str)),
        )


def moment(written: str) -> datetime:
    """2026-11-22T23:40+08:00, on the office's own clock. Raises ValueError."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise ValueError("at: must be a time such as 2026-11-22T23:40+08:00") from None


def _of_type(given: dict[str, Any], key: str, kind: type[Any]) -> Any:  # noqa: ANN401 - of that type
    if not isinstance(given.get(key), kind):
        raise ValueError(f"{key}: must be {'true or false' if kind is bool else 'text'}")  # noqa: TRY004 - of a file
    return given[key]


def _code(given: dict[str, Any], key: str, codes: type[StrEnum]) -> Any:  # noqa: ANN401 - one of the codes
    try:
        return codes(str(given.get(key)))
    except ValueError:
        raise ValueError(f"{key}: must be one of {', '.join(codes)}") from None


class Rate(NamedTuple):
    """Of those said how many were true, of the true ones how many were said, and the mean of both."""

    precision: float
    recall: float
    f1: float


class Bin(NamedTuple):
    """Readings of a confidence from `begins` to `ends`: how many there were, and of how many the category was right."""

    begins: float
    ends: float
    messages: int
    right: int


class Cell(NamedTuple):
    """How often messages of one category were read as another; None: as not sure."""

    labelled: Category
    read: Category | None
    messages: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares are 0 to 1. `answered`: with a category. `by_category`: F1 and number of labels, the commonest first.

    In `calibration` a reading without a category counts as right where the likeliest one is.
    """

    messages: int
    answered: float
    category_accuracy: float
    category_accuracy_or_second: float
    category_accuracy_when_sure: float
    category_macro_f1: float
    kind_macro_f1: float
    noise: Rate
    night: Rate
    emergency: Rate
    urgent: Rate
    by_category: tuple[tuple[Category, float, int], ...]
    calibration: tuple[Bin, ...]
    confusion: tuple[Cell, ...]

    def rates(self) -> dict[str, float]:
        """Each share by its name: noise_f1, emergency_recall and so on."""
        plain = ("answered", "category_accuracy", "category_accuracy_or_second", "category_accuracy_when_sure")
        shares: dict[str, float] = {name: getattr(self, name) for name in plain}
        shares |= {"category_macro_f1": self.category_macro_f1, "kind_macro_f1": self.kind_macro_f1}
        for name in ("noise", "night", "emergency", "urgent"):
            shares |= {f"{name}_{part}": value for part, value in getattr(self, name)._asdict().items()}
        return shares

    def as_json(self) -> dict[str, Any]:
        """A plain dict, ready for json.dumps."""
        return {
            "messages": self.messages,
            **{name: round(share, 4) for name, share in self.rates().items()},
            "f1": {category.value: round(f1, 4) for category, f1, _ in self.by_category},
            "calibration": [each._asdict() for each in self.calibration],
            "confusion": [each._asdict() for each in self.confusion],
        }


Pairs = Sequence[tuple[Labelled, Reading]]


def measure(pairs: Pairs) -> Figures:
    """All zero for no messages."""
    categories = [(label.category, reading.category) for label, reading in pairs]
    sure = [(true, said) for true, said in categories if said is not None]
    per_category = _f1_each(categories)
    return Figures(
        messages=len(pairs),
        answered=_share(len(sure), len(pairs)),
        category_accuracy=_share(sum(true == said for true, said in categories), len(pairs)),
        category_accuracy_or_second=_share(sum(not is_wrong(*pair) for pair in pairs), len(pairs)),
        category_accuracy_when_sure=_share(sum(true == said for true, said in sure), len(sure)),
        category_macro_f1=_mean(per_category),
        kind_macro_f1=_mean(_f1_each([(label.kind, reading.kind) for label, reading in pairs])),
        noise=_rate((label.noise, reading.noise) for label, reading in pairs),
        night=_rate((label.night, reading.night) for label, reading in pairs),
        emergency=_level(pairs, Urgency.EMERGENCY),
        urgent=_level(pairs, Urgency.URGENT),
        by_category=tuple(sorted(per_category, key=lambda each: (-each[2], each[0]))),
        calibration=_calibration(pairs),
        confusion=_confusion(categories),
    )


def is_wrong(label: Labelled, reading: Reading) -> bool:
    """Neither the category nor the second one was found. Not to be sure is wrong, too."""
    return reading.category is None or reading.category not in (label.category, label.second)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _rate(pairs: Iterable[tuple[bool, bool]]) -> Rate:
    """Of pairs (true, said)."""
    counted = Counter(pairs)
    both = counted[True, True]
    precision, recall = _share(both, both + counted[False, True]), _share(both, both + counted[True, False])
    return Rate(precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0)


def _level(pairs: Pairs, level: Urgency) -> Rate:
    return _rate((label.urgency is level, reading.urgency is level) for label, reading in pairs)


def _f1_each(pairs: Sequence[tuple[Any, Any]]) -> list[tuple[Any, float, int]]:
    """F1 and number of each class that is labelled LEAST times or more."""
    labelled = Counter(true for true, _ in pairs)
    return [
        (each, _rate((true == each, said == each) for true, said in pairs).f1, count)
        for each, count in labelled.items()
        if count >= LEAST
    ]


def _mean(classes: list[tuple[Any, float, int]]) -> float:
    return sum(f1 for _, f1, _ in classes) / len(classes) if classes else 0.0


def _calibration(pairs: Pairs) -> tuple[Bin, ...]:
    counts, rights = [0] * BINS, [0] * BINS
    for label, reading in pairs:
        place = min(BINS - 1, int(reading.confidence * BINS))
        counts[place] += 1
        rights[place] += (reading.category or reading.likeliest[0]) == label.category
    return tuple(Bin(n / BINS, (n + 1) / BINS, counts[n], rights[n]) for n in range(BINS))


def _confusion(pairs: Sequence[tuple[Category, Category | None]]) -> tuple[Cell, ...]:
    order = list(Category)
    counted = Counter(pairs)
    return tuple(
        Cell(true, said, counted[true, said]) for true in order for said in (*order, None) if counted[true, said]
    )

"""From sums to a reading: which kind, which category and how sure, how urgent."""

from collections.abc import Mapping

from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.score import Tally

CLOSE_SECOND = 0.45
"""A second category is named when it has at least this part of the first one's sum."""

KINDS = {f"kind.{kind}": kind for kind in Kind}
CATEGORIES = {category.value: (place, category) for place, category in enumerate(Category)}

USUAL = (Category.NOISE_SOCIAL, Category.NOISE_CONSTRUCTION, Category.SANITATION)
"""Offered when nothing speaks for three categories: the commonest subjects of hotline messages."""


def kind_of(kinds: Tally) -> Kind:
    """What most was said for; other, where nothing was. Of equals the first of the codes."""
    if not kinds.sums:
        return Kind.OTHER
    most = max(kinds.sums.values())
    for target, kind in KINDS.items():
        if kinds.sums.get(target, 0.0) == most:
            return kind
    return Kind.OTHER


def most_of(sums: Mapping[str, float]) -> str:
    """What most was said for; of equals what was said first."""
    return max(sums, key=sums.__getitem__)


def ranked(categories: Tally) -> list[tuple[Category, float]]:
    """The categories something spoke for, best first; equals in the order of the codes."""
    scored = sorted((-weight, *CATEGORIES[code]) for code, weight in categories.sums.items())
    return [(category, -weight) for weight, _, category in scored]


def likeliest_of(scored: list[tuple[Category, float]]) -> tuple[Category, Category, Category]:
    """Three different ones, always."""
    found = [category for category, _ in scored[:3]]
    found += [category for category in USUAL if category not in found]
    return found[0], found[1], found[2]


def urgency_of(danger: Tally, feared: Tally, urgencies: Tally, kind: Kind, facts: set[str]) -> Urgency:
    """`danger`: people may be hurt now. `feared`: danger is spoken of, but as possible or of another day."""
    if danger.sums and kind is not Kind.OTHER and not (kind is Kind.PRAISE and "resolved" in facts):
        return Urgency.EMERGENCY
    hurts = kind is Kind.COMPLAINT or (kind is Kind.OPINION and "noise_said" in facts)
    return Urgency.URGENT if hurts and (feared.sums or urgencies.sums) else Urgency.NORMAL

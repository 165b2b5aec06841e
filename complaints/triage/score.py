"""Weighs what was seen: each rule that holds adds to what it speaks for, and leaves the words that made it."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from complaints.triage.context import Seen
from complaints.triage.match import Spot
from complaints.triage.rules import Family, Rule

FRONT = 2.2
"""People say first what it is about: a rule that holds in the first sentence weighs this much more."""

MOST_COUNTED = 5
"""Places of one rule that still add weight, each half of the one before."""


class Spoken(NamedTuple):
    """A rule that held: `strength` times its weight is what it added."""

    rule: Rule
    strength: float
    spots: list[Spot]


@dataclass(slots=True)
class Tally:
    """Sums by what was spoken for. `trouble` is the part that says something is wrong."""

    sums: dict[str, float] = field(default_factory=dict)
    trouble: float = 0.0
    spoken: list[Spoken] = field(default_factory=list)

    def of(self, target: str) -> float:
        """0 when nothing spoke for it."""
        return self.sums.get(target, 0.0)

    def add(self, rule: Rule, strength: float, spots: list[Spot]) -> None:
        self.spoken.append(Spoken(rule, strength, spots))
        weight = rule.weight * strength
        self.sums[rule.speaks_for] = self.of(rule.speaks_for) + weight
        if rule.trouble:
            self.trouble += weight

    def why_of(self, target: str) -> Iterable[Spoken]:
        """The rules that spoke for it."""
        return (spoken for spoken in self.spoken if spoken.rule.speaks_for == target)


class Weighed(NamedTuple):
    """All that was weighed for one reading. `found`: the rules that told the `facts`.

    `dangers` are happening; `feared` are those and what is only feared, possible, or of another day.
    """

    facts: set[str]
    found: Tally
    categories: Tally
    kinds: Tally
    urgencies: Tally
    dangers: Tally
    feared: Tally


def holds(rule: Rule, seen: Seen, facts: set[str]) -> list[Spot] | None:
    """The places that make the rule hold, in order; None when it doesn't. A rule of facts alone has no places."""
    if not rule.when <= facts or rule.unless & facts:
        return None
    groups = []
    for group in rule.groups:
        spots = seen.get(group)
        if not spots:
            return None
        groups.append(spots)
    forbidden = seen.get(rule.none, []) if rule.none is not None else []
    if rule.within is None:
        return None if forbidden else sorted({spot for spots in groups for spot in spots})
    near = _near(groups, rule.within)
    if forbidden and near:
        near = [spot for spot in near if not _any_within(forbidden, spot, rule.within)]
    return near or None


def tally(family: Family, seen: Seen, facts: set[str], front_end: int) -> Tally:
    """`front_end`: where the first sentence ends."""
    result = Tally()
    for rule in family.candidates(seen):
        spots = holds(rule, seen, facts)
        if spots is None or (rule.first and not (spots and spots[0].start < front_end)):
            continue
        places = max(1, min(MOST_COUNTED, _apart(spots) // max(1, len(rule.groups))))
        strength = 2 * (1 - 0.5**places)
        if spots and spots[0].start < front_end:
            strength *= FRONT
        result.add(rule, strength, spots)
    return result


def _apart(spots: list[Spot]) -> int:
    """How many of them, in order, don't overlap: 加装电梯 and 装电梯 in it are one."""
    count, end = 0, -1
    for spot in spots:
        if spot.start >= end:
            count, end = count + 1, spot.end
    return count


def _near(groups: list[list[Spot]], within: int) -> list[Spot]:
    """Places where each group was last seen at most `within` characters before; one sweep over all of them."""
    last: dict[int, Spot] = {}
    near: set[Spot] = set()
    for spot, group in sorted((spot, group) for group, spots in enumerate(groups) for spot in spots):
        last[group] = spot
        if len(last) == len(groups) and spot.end - min(seen.start for seen in last.values()) <= within:
            near.update(last.values())
    return sorted(near)


def _any_within(spots: list[Spot], place: Spot, within: int) -> bool:
    after = bisect_left(spots, (place.start - within,))
    return after < len(spots) and spots[after].start <= place.start + within

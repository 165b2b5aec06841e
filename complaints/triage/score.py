"""Weighs what was seen: each rule that holds adds to what it speaks for, and leaves the words that made it."""

from bisect import bisect_left, bisect_right
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

STRENGTHS = tuple(2 * (1 - 0.5**places) for places in range(MOST_COUNTED + 1))
"""Of a rule that holds in so many places."""

PAIR = 2


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
        weight, target = rule.weight * strength, rule.speaks_for
        self.sums[target] = self.sums[target] + weight if target in self.sums else weight
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
    groups = [seen[group] for group in rule.groups if group in seen]
    if len(groups) != len(rule.groups):
        return None
    forbidden = seen.get(rule.none) if rule.none is not None else None
    if rule.within is None:
        return None if forbidden else _together(groups)
    near = groups[0] if len(groups) == 1 else _near(groups, rule.within)
    if forbidden and near:
        near = [spot for spot in near if not _any_within(forbidden, spot, rule.within)]
    return near or None


def tally(family: Family, seen: Seen, facts: set[str], front_end: int) -> Tally:
    """`front_end`: where the first sentence ends."""
    result, lone = Tally(), family.lone
    for rule in family.candidates(seen):
        spots = seen[rule.groups[0]] if rule.name in lone else holds(rule, seen, facts)
        if spots is None or (rule.first and not (spots and spots[0].start < front_end)):
            continue
        places = min(MOST_COUNTED, _apart(spots) // len(rule.groups)) if len(spots) > 1 else 1
        strength = STRENGTHS[max(1, places)]
        if spots and spots[0].start < front_end:
            strength *= FRONT
        result.add(rule, strength, spots)
    return result


def _apart(spots: list[Spot]) -> int:
    """How many of them, in order, don't overlap: 加装电梯 and 装电梯 in it are one."""
    count, end = 0, -1
    for spot in spots:
        if spot[0] >= end:
            count, end = count + 1, spot[1]
    return count


def _together(groups: list[list[Spot]]) -> list[Spot]:
    if len(groups) == 1:
        return groups[0]
    return sorted({spot for spots in groups for spot in spots})


def _near(groups: list[list[Spot]], within: int) -> list[Spot]:
    """Places where each group was last seen at most `within` characters before."""
    if len(groups) == PAIR:
        return _near_pairs(groups[0], groups[1], within)
    last: dict[int, Spot] = {}
    near: set[Spot] = set()
    for spot, group in sorted((spot, group) for group, spots in enumerate(groups) for spot in spots):
        last[group] = spot
        if len(last) == len(groups) and spot.end - min(seen.start for seen in last.values()) <= within:
            near.update(last.values())
    return sorted(near)


def _near_pairs(one: list[Spot], other: list[Spot], within: int) -> list[Spot]:
    near: set[Spot] = set()
    for spots, befores in ((one, other), (other, one)):
        for spot in spots:
            place = bisect_right(befores, spot) - 1
            if place >= 0 and spot[1] - befores[place][0] <= within:
                near.add(spot)
                near.add(befores[place])
    return sorted(near)


def _any_within(spots: list[Spot], place: Spot, within: int) -> bool:
    after = bisect_left(spots, (place.start - within,))
    return after < len(spots) and spots[after].start <= place.start + within

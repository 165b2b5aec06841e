"""Weighs what was seen: each rule that holds adds to what it speaks for, and leaves the words that made it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from complaints.triage.codes import Urgency
from complaints.triage.keywords import NONE, Asked, Seen
from complaints.triage.match import Spot
from complaints.triage.rulebook.rules import DANGER, URGENT, Rule

FRONT = 2.2
"""People say first what it is about: a rule that holds in the first sentence weighs this much more."""

MOST_COUNTED = 5
"""Places of one rule that still add weight, each half of the one before."""

STRENGTHS = tuple(2 * (1 - 0.5**places) for places in range(MOST_COUNTED + 1))
"""Of a rule that holds in so many places."""

PAIR = 2

Spoken = tuple[Rule, float, Sequence[Spot]]
"""A rule that held, its strength, and where: strength times weight is what it added."""


@dataclass(slots=True)
class Tally:
    """Sums by what was spoken for. `trouble` is the part that says something is wrong."""

    sums: dict[str, float] = field(default_factory=dict)
    trouble: float = 0.0
    spoken: list[Spoken] = field(default_factory=list)

    def of(self, target: str) -> float:
        """0 when nothing spoke for it."""
        return self.sums.get(target, 0.0)


NOTHING = Tally()
"""Where nothing spoke."""


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

    def why(self, urgency: Urgency) -> list[tuple[str, Tally]]:
        """What spoke for it, and where: for an urgent one what is feared, where nothing else does."""
        if urgency is Urgency.EMERGENCY:
            return [(DANGER, self.dangers)]
        return [(URGENT, self.urgencies), (DANGER, NOTHING if self.urgencies.sums else self.feared)]


def facts_told(asked: Iterable[Asked], seen: Seen, facts: set[str], front_end: int) -> Tally:
    """Adds to `facts`; each may rest on those before it (rules.FACTS). `front_end`: where the first sentence ends."""
    found = Tally()
    for rule, spots in _holding(asked, seen, facts, front_end):
        facts.add(rule.speaks_for[len("fact.") :])
        found.spoken.append((rule, 1.0, spots))
    return found


def tally(asked: Iterable[Asked], seen: Seen, facts: set[str], front_end: int) -> Tally:
    """`front_end`: where the first sentence ends."""
    sums: dict[str, float] = {}
    spoken: list[Spoken] = []
    trouble = 0.0
    for rule, spots in _holding(asked, seen, facts, front_end):
        strength = 1.0
        if spots:
            if len(spots) > 1:
                strength = STRENGTHS[max(1, min(MOST_COUNTED, _apart(spots) // len(rule.groups)))]
            if spots[0][0] < front_end:
                strength *= FRONT
        spoken.append((rule, strength, spots))
        weight, target = rule.weight * strength, rule.speaks_for
        sums[target] = sums[target] + weight if target in sums else weight
        if rule.trouble:
            trouble += weight
    return Tally(sums, trouble, spoken)


def _holding(
    asked: Iterable[Asked], seen: Seen, facts: set[str], front_end: int
) -> Iterator[tuple[Rule, Sequence[Spot]]]:
    """The rules that hold, by the facts there are when it is their turn, and where."""
    for rule, when, unless, group, other, plain in asked:
        if (when and not when <= facts) or (unless and not unless.isdisjoint(facts)):
            continue
        if plain:
            yield rule, seen[group] if group != NONE else ()
        elif other == NONE or other in seen:
            spots = _where(rule, seen, front_end)
            if spots is not None:
                yield rule, spots


def _where(rule: Rule, seen: Seen, front_end: int) -> Sequence[Spot] | None:
    """The places that make the rule hold, in order; None when it doesn't. Facts have been asked before. A rule of facts
    alone has no places.
    """
    forbidden = seen.get(rule.none) if rule.none is not None else None
    if forbidden and rule.within is None:
        return None
    groups = [seen[group] for group in rule.groups if group in seen]
    if len(groups) != len(rule.groups):
        return None
    if rule.within is None:
        spots = _together(groups)
    else:
        spots = groups[0] if len(groups) == 1 else _near(groups, rule.within)
        if forbidden and spots:
            spots = [spot for spot in spots if not _any_within(forbidden, spot, rule.within)]
        if not spots:
            return None
    return None if rule.first and not (spots and spots[0][0] < front_end) else spots


def _apart(spots: Iterable[Spot]) -> int:
    """How many of them, in order, don't overlap: 加装电梯 and 装电梯 in it are one."""
    count, end = 0, -1
    for spot in spots:
        if spot[0] >= end:
            count, end = count + 1, spot[1]
    return count


def _together(groups: list[list[Spot]]) -> list[Spot]:
    return groups[0] if len(groups) == 1 else sorted(set[Spot]().union(*groups))


def _near(groups: list[list[Spot]], within: int) -> list[Spot]:
    """Places where each group was last seen at most `within` characters before."""
    if len(groups) == PAIR:
        return _near_pairs(groups[0], groups[1], within)
    last: dict[int, Spot] = {}
    near: set[Spot] = set()
    for spot, group in sorted((spot, group) for group, spots in enumerate(groups) for spot in spots):
        last[group] = spot
        if len(last) == len(groups) and spot[1] - min(seen[0] for seen in last.values()) <= within:
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
    after = bisect_left(spots, (place[0] - within, -1, -1))
    return after < len(spots) and spots[after][0] <= place[0] + within

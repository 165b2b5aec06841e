"""What a reading asks of each keyword, by its number in the index: one look, however many rules there are."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from complaints.triage.match import Spot, WordIndex
from complaints.triage.rulebook.rules import Rule, Rules

Seen = Mapping[int, list[Spot]]
"""For each group of words the places where one of them stands, in order."""

Asked = tuple[Rule, frozenset[str], frozenset[str], int, int, bool]
"""A rule as it is asked: itself; when and unless; the group that raises it and another one it needs, NONE where there
is none; whether nothing else is to be asked. A plain tuple is taken apart in one step, and fifty are for each message.
"""

NONE = -1
"""No group."""

RARER = 20
"""How much more often than a word of two characters one of one is met."""


class Keywords:
    """`groups` of each keyword, those that a rule asks for. `marks`: to which of rules.SEEN_BY_CODE it belongs."""

    def __init__(self, rules: Rules) -> None:
        self.index = WordIndex(rules.words.keys() | rules.hiding)
        self.words = self.index.words
        numbers = {word: number for number, word in enumerate(self.words)}
        self.troubling = _numbers(numbers, rules.troubling)
        self.hiding = _numbers(numbers, rules.hiding)
        self.whole = _numbers(numbers, rules.whole)
        self.marks = {numbers[word]: titles for word, titles in rules.marks.items()}
        self.marking = frozenset(self.marks)
        families = (rules.facts, rules.categories, rules.kinds, rules.urgencies, rules.dangers)
        self._bounds = [0]
        for family in families:
            self._bounds.append(self._bounds[-1] + len(family.rules))
        every = [rule for family in families for rule in family.rules]
        often = _often(rules.words)
        self._asked = [_asked(rule, often) for rule in every]
        self._always = frozenset(place for place, rule in enumerate(every) if not rule.groups)
        wanted = {group for rule in every for group in (*rule.groups, rule.none) if group is not None}
        raised: dict[int, list[int]] = defaultdict(list)
        for place, asked in enumerate(self._asked):
            raised[asked[3]].append(place)
        alike: dict[tuple[int, ...], tuple[tuple[int, ...], frozenset[int]]] = {}
        self.groups: list[tuple[int, ...]] = []
        self._raises: list[frozenset[int]] = []
        for word in self.words:
            groups = rules.words.get(word, ())
            if groups not in alike:
                kept = tuple(group for group in groups if group in wanted)
                alike[groups] = kept, frozenset(place for group in kept for place in raised.get(group, ()))
            kept, places = alike[groups]
            self.groups.append(kept)
            self._raises.append(places)

    def seen(self, spots: Iterable[Spot]) -> Seen:
        """By group."""
        seen: dict[int, list[Spot]] = {}
        groups = self.groups
        for spot in spots:
            alone = [spot]  # most groups are met once: those of one word share its list
            for group in groups[spot[2]]:
                before = seen.get(group)
                if before is None:
                    seen[group] = alone
                elif len(before) == 1:
                    seen[group] = [before[0], spot]
                else:
                    before.append(spot)
        return seen

    def asked(self, spots: Iterable[Spot]) -> list[list[Asked]]:
        """The rules that may hold where these words stand, in the order of the files: about facts, categories, kinds,
        urgency, danger.
        """
        raises = self._raises
        places = sorted(self._always.union(*[raises[number] for _, _, number in spots]))
        asked = [self._asked[place] for place in places]
        ends = [bisect_left(places, bound) for bound in self._bounds]
        return [asked[begin:end] for begin, end in pairwise(ends)]


def _numbers(numbers: Mapping[str, int], words: Iterable[str]) -> frozenset[int]:
    return frozenset(numbers[word] for word in words if word in numbers)


def _often(words: Mapping[str, Iterable[int]]) -> Mapping[int, float]:
    """Roughly, how often each group is met: words are met the more seldom the longer they are."""
    often: dict[int, float] = defaultdict(float)
    for word, groups in words.items():
        for group in groups:
            often[group] += RARER ** -float(len(word))
    return often


def _asked(rule: Rule, often: Mapping[int, float]) -> Asked:
    """Raised by the group that is met least."""
    groups = sorted(rule.groups, key=lambda group: often.get(group, 0.0))
    first, second = (*groups, NONE, NONE)[:2]
    plain = len(groups) <= 1 and rule.none is None and not rule.first and (bool(groups) or rule.within is None)
    return (rule, rule.when, rule.unless, first, second, plain)

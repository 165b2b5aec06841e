"""Which of the keywords found are meant: not part of another word, not denied, not over."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from operator import itemgetter
from typing import Literal, NamedTuple

from complaints.triage.clauses import Clauses
from complaints.triage.cutting import Cutter
from complaints.triage.keywords import Keywords, Seen
from complaints.triage.match import Spot
from complaints.triage.politeness import closing
from complaints.triage.rulebook.rules import Rules

NEGATION_REACH = 8
"""Characters between 没有 and what it denies, at most (没有听到什么很大的噪音)."""

SUPPOSED_REACH = 12
"""Characters between 担心, 万一 … and what is only feared, at most."""

Reason = Literal["hidden", "cut", "denied", "over", "feared"]
"""Inside a word of another meaning; cut out of two neighbours; denied; told as solved; feared, or of another day."""


class LeftOut(NamedTuple):
    """A word that was found and doesn't count. `by` is the word that makes it so, where it is one."""

    spot: Spot
    reason: Reason
    by: str


class Sighting(NamedTuple):
    """`live`: what is so now. `rest`: what stands outside the stretches that are over. `topic`: all that is meant."""

    live: list[Spot]
    rest: list[Spot]
    topic: list[Spot]
    over: bool


class Context:
    """Of one message."""

    def __init__(self, rules: Rules, keywords: Keywords, cutter: Cutter, clauses: Clauses, spots: list[Spot]) -> None:
        self._rules, self._keywords, self._cutter, self._clauses = rules, keywords, cutter, clauses
        self._words: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._found = spots
        numbers = {number for _, _, number in spots}
        meant = self._not_hidden(spots, numbers)
        self._marks: defaultdict[str, list[Spot]] = defaultdict(list)
        if not keywords.marking.isdisjoint(numbers):
            for spot in meant:
                for title in keywords.marks.get(spot[2], ()):
                    self._marks[title].append(spot)
        self._starts = {title: [start for start, _, _ in found] for title, found in self._marks.items()}
        if "negation" in self._marks:
            troubling = keywords.troubling
            meant = [spot for spot in meant if spot[2] not in troubling or not self._denied(spot)]
        self._spots = meant

    def sighting(self) -> Sighting:
        """Words that tell of trouble and stand in a stretch that is over are kept for the topic only."""
        topic, text = self._spots, self._clauses.text
        stretches = self._over()
        end = closing(text)
        if end < len(text) and all(stop < len(text) for _, stop in stretches):
            topic = [spot for spot in topic if spot[0] < end]
        if not stretches:
            return Sighting(topic, topic, topic, over=False)
        troubling = self._keywords.troubling
        rest = [spot for spot in topic if not _inside(spot, stretches)]
        live = [spot for spot in topic if spot[2] not in troubling or not _inside(spot, stretches)]
        return Sighting(live, rest, topic, over=True)

    def happening(self, seen: Seen, groups: frozenset[int]) -> Seen:
        """`seen`, but of these groups only what is told as going on: not as feared or possible, nor of another day."""
        happening: dict[int, list[Spot]] = {group: spots for group, spots in seen.items() if group not in groups}
        for group in groups & seen.keys():
            spots = [spot for spot in seen[group] if not self._supposed(spot)]
            if spots:
                happening[group] = spots
        return happening

    def left_out(self) -> list[LeftOut]:
        """In order. What is over still counts for the topic, what is feared still makes a danger urgent."""
        keywords, rules = self._keywords, self._rules
        meant = set(self._not_hidden(self._found, {number for _, _, number in self._found}))
        stretches = self._over()
        covers = _Covers(self._found, keywords.hiding)
        told = []
        for spot in self._found:
            number = spot[2]
            if spot not in meant:
                cover = covers.over(spot)
                told.append(LeftOut(spot, "hidden", keywords.words[cover[2]]) if cover else LeftOut(spot, "cut", ""))
            elif self._denied(spot):
                told.append(LeftOut(spot, "denied", self._before(spot, "negation")))
            elif number in keywords.troubling and _inside(spot, stretches):
                told.append(LeftOut(spot, "over", ""))
            elif not rules.dangers.groups.isdisjoint(keywords.groups[number]) and self._supposed(spot):
                told.append(LeftOut(spot, "feared", self._before(spot, "supposed")))
        return told

    def _before(self, spot: Spot, title: str) -> str:
        """The nearest mark of this sort in the same clause."""
        begin, _ = self._clauses.around(spot[0], spot[1])
        last = bisect_left(self._starts.get(title, ()), spot[0]) - 1
        mark = self._marks[title][last] if last >= 0 else None
        return self._keywords.words[mark[2]] if mark is not None and mark[0] >= begin else ""

    def _supposed(self, spot: Spot) -> bool:
        begin, stop = self._clauses.around(spot[0], spot[1])
        starts = self._starts.get("supposed", ())
        last = bisect_left(starts, spot[0]) - 1
        if last >= 0 and starts[last] >= max(begin, spot[0] - SUPPOSED_REACH):
            return True
        elsewhere = "pretended" in self._starts or self._says("past", begin, stop)
        return elsewhere and not self._says("present", begin, stop)

    def _says(self, title: str, begin: int, stop: int) -> bool:
        starts = self._starts.get(title, ())
        first = bisect_left(starts, begin)
        return first < len(starts) and starts[first] < stop

    def _not_hidden(self, spots: list[Spot], numbers: set[int]) -> list[Spot]:
        """`numbers`: the keywords of the spots."""
        hiding, whole = self._keywords.hiding, self._keywords.whole
        if not hiding.isdisjoint(numbers):
            hidden = _Covers(spots, hiding).all_under(spots)
            spots = [spot for spot in spots if spot not in hidden or spot[2] in hiding]
        if not whole.isdisjoint(numbers):
            spots = [spot for spot in spots if spot[2] not in whole or self._is_whole(spot)]
        return spots

    def _is_whole(self, spot: Spot) -> bool:
        """No word of the sentence begins inside the keyword and ends outside it, or the other way round."""
        begin, stop, _ = spot
        return not any(
            start < begin < end < stop or begin < start < stop < end for start, end in self._words_around(spot)
        )

    def _words_around(self, spot: Spot) -> list[tuple[int, int]]:
        begin, stop = self._clauses.around(spot[0], spot[1])
        if (begin, stop) not in self._words:
            place, words = begin, []
            for word in self._cutter.cut(self._clauses.text[begin:stop]):
                words.append((place, place + len(word)))
                place += len(word)
            self._words[begin, stop] = words
        return self._words[begin, stop]

    def _denied(self, spot: Spot) -> bool:
        """不是起火 is no fire, 不停地吵 and 没人管噪音 are noise, 不是没有噪音 is noise too."""
        if spot[2] not in self._keywords.troubling:
            return False
        starts = self._starts.get("negation", ())
        last = bisect_left(starts, spot[0]) - 1
        if last < 0 or starts[last] < spot[0] - NEGATION_REACH:
            return False
        begin, _ = self._clauses.around(spot[0], spot[1])
        if starts[last] < begin:
            return False
        return self._denials_before(spot) % 2 == 1

    def _denials_before(self, spot: Spot) -> int:
        """Negations right before the word, or parted from it by words that pass them on (很, 什么, 听到)."""
        text, lists = self._clauses.text, self._rules.lists
        denials = 0
        for start, end in reversed(self._words_around(spot)):
            if start >= spot[0]:
                continue
            word = text[start : min(end, spot[0])]
            if word in lists["negation"]:
                denials += 1
            elif denials or word not in lists["reach"]:
                break
        return denials

    def _over(self) -> list[tuple[int, int]]:
        """Stretches of text about what is solved: from the beginning (or the concession) to the turn, if any."""
        if "resolved" not in self._marks:
            return []
        turns = self._starts.get("turn", ())
        stop_of_story = 0
        parts = []
        for mark in self._marks["resolved"]:
            start, end, _ = mark
            begin, clause_stop = self._clauses.around(start, end)
            turn = bisect_left(turns, end)
            stop = turns[turn] if turn < len(turns) else len(self._clauses.text)
            if self._says("asked", begin, start) or self._relapsed(mark, stop):
                continue
            if self._clauses.long or self._says("concession", begin, end):
                parts.append((begin, min(stop, clause_stop)))
            else:
                stop_of_story = max(stop_of_story, stop)
        return [(0, stop_of_story), *parts] if stop_of_story else parts

    def _relapsed(self, mark: Spot, stop: int) -> bool:
        """It came back: told before the turn, or after it with no other trouble that could be meant."""
        relapses = self._starts.get("relapse", ())
        if not relapses or relapses[-1] <= mark[0]:
            return False
        troubling = self._keywords.troubling
        last_trouble = max((start for start, _, number in self._spots if number in troubling), default=-1)
        return self._says("relapse", mark[0], stop) or last_trouble < stop


class _Covers:
    """Longer words in which a keyword means something else."""

    def __init__(self, spots: Iterable[Spot], hiding: frozenset[int]) -> None:
        covers = sorted((spot for spot in spots if spot[2] in hiding), key=itemgetter(1))
        self._ends = [end for _, end, _ in covers]
        self._widest = list(accumulate(reversed(covers), min))[::-1]
        """For each, of those that end where it does or later, the one that begins first."""

    def over(self, spot: Spot) -> Spot | None:
        """The one that hides it."""
        first = bisect_left(self._ends, spot[1])
        cover = self._widest[first] if first < len(self._widest) else None
        return cover if cover is not None and cover[0] <= spot[0] else None

    def all_under(self, spots: Iterable[Spot]) -> set[Spot]:
        """Those that are hidden, itself under itself."""
        covers, ends = self._widest, self._ends
        last = ends[-1] if ends else 0
        return {spot for spot in spots if spot[1] <= last and covers[bisect_left(ends, spot[1])][0] <= spot[0]}


def _inside(spot: Spot, stretches: list[tuple[int, int]]) -> bool:
    """The stretches are in order of their beginning; the first may reach over the others."""
    if not stretches:
        return False
    start = spot[0]
    place = bisect_right(stretches, (start, 2 * spot[1] - start)) - 1
    return (start < stretches[0][1] and stretches[0][0] <= start) or (
        place >= 0 and stretches[place][0] <= start < stretches[place][1]
    )

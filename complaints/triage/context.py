"""Which of the keywords found are meant: not part of another word, not denied, not over."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

from complaints.triage.clauses import Clauses
from complaints.triage.cutting import Cutter
from complaints.triage.match import Spot
from complaints.triage.rules import SEEN_BY_CODE, Rules

NEGATION_REACH = 8
"""Characters between 没有 and what it denies, at most (没有听到什么很大的噪音)."""

SUPPOSED_REACH = 12
"""Characters between 担心, 万一 … and what is only feared, at most."""

Seen = dict[int, list[Spot]]
"""For each group of words the places where one of them stands."""


Reason = Literal["hidden", "cut", "denied", "over", "feared"]
"""Inside a word of another meaning; cut out of two neighbours; denied; told as solved; feared, or of another day."""


class LeftOut(NamedTuple):
    """A word that was found and doesn't count. `by` is the word that makes it so, where it is one."""

    spot: Spot
    reason: Reason
    by: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """`live`: what is so now. `rest`: what stands outside the stretches that are over. `topic`: all that is meant."""

    live: Seen
    rest: Seen
    topic: Seen
    over: bool


class Context:
    """Of one message."""

    def __init__(self, rules: Rules, cutter: Cutter, clauses: Clauses, spots: list[Spot]) -> None:
        self._rules, self._cutter, self._clauses = rules, cutter, clauses
        self._words: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._found = spots
        meant = self._not_hidden(spots)
        marks, troubling = rules.marks, rules.troubling
        self._marks: dict[str, list[Spot]] = {title: [] for title in SEEN_BY_CODE}
        for spot in meant:
            for title in marks.get(spot.word, ()):
                self._marks[title].append(spot)
        self._starts = {title: [spot.start for spot in found] for title, found in self._marks.items()}
        if self._marks["negation"]:
            meant = [spot for spot in meant if spot.word not in troubling or not self._denied(spot)]
        self._spots = meant

    def sighting(self) -> Sighting:
        """Words that tell of trouble and stand in a stretch that is over are kept for the topic only."""
        stretches = self._over()
        topic = self._by_group(self._spots)
        if not stretches:
            return Sighting(topic, topic, topic, over=False)
        rest = [spot for spot in self._spots if not _inside(spot, stretches)]
        live = [spot for spot in self._spots if spot.word not in self._rules.troubling or not _inside(spot, stretches)]
        return Sighting(self._by_group(live), self._by_group(rest), topic, over=True)

    def happening(self, seen: Seen, groups: frozenset[int]) -> Seen:
        """`seen`, but of these groups only what is told as going on: not as feared or possible, nor of another day."""
        happening = {group: spots for group, spots in seen.items() if group not in groups}
        for group in groups & seen.keys():
            spots = [spot for spot in seen[group] if not self._supposed(spot)]
            if spots:
                happening[group] = spots
        return happening

    def left_out(self) -> list[LeftOut]:
        """In order. What is over still counts for the topic, what is feared still makes a danger urgent."""
        meant, rules = set(self._not_hidden(self._found)), self._rules
        stretches = self._over()
        covers = _Covers(self._found, rules.hiding)
        dangers = {word for word, groups in rules.words.items() if not rules.dangers.groups.isdisjoint(groups)}
        told = []
        for spot in self._found:
            if spot not in meant:
                cover = covers.over(spot)
                told.append(LeftOut(spot, "hidden", cover.word) if cover else LeftOut(spot, "cut", ""))
            elif self._denied(spot):
                told.append(LeftOut(spot, "denied", self._before(spot, "negation")))
            elif spot.word in rules.troubling and _inside(spot, stretches):
                told.append(LeftOut(spot, "over", ""))
            elif spot.word in dangers and self._supposed(spot):
                told.append(LeftOut(spot, "feared", self._before(spot, "supposed")))
        return told

    def _before(self, spot: Spot, title: str) -> str:
        """The nearest mark of this sort in the same clause."""
        begin, _ = self._clauses.around(spot.start, spot.end)
        last = bisect_left(self._starts[title], spot.start) - 1
        mark = self._marks[title][last] if last >= 0 else None
        return mark.word if mark is not None and mark.start >= begin else ""

    def _supposed(self, spot: Spot) -> bool:
        begin, stop = self._clauses.around(spot.start, spot.end)
        starts = self._starts["supposed"]
        last = bisect_left(starts, spot.start) - 1
        if last >= 0 and starts[last] >= max(begin, spot.start - SUPPOSED_REACH):
            return True
        elsewhere = bool(self._marks["pretended"]) or self._says("past", begin, stop)
        return elsewhere and not self._says("present", begin, stop)

    def _says(self, title: str, begin: int, stop: int) -> bool:
        starts = self._starts[title]
        first = bisect_left(starts, begin)
        return first < len(starts) and starts[first] < stop

    def _not_hidden(self, spots: list[Spot]) -> list[Spot]:
        hiding, whole = self._rules.hiding, self._rules.whole
        covers = _Covers(spots, hiding)
        if covers:
            spots = [spot for spot in spots if spot.word in hiding or not covers.over(spot)]
        return [spot for spot in spots if spot.word not in whole or self._is_whole(spot)]

    def _is_whole(self, spot: Spot) -> bool:
        """No word of the sentence begins inside the keyword and ends outside it, or the other way round."""
        return not any(
            start < spot.start < end < spot.end or spot.start < start < spot.end < end
            for start, end in self._words_around(spot)
        )

    def _words_around(self, spot: Spot) -> list[tuple[int, int]]:
        begin, stop = self._clauses.around(spot.start, spot.end)
        if (begin, stop) not in self._words:
            place, words = begin, []
            for word in self._cutter.cut(self._clauses.text[begin:stop]):
                words.append((place, place + len(word)))
                place += len(word)
            self._words[begin, stop] = words
        return self._words[begin, stop]

    def _denied(self, spot: Spot) -> bool:
        """不是起火 is no fire, 不停地吵 and 没人管噪音 are noise, 不是没有噪音 is noise too."""
        if spot.word not in self._rules.troubling:
            return False
        starts = self._starts["negation"]
        last = bisect_left(starts, spot.start) - 1
        if last < 0 or starts[last] < spot.start - NEGATION_REACH:
            return False
        begin, _ = self._clauses.around(spot.start, spot.end)
        if starts[last] < begin:
            return False
        return self._denials_before(spot) % 2 == 1

    def _denials_before(self, spot: Spot) -> int:
        """Negations right before the word, or parted from it by words that pass them on (很, 什么, 听到)."""
        text, lists = self._clauses.text, self._rules.lists
        denials = 0
        for start, end in reversed(self._words_around(spot)):
            if start >= spot.start:
                continue
            word = text[start : min(end, spot.start)]
            if word in lists["negation"]:
                denials += 1
            elif denials or word not in lists["reach"]:
                break
        return denials

    def _over(self) -> list[tuple[int, int]]:
        """Stretches of text about what is solved: from the beginning (or the concession) to the turn, if any."""
        turns = self._starts["turn"]
        stop_of_story = 0
        parts = []
        for mark in self._marks["resolved"]:
            begin, clause_stop = self._clauses.around(mark.start, mark.end)
            turn = bisect_left(turns, mark.end)
            stop = turns[turn] if turn < len(turns) else len(self._clauses.text)
            if self._says("asked", begin, mark.start) or self._relapsed(mark, stop):
                continue
            if self._clauses.long or self._says("concession", begin, mark.end):
                parts.append((begin, min(stop, clause_stop)))
            else:
                stop_of_story = max(stop_of_story, stop)
        return [(0, stop_of_story), *parts] if stop_of_story else parts

    def _relapsed(self, mark: Spot, stop: int) -> bool:
        """It came back: told before the turn, or after it with no other trouble that could be meant."""
        relapses = self._starts["relapse"]
        if not relapses or relapses[-1] <= mark.start:
            return False
        troubling = self._rules.troubling
        last_trouble = max((spot.start for spot in self._spots if spot.word in troubling), default=-1)
        return self._says("relapse", mark.start, stop) or last_trouble < stop

    def _by_group(self, spots: list[Spot]) -> Seen:
        seen: Seen = {}
        groups_of = self._rules.words
        for spot in spots:
            for group in groups_of.get(spot.word, ()):
                if group in seen:
                    seen[group].append(spot)
                else:
                    seen[group] = [spot]
        return seen


class _Covers:
    """Longer words in which a keyword means something else, in the order of their end."""

    def __init__(self, spots: list[Spot], hiding: frozenset[str]) -> None:
        self._spots = sorted((spot for spot in spots if spot.word in hiding), key=lambda cover: cover.end)
        self._ends = [cover.end for cover in self._spots]

    def __bool__(self) -> bool:
        return bool(self._spots)

    def over(self, spot: Spot) -> Spot | None:
        """The one that hides it."""
        first = bisect_left(self._ends, spot.end)
        cover = self._spots[first] if first < len(self._spots) else None
        return cover if cover is not None and cover.start <= spot.start else None


def _inside(spot: Spot, stretches: list[tuple[int, int]]) -> bool:
    """The stretches are in order of their beginning; the first may reach over the others."""
    if not stretches:
        return False
    place = bisect_right(stretches, (spot.start, len(spot.word) + spot.end)) - 1
    return (spot.start < stretches[0][1] and stretches[0][0] <= spot.start) or (
        place >= 0 and stretches[place][0] <= spot.start < stretches[place][1]
    )

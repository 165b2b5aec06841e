"""How a reading came about, step by step, for people who want to know. Made on demand: a reading alone costs less."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from complaints.triage.context import LeftOut, Reason
from complaints.triage.match import Spot
from complaints.triage.normal import NormalText
from complaints.triage.rulebook.rules import FACTS
from complaints.triage.score import Tally, Weighed


@dataclass(frozen=True, slots=True)
class Place:
    """`word`: what stands at original[start:end]. `read`: what it was matched as."""

    start: int
    end: int
    word: str
    read: str


@dataclass(frozen=True, slots=True)
class Held:
    """A rule that held, and the words that made it. A rule of facts alone has no words."""

    rule: str
    speaks_for: str
    weight: float
    strength: float
    places: tuple[Place, ...]

    @property
    def added(self) -> float:
        """To the sum of what it speaks for."""
        return self.weight * self.strength


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A word that was found and does not count; why (context.Reason), and the word that makes it so, if it is one."""

    place: Place
    reason: Reason
    by: str


@dataclass(frozen=True, slots=True)
class Steps:
    """`text`: as it was matched; `rewritten`: where that differs, "" for what was left away.

    `facts` in the order in which they are found; `told` are the rules that told some of them. The others are in the
    order of the rule files.
    """

    original: str
    text: str
    rewritten: tuple[Place, ...]
    facts: tuple[str, ...] = ()
    told: tuple[Held, ...] = ()
    categories: tuple[Held, ...] = ()
    kinds: tuple[Held, ...] = ()
    urgencies: tuple[Held, ...] = ()
    dangers: tuple[Held, ...] = ()
    feared: tuple[Held, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()

    @classmethod
    def without_rules(cls, normal: NormalText) -> "Steps":
        """Of small talk: no rule was asked."""
        return cls(normal.original, normal.text, _rewritten(normal))

    @classmethod
    def of(cls, normal: NormalText, weighed: Weighed, left_out: Iterable[LeftOut]) -> "Steps":
        """Of one reading."""

        def held(tally: Tally) -> tuple[Held, ...]:
            return tuple(
                Held(
                    rule.name,
                    rule.speaks_for,
                    rule.weight,
                    strength,
                    tuple(_place(normal, spot) for spot in spots),
                )
                for rule, strength, spots in tally.spoken
            )

        happening = {rule.name for rule, _, _ in weighed.dangers.spoken}
        return cls(
            normal.original,
            normal.text,
            _rewritten(normal),
            facts=tuple(sorted(weighed.facts, key=FACTS.index)),
            told=held(weighed.found),
            categories=held(weighed.categories),
            kinds=held(weighed.kinds),
            urgencies=held(weighed.urgencies),
            dangers=held(weighed.dangers),
            feared=tuple(each for each in held(weighed.feared) if each.rule not in happening),
            not_counted=tuple(NotCounted(_place(normal, spot), reason, by) for spot, reason, by in left_out),
        )


def sums(held: Iterable[Held]) -> list[tuple[str, float, list[Held]]]:
    """By what was spoken for, the most first: the sum, and the rules that made it, the weightiest first."""
    grouped: dict[str, list[Held]] = {}
    for each in held:
        grouped.setdefault(each.speaks_for, []).append(each)
    found = [
        (target, sum(each.added for each in rules), sorted(rules, key=lambda each: -each.added))
        for target, rules in grouped.items()
    ]
    return sorted(found, key=lambda each: -each[1])


def _place(normal: NormalText, spot: Spot) -> Place:
    begin, stop, _ = spot
    start, end = normal.span(begin, stop)
    return Place(start, end, normal.original[start:end], normal.text[begin:stop])


def _rewritten(normal: NormalText) -> tuple[Place, ...]:
    """Stretches that are read as something else; capitals and full width are nothing else."""
    return tuple(place for place in _stretches(normal) if _plain(place.word) != place.read)


def _plain(word: str) -> str:
    return normalize("NFKC", word).lower()


def _stretches(normal: NormalText) -> Iterator[Place]:
    """The whole text in pieces: neighbours that differ are one, what vanished is one with nothing in its place."""
    changed: list[tuple[int, int, str]] = []
    end_before = 0
    for start, end, read in (*_pieces(normal), (len(normal.original), len(normal.original), "")):
        if start > end_before:
            changed.append((end_before, start, ""))
        same = _plain(normal.original[start:end]) == read
        if not same:
            changed.append((start, end, read))
        if changed and (same or start == len(normal.original)):
            first, last = changed[0][0], changed[-1][1]
            yield Place(first, last, normal.original[first:last], "".join(read for _, _, read in changed))
            changed = []
        end_before = max(end_before, end)


def _pieces(normal: NormalText) -> Iterator[tuple[int, int, str]]:
    """Start and end in the original, and what stands there now."""
    text, place = normal.text, 0
    while place < len(text):
        start, end = normal.span(place, place + 1)
        after = place + 1
        while after < len(text) and normal.span(after, after + 1) == (start, end):
            after += 1
        yield start, end, text[place:after]
        place = after

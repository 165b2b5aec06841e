"""One message on its way through the rules."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from complaints.triage.clauses import Clauses
from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.confidence import NOTHING_SAID, Confidence
from complaints.triage.context import Context, LeftOut, Seen
from complaints.triage.cutting import Cutter
from complaints.triage.decide import (
    CLOSE_SECOND,
    kind_of,
    likeliest_of,
    ranked,
    urgency_of,
)
from complaints.triage.hours import Hours
from complaints.triage.loudness import loudness_told
from complaints.triage.masks import masks
from complaints.triage.match import Spot, WordIndex
from complaints.triage.normal import NormalText
from complaints.triage.places import places_told
from complaints.triage.reading import Hit, Reading, TimeSaid
from complaints.triage.rules import DANGER, Family, Rules
from complaints.triage.score import Tally, Weighed, holds, tally
from complaints.triage.times import interval, times_told
from complaints.triage.timing import Timing
from complaints.triage.told import LoudnessTold, PlaceTold

MOST_HITS = 40
"""Words shown; more explain nothing."""

NOISES = frozenset(category.value for category in Category if category.value.startswith("noise"))

AT_RISK = frozenset(category.value for category in (Category.SAFETY, Category.UTILITIES, Category.QUALITY))
"""What a letter about danger is about: people, pipes and wires, the house."""

CLOCK = "钟点"
"""Shown with times that no rule found: the grammar of times did."""

Told = TypeVar("Told", PlaceTold, LoudnessTold)

Why = tuple[str, str, Spot]
"""What was argued for, the rule that did, and the word."""


class Message:
    """Made for one reading; the rules, the index and the cutter are shared."""

    def __init__(
        self,
        rules: Rules,
        index: WordIndex,
        cutter: Cutter,
        normal: NormalText,
        hours: Hours = Hours(),  # noqa: B008 - frozen
        at: datetime | None = None,
    ) -> None:
        self._rules, self._normal = rules, normal
        clauses = Clauses(normal.text)
        self._front, self._long = clauses.first_sentence_end, clauses.long
        self._context = Context(rules, cutter, clauses, index.find(normal.text))
        self._times, self._at = times_told(normal.text), at
        self._timing = Timing.of(self._times, hours, at)
        self.weighed: Weighed
        """After `reading`."""

    def reading(self) -> Reading:
        rules, sighting = self._rules, self._context.sighting()
        facts, found = self._facts(sighting.live, over=sighting.over)
        categories = self._tally(rules.categories, sighting.live, facts)
        if categories.trouble:
            facts.add("trouble")
        if categories.sums:
            facts |= {"matter", max(categories.sums, key=categories.of)}
        kinds = self._tally(rules.kinds, sighting.live, facts)
        kind = kind_of(kinds)
        if sighting.over:
            about = sighting.rest if categories.trouble else sighting.topic
            categories = self._tally(rules.categories, about, self._facts(about, over=True)[0])
        urgencies = self._tally(rules.urgencies, sighting.live, facts)
        dangers, feared = self._dangers(sighting.live, facts)
        self.weighed = Weighed(facts, found, categories, kinds, urgencies, dangers, feared)
        urgency = urgency_of(dangers, feared, urgencies, kind, facts)
        if urgency is Urgency.EMERGENCY:
            kind = Kind.COMPLAINT
        disturbs = kind is Kind.COMPLAINT or (kind is Kind.OPINION and "noise_said" in facts)
        heard = "noise_said" in facts or not NOISES.isdisjoint(facts)
        noise = disturbs and heard and "noise" in facts and urgency is not Urgency.EMERGENCY
        night = disturbs and "night" in facts
        nothing = kind is Kind.OTHER and not ({"taken_back", "matter"} <= facts)
        scored = [(Category.OTHER, NOTHING_SAID)] if nothing else ranked(categories)
        category, confidence = _category(scored, rules.confidence, nothing=nothing)
        told = [_why(categories, category.value if category else ""), _why(kinds, f"kind.{kind}")]
        told += [_why(found, "fact.noise")] if noise else []
        told += [_why(found, "fact.night"), self._clock()] if night else []
        if urgency is Urgency.EMERGENCY:
            told += [_why(dangers, DANGER)]
        elif urgency is Urgency.URGENT:
            told += [_why(urgencies, "urgency.urgent"), () if urgencies.sums else _why(feared, DANGER)]
        return Reading(
            kind=kind,
            category=category,
            second=_second(scored, category),
            noise=noise,
            night=night,
            repeat="repeat" in facts,
            urgency=urgency,
            confidence=confidence,
            hits=self._hits(hit for part in told for hit in part),
            likeliest=likeliest_of(scored),
            small_talk=None,
            times=self._times_said(),
            places=tuple(map(self._in_original, places_told(self._normal.text))),
            loudness=tuple(map(self._in_original, loudness_told(self._normal.text))),
            masks=tuple(masks(self._normal.original)),
        )

    def _times_said(self) -> tuple[TimeSaid, ...]:
        original, at = self._normal.original, self._at
        said = []
        for told in self._times:
            start, end = self._normal.span(told.start, told.end)
            begins, ends = (interval(told, at) if at is not None else None) or (None, None)
            said.append(TimeSaid(original[start:end], start, end, told.sort, begins, ends, told.every))
        return tuple(said)

    def _in_original(self, told: Told) -> Told:
        start, end = self._normal.span(told.start, told.end)
        return replace(told, start=start, end=end)

    def left_out(self) -> list[LeftOut]:
        """What was found and doesn't count, or not for everything."""
        return self._context.left_out()

    def _tally(self, family: Family, seen: Seen, facts: set[str]) -> Tally:
        return tally(family, seen, facts, self._front)

    def _facts(self, seen: Seen, *, over: bool) -> tuple[set[str], Tally]:
        """Each fact may rest on those before it (rules.FACTS)."""
        facts = {"resolved"} if over else set()
        found = Tally()
        if self._long:
            facts.add("long")
        facts |= self._timing.facts
        for rule in self._rules.facts.candidates(seen):
            spots = holds(rule, seen, facts)
            if spots is not None and not (rule.first and spots[0].start >= self._front):
                facts.add(rule.speaks_for.removeprefix("fact."))
                found.add(rule, 1.0, spots)
        return facts, found

    def _clock(self) -> Iterable[Why]:
        text = self._normal.text
        return (
            ("fact.night", CLOCK, Spot(told.start, told.end, text[told.start : told.end]))
            for told in self._timing.nights
        )

    def _dangers(self, seen: Seen, facts: set[str]) -> tuple[Tally, Tally]:
        """What is happening, and with it what is feared or past."""
        dangers = self._rules.dangers
        feared = self._said_first(self._tally(dangers, seen, facts), facts)
        if not feared.spoken:
            return feared, feared
        happening = self._context.happening(seen, dangers.groups)
        return self._said_first(self._tally(dangers, happening, facts), facts), feared

    def _said_first(self, dangers: Tally, facts: set[str]) -> Tally:
        """Of a letter only what its first sentence tells, wholly or, where danger is the subject, in part.

        The rest is told as history.
        """
        if not self._long:
            return dangers
        pick = max if AT_RISK.isdisjoint(facts) else min
        told = (spoken for spoken in dangers.spoken if spoken.spots and pick(spoken.spots).start < self._front)
        return Tally() if next(told, None) is None else dangers

    def _hits(self, told: Iterable[Why]) -> tuple[Hit, ...]:
        shown = sorted({(*self._normal.span(spot.start, spot.end), target, rule) for target, rule, spot in told})
        return tuple(
            Hit(self._normal.original[start:end], start, end, target, rule)
            for start, end, target, rule in shown[:MOST_HITS]
        )


def _why(tally: Tally, target: str) -> Iterable[Why]:
    return ((target, spoken.rule.name, spot) for spoken in tally.why_of(target) for spot in spoken.spots)


def _category(
    scored: list[tuple[Category, float]], confidence: Confidence, *, nothing: bool
) -> tuple[Category | None, float]:
    if nothing:
        return Category.OTHER, NOTHING_SAID
    worth = confidence.of([weight for _, weight in scored])
    return (scored[0][0] if worth >= confidence.sure_enough else None), worth


def _second(scored: list[tuple[Category, float]], category: Category | None) -> Category | None:
    for runner_up, weight in scored[1:2]:
        if category is not None and weight >= CLOSE_SECOND * scored[0][1]:
            return runner_up
    return None

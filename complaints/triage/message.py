"""One message on its way through the rules."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from complaints.triage.clauses import Clauses
from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.confidence import NOTHING_SAID, Confidence
from complaints.triage.context import Context, LeftOut
from complaints.triage.cutting import Cutter
from complaints.triage.decide import (
    CLOSE_SECOND,
    kind_of,
    likeliest_of,
    most_of,
    ranked,
    urgency_of,
)
from complaints.triage.grammar.loudness import loudness_told
from complaints.triage.grammar.masks import masks
from complaints.triage.grammar.places import places_told
from complaints.triage.grammar.times import interval, times_told
from complaints.triage.grammar.told import LoudnessTold, PlaceTold, TimeTold
from complaints.triage.hours import Hours
from complaints.triage.keywords import NONE, Asked, Keywords, Seen
from complaints.triage.match import Spot
from complaints.triage.normal import NormalText
from complaints.triage.reading import Hit, Reading, TimeSaid
from complaints.triage.rulebook.rules import Rules
from complaints.triage.score import NOTHING, Tally, Weighed, facts_told, tally
from complaints.triage.timing import Timing

MOST_HITS = 40
"""Words shown; more explain nothing."""

NOISES = frozenset(category.value for category in Category if category.value.startswith("noise"))

AT_RISK = frozenset(category.value for category in (Category.SAFETY, Category.UTILITIES, Category.QUALITY))
"""What a letter about danger is about: people, pipes and wires, the house."""

TAKEN_BACK = frozenset(("taken_back", "matter"))
"""Of kind other, and still about something."""

CLOCK = "钟点"
"""Shown with times that no rule found: the grammar of times did."""

Told = TypeVar("Told", PlaceTold, LoudnessTold)

COMPLAINT, OPINION, OTHER_KIND, OTHER = Kind.COMPLAINT, Kind.OPINION, Kind.OTHER, Category.OTHER
_hit = partial(tuple.__new__, Hit)
"""Twice as fast as Hit(…), of which a reading has dozens."""

NORMAL, EMERGENCY = Urgency.NORMAL, Urgency.EMERGENCY
"""To ask an Enum for a member takes as long as to weigh a rule."""


class Message:
    """Made for one reading; the rules, the index and the cutter are shared."""

    def __init__(
        self,
        rules: Rules,
        keywords: Keywords,
        cutter: Cutter,
        normal: NormalText,
        hours: Hours = Hours(),  # noqa: B008 - frozen
        at: datetime | None = None,
    ) -> None:
        self._rules, self._keywords, self._normal = rules, keywords, normal
        clauses = Clauses(normal.text)
        self._front, self._long = clauses.first_sentence_end, clauses.long
        self._context = Context(rules, keywords, cutter, clauses, keywords.index.spots(normal.text))
        self._times, self._at = times_told(normal.text), at
        self._timing = Timing.of(self._times, hours, at)
        self.weighed: Weighed
        """After `reading`."""

    def reading(self) -> Reading:
        weighed = self.weighed = self._weigh()
        facts, normal = weighed.facts, self._normal
        kind = kind_of(weighed.kinds)
        urgency = urgency_of(weighed.dangers, weighed.feared, weighed.urgencies, kind, facts)
        if urgency is EMERGENCY:
            kind = COMPLAINT
        said = "noise_said" in facts
        disturbs = kind is COMPLAINT or (said and kind is OPINION)
        noise = disturbs and "noise" in facts and urgency is not EMERGENCY and (said or not NOISES.isdisjoint(facts))
        night = disturbs and "night" in facts
        nothing = kind is OTHER_KIND and not facts.issuperset(TAKEN_BACK)
        scored = [(OTHER, NOTHING_SAID)] if nothing else ranked(weighed.categories)
        category, confidence = _category(scored, self._rules.confidence, nothing=nothing)
        told = [(f"kind.{kind}", weighed.kinds)]
        if category is not None:
            told.append((f"{category}", weighed.categories))
        if noise:
            told.append(("fact.noise", weighed.found))
        if night:
            told.append(("fact.night", weighed.found))
        if urgency is not NORMAL:
            told += weighed.why(urgency)
        return Reading(
            kind,
            category,
            _second(scored, category),
            noise,
            night,
            "repeat" in facts,
            urgency,
            confidence,
            self._hits(told, self._timing.nights if night else ()),
            likeliest_of(scored),
            None,
            self._times_said() if self._times else (),
            self._in_original(places_told(normal.text)),
            self._in_original(loudness_told(normal.text)),
            tuple(masks(normal.original)),
        )

    def _weigh(self) -> Weighed:
        """In this order: what the rules of one sort find, those of the next may ask for."""
        live, rest, topic, over = self._context.sighting()
        front, seen = self._front, self._keywords.seen(live)
        of_facts, of_categories, of_kinds, of_urgencies, of_dangers = self._keywords.asked(live)
        facts = self._facts_of_code(over=over)
        found = facts_told(of_facts, seen, facts, front)
        categories = tally(of_categories, seen, facts, front)
        if categories.trouble:
            facts.add("trouble")
        if categories.sums:
            facts.add("matter")
            facts.add(most_of(categories.sums))
        kinds = tally(of_kinds, seen, facts, front)
        if over:
            categories = self._about(rest if categories.trouble else topic)
        urgencies = tally(of_urgencies, seen, facts, front)
        dangers, feared = self._dangers(of_dangers, seen, facts) if of_dangers else (NOTHING, NOTHING)
        return Weighed(facts, found, categories, kinds, urgencies, dangers, feared)

    def _times_said(self) -> tuple[TimeSaid, ...]:
        original, at = self._normal.original, self._at
        said = []
        for told in self._times:
            start, end = self._normal.span(told.start, told.end)
            begins, ends = (interval(told, at) if at is not None else None) or (None, None)
            said.append(TimeSaid(original[start:end], start, end, told.sort, begins, ends, told.every))
        return tuple(said)

    def _in_original(self, found: list[Told]) -> tuple[Told, ...]:
        normal = self._normal
        if normal.starts is None:
            return tuple(found)
        spans = [normal.span(told.start, told.end) for told in found]
        return tuple(replace(told, start=start, end=end) for told, (start, end) in zip(found, spans, strict=True))

    def left_out(self) -> list[LeftOut]:
        """What was found and doesn't count, or not for everything."""
        return self._context.left_out()

    def _facts_of_code(self, *, over: bool) -> set[str]:
        facts = set(self._timing.facts)
        if over:
            facts.add("resolved")
        if self._long:
            facts.add("long")
        return facts

    def _about(self, about: list[Spot]) -> Tally:
        """What a message is about in which something is over."""
        seen, facts = self._keywords.seen(about), self._facts_of_code(over=True)
        about_facts, about_categories, *_ = self._keywords.asked(about)
        facts_told(about_facts, seen, facts, self._front)
        return tally(about_categories, seen, facts, self._front)

    def _dangers(self, asked: list[Asked], seen: Seen, facts: set[str]) -> tuple[Tally, Tally]:
        """What is happening, and with it what is feared or past."""
        feared = self._said_first(tally(asked, seen, facts, self._front), facts)
        if not feared.spoken:
            return feared, feared
        happening = self._context.happening(seen, self._rules.dangers.groups)
        still = [each for each in asked if each[3] == NONE or each[3] in happening]
        return self._said_first(tally(still, happening, facts, self._front), facts), feared

    def _said_first(self, dangers: Tally, facts: set[str]) -> Tally:
        """Of a letter only what its first sentence tells, wholly or, where danger is the subject, in part.

        The rest is told as history.
        """
        if not self._long:
            return dangers
        which = -1 if AT_RISK.isdisjoint(facts) else 0
        told = (spots for _, _, spots in dangers.spoken if spots and spots[which][0] < self._front)
        return NOTHING if next(told, None) is None else dangers

    def _hits(self, told: list[tuple[str, Tally]], nights: Iterable[TimeTold]) -> tuple[Hit, ...]:
        """The words of what was told, in the original, each once."""
        shown = {
            (start, end, target, rule.name)
            for target, spoken in told
            for rule, _, spots in spoken.spoken
            if rule.speaks_for == target
            for start, end, _ in spots
        }
        shown.update((time.start, time.end, "fact.night", CLOCK) for time in nights)
        normal = self._normal
        if normal.starts is not None:
            shown = {(*normal.span(start, end), target, rule) for start, end, target, rule in shown}
        original, first = normal.original, sorted(shown)[:MOST_HITS]
        return tuple([_hit((original[start:end], start, end, target, rule)) for start, end, target, rule in first])


def _category(
    scored: list[tuple[Category, float]], confidence: Confidence, *, nothing: bool
) -> tuple[Category | None, float]:
    if nothing:
        return OTHER, NOTHING_SAID
    worth = confidence.of([weight for _, weight in scored])
    return (scored[0][0] if worth >= confidence.sure_enough else None), worth


def _second(scored: list[tuple[Category, float]], category: Category | None) -> Category | None:
    for runner_up, weight in scored[1:2]:
        if category is not None and weight >= CLOSE_SECOND * scored[0][1]:
            return runner_up
    return None

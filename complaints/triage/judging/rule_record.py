"""What became of what each rule said: how often it was a reason, how often people let that stand, and what is dead."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from complaints.triage.judging.judged import Judged
from complaints.triage.message import CLOCK
from complaints.triage.rulebook.rules import CATEGORIES, DANGER, Rule, Rules

SHOWN = frozenset(("fact.noise", "fact.night", DANGER, "urgency.urgent"))
"""What rules may speak for, beside categories and kinds, and be named in a reading's hits. Other facts are never
shown, so nobody can say whether their rules are dead."""


class RuleLine(NamedTuple):
    """`hits`: messages in whose reading it was a reason. The rest, of rules for categories, counts those where it was a
    reason for the category read: `stood` were not corrected (`confirmed`, among them, were looked at), the others were.
    """

    name: str
    speaks_for: str
    in_force: bool
    hits: int
    stood: int
    confirmed: int
    corrected: int

    @property
    def precision(self) -> float | None:
        """Share that was not corrected; None where the rule never spoke for a category that was read."""
        read = self.stood + self.corrected
        return self.stood / read if read else None


class Taken(NamedTuple):
    """How often a message that was read as one category was said to be of another. `read` is None: not sure."""

    read: str | None
    said: str
    messages: int


@dataclass(frozen=True, slots=True)
class Record:
    """`unnamed`: messages of before hits held the names of rules, and forgotten ones. `since`: the first that has them;
    `dead`, in the order of the files, were no reason since then."""

    messages: int
    unnamed: int
    unsure: int
    corrected: int
    confirmed: int
    since: datetime | None
    lines: tuple[RuleLine, ...]
    dead: tuple[str, ...]
    taken: tuple[Taken, ...]

    def as_json(self) -> dict[str, Any]:
        """A plain dict, ready for json.dumps."""
        return {
            "messages": self.messages,
            "unnamed": self.unnamed,
            "unsure": self.unsure,
            "corrected": self.corrected,
            "confirmed": self.confirmed,
            "since": self.since.isoformat() if self.since else None,
            "rules": [{**line._asdict(), "precision": line.precision} for line in self.lines],
            "dead": list(self.dead),
            "corrections": [taken._asdict() for taken in self.taken],
        }


class RuleRecorder:
    """Takes one message after the other; keeps counts only."""

    def __init__(self, rules: Rules) -> None:
        self._in_force = {rule.name: rule for rule in _all(rules)}
        self._speaks_for = {name: rule.speaks_for for name, rule in self._in_force.items()}
        self._counts: Counter[str] = Counter()
        self._hits: Counter[str] = Counter()
        self._outcomes: dict[str, Counter[str]] = {"stood": Counter(), "confirmed": Counter(), "corrected": Counter()}
        self._taken: Counter[tuple[str | None, str]] = Counter()
        self._since: datetime | None = None

    def add(self, message: Judged) -> None:
        named = {(hit["rule"], hit["speaks_for"]) for hit in message.hits if hit.get("rule") not in (None, CLOCK)}
        self._counts["messages"] += 1
        self._counts["unnamed"] += not named
        self._counts["unsure"] += message.read is None
        self._counts["corrected"] += message.corrected
        self._counts["confirmed"] += message.confirmed
        if message.said is not None and message.said != message.read:
            self._taken[message.read, message.said] += 1
        if named and (self._since is None or message.at < self._since):
            self._since = message.at
        self._hits.update({rule for rule, _ in named})
        spoke = {rule for rule, speaks_for in named if speaks_for == message.read}
        self._outcomes["corrected" if message.corrected else "stood"].update(spoke)
        if message.confirmed:
            self._outcomes["confirmed"].update(spoke)
        for rule, speaks_for in named:
            self._speaks_for.setdefault(rule, speaks_for)

    def record(self) -> Record:
        """Rules by their hits, most first; of the rest only those that can be dead are named."""
        lines = sorted(map(self._line, self._hits), key=lambda line: (-line.hits, line.name))
        dead = (name for name, rule in self._in_force.items() if _is_shown(rule) and not self._hits[name])
        taken = sorted(self._taken.items(), key=lambda each: (-each[1], each[0][1], each[0][0] or ""))
        return Record(
            messages=self._counts["messages"],
            unnamed=self._counts["unnamed"],
            unsure=self._counts["unsure"],
            corrected=self._counts["corrected"],
            confirmed=self._counts["confirmed"],
            since=self._since,
            lines=tuple(lines),
            dead=tuple(dead) if self._since else (),
            taken=tuple(Taken(read, said, count) for (read, said), count in taken),
        )

    def _line(self, name: str) -> RuleLine:
        counted = {outcome: counts[name] for outcome, counts in self._outcomes.items()}
        return RuleLine(name, self._speaks_for[name], name in self._in_force, self._hits[name], **counted)


def _all(rules: Rules) -> Iterator[Rule]:
    for family in (rules.facts, rules.categories, rules.kinds, rules.dangers, rules.urgencies):
        yield from family.rules


def _is_shown(rule: Rule) -> bool:
    """It asks for words, and they are named as a reason."""
    target = rule.speaks_for
    return bool(rule.groups) and (target in CATEGORIES or target.startswith("kind.") or target in SHOWN)

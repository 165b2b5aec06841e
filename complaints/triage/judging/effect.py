"""What other rules would make of labelled messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from complaints.triage.judging.learning import Example, fit
from complaints.triage.judging.measure import Figures, Labelled, is_wrong, measure
from complaints.triage.reading import Reading
from complaints.triage.triage import Triage


class Changed(NamedTuple):
    """A message that other rules read otherwise."""

    label: Labelled
    before: Reading
    after: Reading


@dataclass(frozen=True, slots=True)
class Effect:
    """`better`: wrong before and right after; `worse`: the other way round (measure.is_wrong)."""

    before: Figures
    after: Figures
    better: tuple[Changed, ...]
    worse: tuple[Changed, ...]


def effect(labels: Sequence[Labelled], before: Triage, after: Triage) -> Effect:
    """Reads each message twice."""
    read = [Changed(label, before.read(label.text, label.at), after.read(label.text, label.at)) for label in labels]
    verdicts = [(each, is_wrong(each.label, each.before), is_wrong(each.label, each.after)) for each in read]
    return Effect(
        before=measure([(each.label, each.before) for each in read]),
        after=measure([(each.label, each.after) for each in read]),
        better=tuple(each for each, was, is_now in verdicts if was and not is_now),
        worse=tuple(each for each, was, is_now in verdicts if is_now and not was),
    )


class Unseen(NamedTuple):
    """Of messages that weights were not fitted to, the share in which most was said for what was meant."""

    before: float
    after: float


def on_unseen(
    examples: Sequence[Example], rules: dict[str, tuple[str, float]], sharpness: float, pull: float
) -> Unseen:
    """Fits weights to each half of the examples (every second one) and tries them on the other."""
    present = {name: weight for name, (_, weight) in rules.items()}
    halves = examples[::2], examples[1::2]
    before = after = 0
    for learnt_from, tried_on in (halves, halves[::-1]):
        before += _right(tried_on, rules, present)
        after += _right(tried_on, rules, fit(learnt_from, rules, sharpness, pull))
    return Unseen(before / len(examples), after / len(examples)) if examples else Unseen(0.0, 0.0)


def _right(examples: Iterable[Example], rules: dict[str, tuple[str, float]], weights: dict[str, float]) -> int:
    right = 0
    for strengths, meant in examples:
        sums: dict[str, float] = {}
        for name, strength in strengths.items():
            if name in rules:
                target = rules[name][0]
                sums[target] = sums.get(target, 0.0) + weights[name] * strength
        right += bool(sums) and max(sorted(sums), key=lambda target: sums[target]) == meant
    return right

"""What weights rules ought to have, judged by messages that people have labelled. Nothing is changed here."""

from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

from complaints.triage.rulebook.rules import Family

LIGHTEST, HEAVIEST = 0.05, 20.0
"""Between these a weight stays; the upper one is the most that a rule file takes (rule_file.Weight)."""

SHARPNESS = 0.1
"""How much likelier one point more makes what was spoken for: by e to this. Usual messages have sums of 10 to 60."""

PULL = 0.4
"""How hard the present weights hold on. With SHARPNESS as it is, this one read unseen messages best."""

WORTH_CHANGING = 0.15
"""Share of the present weight below which a change is not worth a line in a file."""

MOST_ROUNDS = 400
SETTLED = 1e-4
"""No weight moves further than this in a round: the fit has ended."""


class Example(NamedTuple):
    """`strengths` by the names of the rules that held, as Triage.strengths gives them. `meant`: what the message is
    about: a category, or kind.… for rules about kinds."""

    strengths: Mapping[str, float]
    meant: str


def weights_of(family: Family) -> dict[str, tuple[str, float]]:
    """By name: what each rule speaks for, and its weight."""
    return {rule.name: (rule.speaks_for, rule.weight) for rule in family.rules}


def fit(
    examples: Sequence[Example], rules: Mapping[str, tuple[str, float]], sharpness: float, pull: float
) -> dict[str, float]:
    """A weight for each of `rules`; one that no example says anything about keeps its own.

    Log-linear: of what is meant and what something spoke for, each is as likely as e to `sharpness` times the sum of
    what spoke for it. So examples in which nothing spoke for anything else change nothing. The likelihood of all
    examples less `pull` times the squares of all changes is made as high as can be. It has one highest point, so the
    same examples give the same weights. Strengths of rules that are not in `rules` are ignored, and examples in which
    none of them held.
    """
    names = list(rules)
    numbers = {name: number for number, name in enumerate(names)}
    targets = {target: number for number, target in enumerate(sorted({target for target, _ in rules.values()}))}
    speaks_for = [targets[rules[name][0]] for name in names]
    rows = [_row(example, numbers, targets) for example in examples]
    rows = [row for row in rows if row.held]
    before = [min(HEAVIEST, max(LIGHTEST, rules[name][1])) for name in names]
    after = _Fit(rows, speaks_for, before, sharpness, pull).weights()
    return dict(zip(names, after, strict=True))


def worth_proposing(fitted: Mapping[str, float], rules: Mapping[str, tuple[str, float]]) -> dict[str, float]:
    """Of fitted weights those that are WORTH_CHANGING away from the present one, as people write them: 2 decimals."""
    rounded = {name: max(LIGHTEST, round(weight, 2)) for name, weight in fitted.items()}
    return {
        name: weight
        for name, weight in rounded.items()
        if abs(weight - rules[name][1]) >= WORTH_CHANGING * rules[name][1]
    }


class _Row(NamedTuple):
    """A message in numbers: rules with their strength; the target that was meant, None for one no rule speaks for."""

    held: tuple[tuple[int, float], ...]
    meant: int | None


def _row(example: Example, numbers: Mapping[str, int], targets: Mapping[str, int]) -> _Row:
    held = sorted((numbers[name], strength) for name, strength in example.strengths.items() if name in numbers)
    return _Row(tuple(held), targets.get(example.meant))


class _Fit:
    """Steps downhill with a momentum that is dropped when it leads uphill (Beck & Teboulle 2009; O'Donoghue & Candès
    2015). Each weight has a step of its own: the length for which the curve of the softmax is surely flatter (Böhning
    1992: at most a half of the identity), so that no step has to be tried."""

    def __init__(
        self, rows: Sequence[_Row], speaks_for: Sequence[int], before: list[float], sharpness: float, pull: float
    ) -> None:
        self._rows, self._speaks_for = rows, speaks_for
        self._before, self._sharpness, self._pull = before, sharpness, pull

    def weights(self) -> list[float]:
        steepest = self._curvatures()
        weights, ahead, momentum = self._before, self._before, 1.0
        for _ in range(MOST_ROUNDS):
            slopes = self._slopes(ahead)
            new = [
                min(HEAVIEST, max(LIGHTEST, at - slope / curve))
                for at, slope, curve in zip(ahead, slopes, steepest, strict=True)
            ]
            moves = [now - then for now, then in zip(new, weights, strict=True)]
            if max(map(abs, moves), default=0.0) < SETTLED:
                return new
            uphill = sum(
                curve * (at - now) * move for curve, at, now, move in zip(steepest, ahead, new, moves, strict=True)
            )
            next_momentum = 1.0 if uphill > 0 else (1 + (1 + 4 * momentum**2) ** 0.5) / 2
            share = 0.0 if uphill > 0 else (momentum - 1) / next_momentum
            ahead = [now + share * move for now, move in zip(new, moves, strict=True)]
            weights, momentum = new, next_momentum
        return weights

    def _curvatures(self) -> list[float]:
        """The most that each slope can change when its weight does, all others with it. Never 0."""
        curves = [2 * self._pull or 1.0] * len(self._before)
        for held, _ in self._rows:
            together = self._sums(held, None)
            for rule, strength in held:
                curves[rule] += self._sharpness**2 / 2 * strength * together[self._speaks_for[rule]]
        return curves

    def _slopes(self, weights: Sequence[float]) -> list[float]:
        pull, sharpness, speaks_for = self._pull, self._sharpness, self._speaks_for
        slopes = [2 * pull * (now - before) for now, before in zip(weights, self._before, strict=True)]
        for held, meant in self._rows:
            sums = self._sums(held, weights)
            sums.setdefault(meant, 0.0)
            highest = max(sums.values())
            odds = {target: exp(sharpness * (total - highest)) for target, total in sums.items()}
            whole = sum(odds.values())
            for rule, strength in held:
                target = speaks_for[rule]
                slopes[rule] += sharpness * strength * (odds[target] / whole - (target == meant))
        return slopes

    def _sums(self, held: Iterable[tuple[int, float]], weights: Sequence[float] | None) -> dict[int | None, float]:
        """By target; with weights of 1 where none are given."""
        speaks_for = self._speaks_for
        sums: dict[int | None, float] = {}
        for rule, strength in held:
            target = speaks_for[rule]
            sums[target] = sums.get(target, 0.0) + strength * (weights[rule] if weights is not None else 1.0)
        return sums

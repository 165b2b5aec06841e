"""What labelled messages teach: weights fitted to them and words that stand in them, put together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from complaints.triage.judging.effect import Unseen, on_unseen
from complaints.triage.judging.learning import PULL, SHARPNESS, Example, fit, weights_of, worth_proposing
from complaints.triage.judging.measure import Labelled
from complaints.triage.judging.new_words import Unknown, WordCounts
from complaints.triage.judging.proposal import Proposal, words_for
from complaints.triage.triage import Triage


class Lessons(NamedTuple):
    """`unseen` is None where no weight is proposed."""

    proposal: Proposal
    unseen: Unseen | None


def lessons(
    triage: Triage,
    labels: Sequence[Labelled],
    titles: Mapping[str, str],
    *,
    names: Iterable[str],
    fixed: Collection[str],
) -> Lessons:
    """`titles`: of each category, for rules of its own. `names` are no words for anything that happens. The weights of
    `fixed` rules are not touched."""
    examples = [Example(triage.strengths(each.text, each.at), each.category) for each in labels]
    weighed = weights_of(triage.rules.categories)
    fitted = worth_proposing(fit(examples, weighed, SHARPNESS, PULL), weighed)
    weights = {name: weight for name, weight in fitted.items() if name not in fixed}
    words = _words(triage, labels, titles, names)
    unseen = on_unseen(examples, weighed, SHARPNESS, PULL) if weights else None
    return Lessons(Proposal(weights, words.words, words.rules), unseen)


def _words(triage: Triage, labels: Sequence[Labelled], titles: Mapping[str, str], names: Iterable[str]) -> Proposal:
    unknown = Unknown(triage.rules, triage.words, names)
    for each in labels:
        unknown.add(each.text)
    counts = WordCounts(unknown.words(), triage.rules.normalise)
    for each in labels:
        counts.add(each.text, each.category)
    return words_for(counts, triage.rules, titles)

"""Which keywords are worth finding by their sound: those that tell what a message is about, and how bad it is."""

from complaints.triage.codes import Category, Kind
from complaints.triage.rulebook.rules import Rules

_OF_MATTER = ("fact.noise_said", "fact.noise", "fact.night", "fact.now", "fact.many", "fact.weak")


def worth_hearing(rules: Rules) -> frozenset[str]:
    """Not words of questions and thanks, of what this office does not do, and those that only change other words: they
    are short, common, and sound like many others. Words that hide a keyword are: 引响 must hide 响.
    """
    telling = [rule for rule in rules.facts.rules if rule.speaks_for in _OF_MATTER]
    telling += [rule for rule in rules.categories.rules if rule.speaks_for != Category.OTHER]
    telling += [rule for rule in rules.kinds.rules if rule.speaks_for == f"kind.{Kind.COMPLAINT}"]
    telling += [*rules.dangers.rules, *rules.urgencies.rules]
    groups = {group for rule in telling for group in rule.groups}
    words = {word for word, of in rules.words.items() if not groups.isdisjoint(of)}
    return frozenset((words | rules.hiding) - rules.marks.keys())

"""What is allowed in rule files and yet does nothing, or not what was meant. Rules with mistakes are not looked at."""

import re
from collections.abc import Iterator, Mapping, Sequence

from complaints.triage.rulebook.assembly import load
from complaints.triage.rulebook.bags import Bag, Bags
from complaints.triage.rulebook.book import Book, Placed
from complaints.triage.rulebook.mistakes import Mistake, line_of
from complaints.triage.rulebook.rules import CATEGORIES, SEEN_BY_CODE, SMALL_TALK, Rules

_PATTERN = re.compile(
    r"\.[*+?]|\\[a-zA-Z.]|\[[^\]]*\]|\([^)]*[|?*][^)]*\)|\{\d+(?:,\d*)?\}|\S\*|[\u4e00-\u9fff][+]"
    r"|[\u4e00-\u9fff]\?[\u4e00-\u9fff]|\S\|\S|^\^|\S\$$"
)
_SAID = re.compile(r"[^\W_]|[\u2190-\u2bff\U0001f000-\U0001faff]")
NO_PATTERNS = "looks like a pattern; rules know no patterns: use all = […] with within"

MARKS = frozenset("?!\ufe0f\u200d")
"""Signs that say something by themselves: a question, a shout, and what holds an emoji together."""

EXACT = frozenset((*SEEN_BY_CODE, *SMALL_TALK))
"""Lists the code compares whole words with, or of which it asks how far a word reaches: a longer one is not idle."""


def findings(packaged: Mapping[str, str], office: Mapping[str, str] | None = None) -> list[Mistake]:
    """By file and line. What the office does to a packaged rule is told of the office's file only.

    Raises RulesError where the files have mistakes.
    """
    found = list(_Look(packaged, {}).all())
    if office:
        found += (each for each in _Look(packaged, office).all() if each.file in office)
    return sorted(set(found))


class _Look:
    """At one set of files."""

    def __init__(self, packaged: Mapping[str, str], office: Mapping[str, str]) -> None:
        self._rules: Rules = load(packaged, office)
        self._book = Book(packaged, office)
        self._texts, self._office = {**packaged, **office}, office
        self._bags = Bags(self._book, self._rules)

    def all(self) -> Iterator[Mistake]:
        """In no order."""
        for bag in self._bags.each():
            yield from self._idle_words(bag)
        for placed in self._book.rules.values():
            yield from self._never(placed)
        yield from self._opposites()
        yield from self._idle_lists()
        yield from self._plain_words()

    def _told(self, file: str, key: str, problem: str, word: str | None = None) -> Mistake:
        return Mistake(file, line_of(self._texts[file], key, word), key, problem)

    def _idle_words(self, bag: Bag) -> Iterator[Mistake]:
        for word in bag.own:
            trouble = self._dead(word.written)
            if trouble is None and bag.title not in EXACT:
                trouble = bag.covers(word)
            if trouble is not None:
                yield self._told(word.file, word.key, f"{word.written}: {trouble}", word.written)

    def _dead(self, written: str) -> str | None:
        if _PATTERN.search(written):
            return NO_PATTERNS
        read = self._rules.normalise(written).text
        if not read:
            return "can't be found: nothing is left of it when it is read"
        again = self._rules.normalise(read).text
        if again != read:
            return f"can't be found: it is read as {again}"
        return None if _SAID.search(read) or read in MARKS else "holds only punctuation"

    def _never(self, placed: Placed) -> Iterator[Mistake]:
        rule, (file, key) = placed.rule, placed.source
        both = sorted({*rule.when} & {*rule.unless})
        if both:
            yield self._told(file, f"{key}.unless", f"{rule.name} never holds: {', '.join(both)} is in when, too")
        none = self._bags.words(rule.none)
        if not none:
            return
        for field, groups in (("all", [[word] for word in rule.all]), ("any", [rule.any] if rule.any else [])):
            for group in groups:
                words = self._bags.words(group)
                shut = [word for word in words if any(other in word for other in none)]
                if words and len(shut) == len(words):
                    problem = f"{rule.name} never holds: what stands in not is in every word of {field}"
                    yield self._told(file, f"{key}.not", problem)

    def _opposites(self) -> Iterator[Mistake]:
        seen: dict[object, Placed] = {}
        for placed in self._book.rules.values():
            rule = placed.rule
            family = "category" if rule.speaks_for in CATEGORIES else rule.speaks_for.partition(".")[0]
            if family == "fact":
                continue
            asked = frozenset(frozenset(self._bags.words([word])) for word in rule.all)
            asks = (family, asked, frozenset(self._bags.words(rule.any)), frozenset(self._bags.words(rule.none)))
            same: object = (*asks, rule.within, frozenset(rule.when), frozenset(rule.unless))
            other = seen.setdefault(same, placed)
            if other.rule.speaks_for != rule.speaks_for:
                here, there = (placed, other) if placed.source.file in self._office else (other, placed)
                problem = (
                    f"{here.rule.name} says {here.rule.speaks_for} where {there.rule.name} ({there.source.file}) says "
                    f"{there.rule.speaks_for}, of the same words"
                )
                yield self._told(*here.source, problem)

    def _idle_lists(self) -> Iterator[Mistake]:
        used = self._bags.lists_used() | EXACT
        for title, (source, _) in self._book.lists.items():
            if title not in used:
                yield self._told(*source, "no rule asks for this list")

    def _plain_words(self) -> Iterator[Mistake]:
        """Words that stand beside the rules: what hides keywords, and what has to be a word of its own."""
        for name, file in self._book.files.items():
            hiding: Sequence[str] = file.hiding
            for word in (*hiding, *file.whole):
                trouble = self._dead(word)
                if trouble is not None:
                    yield self._told(name, "hiding" if word in hiding else "whole", f"{word}: {trouble}", word)

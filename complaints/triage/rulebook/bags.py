"""Words that are looked for together, as they were written: those of one list, or of one rule's `any`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from complaints.triage.match import WordIndex
from complaints.triage.rulebook.book import Book, Source
from complaints.triage.rulebook.rules import Rules

SHORTEST_HEARD = 2
"""Characters of a word that is known by its sound (normal/sounds.py): of 恶丑 one hears 恶臭, never 臭."""


@dataclass(frozen=True, slots=True)
class Written:
    """A word, how it is matched, and where it stands."""

    written: str
    read: str
    file: str
    key: str


class Bag:
    """`own`: the words written here. Those of lists named here are looked for as well."""

    def __init__(self, title: str, own: Sequence[Written], named: Mapping[str, str], rules: Rules) -> None:
        self.title, self.own = title, own
        self._named = named
        self._rules = rules
        self._index = WordIndex(({word.read for word in own} | named.keys()) - {""})

    def covers(self, word: Written) -> str | None:
        """Why the word adds nothing here; None where it does."""
        if word.read in self._named:
            return f"is in @{self._named[word.read]} already"
        twin = next((other.written for other in self.own if other.read == word.read), word.written)
        if twin != word.written:
            return f"is read as {twin}, which is here already"
        for start, end, shorter in self._index.find(word.read):
            if shorter != word.read and not self._needed(word.read, start, end):
                return f"adds nothing: {shorter} is found in it"
        return None

    def _needed(self, longer: str, start: int, end: int) -> bool:
        """The shorter word at longer[start:end] may not count where the longer one does."""
        rules, shorter = self._rules, longer[start:end]
        if shorter in rules.whole:
            return True
        if len(shorter) < SHORTEST_HEARD <= len(longer):
            return True
        denying = rules.lists["negation"] | rules.lists["supposed"]
        if any(word in longer[:end] and longer.find(word) < start for word in denying):
            return True
        return any(_may_hide(cover, longer, start, end, longer in rules.hiding) for cover in rules.hiding)


def _may_hide(cover: str, longer: str, start: int, end: int, open_always: bool) -> bool:
    """Whether there is a text in which `cover` stands over longer[start:end] and leaves the longer word open."""
    at = cover.find(longer[start:end])
    while at >= 0:
        begin = start - at  # where the cover begins, in places of the longer word
        here = longer[max(0, begin) : max(0, begin + len(cover))]
        there = cover[max(0, -begin) : max(0, len(longer) - begin)]
        whole = begin <= 0 and begin + len(cover) >= len(longer)
        if here == there and (open_always or not whole):
            return True
        at = cover.find(longer[start:end], at + 1)
    return False


class Bags:
    """Of all files, after the office's changes."""

    def __init__(self, book: Book, rules: Rules) -> None:
        self._book, self._rules = book, rules
        self._added = {
            (title, word): Source(name, f"add.{title}")
            for name, file in book.files.items()
            for title, words in file.add.items()
            for word in words
        }

    def each(self) -> Iterator[Bag]:
        """Every list, and the `any` of every rule; an `all` as well, word by word nothing is idle there."""
        for title, (source, words) in self._book.lists.items():
            yield self._bag(title, source, words)
        for name, placed in self._book.rules.items():
            file, key = placed.source
            written = Source(file, f"{key}.any" if key.startswith("rule.") else key)
            yield self._bag(name, written, placed.rule.any)
            for field, words in (("all", placed.rule.all), ("not", placed.rule.none)):
                for word in words:
                    yield self._bag(name, Source(file, f"{key}.{field}"), [word])

    def words(self, written: Sequence[str]) -> set[str]:
        """As they are matched, with those of the lists that are named."""
        own = {self._rules.normalise(word).text for word in written if not word.startswith("@")}
        return own | self._named(written).keys()

    def lists_used(self) -> set[str]:
        """Titles that a rule names, or a list that is used itself."""
        used: set[str] = set()
        rules = (placed.rule for placed in self._book.rules.values())
        waiting = [word[1:] for rule in rules for word in (*rule.any, *rule.all, *rule.none) if word.startswith("@")]
        while waiting:
            title = waiting.pop()
            if title not in used:
                used.add(title)
                waiting += [word[1:] for word in self._book.lists[title][1] if word.startswith("@")]
        return used

    def _bag(self, title: str, source: Source, words: Sequence[str]) -> Bag:
        own = []
        for word in words:
            if not word.startswith("@"):
                file, key = self._added.get((title, word), source)
                own.append(Written(word, self._rules.normalise(word).text, file, key))
        return Bag(title, own, self._named(words), self._rules)

    def _named(self, words: Sequence[str]) -> dict[str, str]:
        """Words of the lists that are named, with the list they are written in."""
        found: dict[str, str] = {}
        waiting = [word[1:] for word in words if word.startswith("@")]
        while waiting:
            title = waiting.pop()
            for word in self._book.lists[title][1]:
                if word.startswith("@"):
                    waiting.append(word[1:])
                else:
                    found.setdefault(self._rules.normalise(word).text, title)
        return found

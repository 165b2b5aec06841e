"""Words that no rule knows and that stand in some messages far more often than chance would have it."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from complaints.triage.grammar.masks import masks
from complaints.triage.match import WordIndex
from complaints.triage.normal import Normaliser
from complaints.triage.rulebook.rules import SMALL_TALK, Rules

LEAST = 3
"""Messages in which a word must stand: what fewer say may be about one person."""

SURELY = 10.83
"""Chi-square of one degree of freedom that chance exceeds once in a thousand (any table of the distribution)."""

_WORD = re.compile(r"[\u4e00-\u9fff]{2,8}")
_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千万亿几第]+")
_SEEN_BEFORE = 50_000
"""Words about which it is remembered whether a rule knows them."""


class Linked(NamedTuple):
    """`inside`: messages of the groups asked for that hold the word; `outside`: others that do. `group`: of those asked
    for the one in which most do."""

    word: str
    inside: int
    outside: int
    chi_square: float
    group: str


class Unknown:
    """Finds words of two characters and more that no rule knows, as jieba cuts them (`cut` normalises as well).

    Nothing of what is personal is given, also where the same name stands uncovered in another message; nor numbers, nor
    parts of `names`: a compound's name is no word for what happens there.
    """

    def __init__(self, rules: Rules, cut: Callable[[str], list[str]], names: Iterable[str] = ()) -> None:
        self._rules, self._cut = rules, cut
        talk = (word for title in SMALL_TALK for word in rules.lists[title])
        self._known = rules.words.keys() | rules.hiding | rules.whole | set(talk)
        self._longer = WordIndex(word for word in self._known if len(word) > 1)
        self._names = "\n".join(rules.normalise(name).text for name in names)
        self._personal: set[str] = set()
        self._messages: Counter[str] = Counter()
        self._asked: dict[str, bool] = {}

    def add(self, text: str) -> None:
        """A message in which words are looked for."""
        rest, at = [], 0
        for mask in masks(text):
            rest.append(text[at : mask.start])
            at = mask.end
            if mask.sort == "name":
                self._personal.add(self._rules.normalise(text[mask.start : mask.end]).text)
        words = set(self._cut("，".join((*rest, text[at:]))))
        self._messages.update(word for word in words if self._is_unknown(word))

    def words(self) -> list[str]:
        """Those that LEAST messages or more hold, in order."""
        often = [word for word, messages in self._messages.items() if messages >= LEAST]
        named = {spot.word for spot in WordIndex(often).find("\n".join(sorted(self._personal)))} if often else set()
        return sorted(word for word in often if word not in named)

    def _is_unknown(self, word: str) -> bool:
        found = self._asked.get(word)
        if found is None:
            found = self._looked_up(word)
            if len(self._asked) < _SEEN_BEFORE:
                self._asked[word] = found
        return found

    def _looked_up(self, word: str) -> bool:
        if not _WORD.fullmatch(word) or _NUMBER.fullmatch(word) or word in self._names or word in self._known:
            return False
        return not self._longer.find(word) and self._rules.normalise(word).text == word


class WordCounts:
    """In how many messages of which group each word stands, wherever it stands, as a rule would find it."""

    def __init__(self, words: Collection[str], normalise: Normaliser) -> None:
        self._index = WordIndex(words)
        self._normalise = normalise
        self._groups: Counter[str] = Counter()
        self._by_word: dict[str, Counter[str]] = {word: Counter() for word in words}

    def add(self, text: str, group: str) -> None:
        self._groups[group] += 1
        for word in {spot.word for spot in self._index.find(self._normalise(text).text)}:
            self._by_word[word][group] += 1

    def linked(self, groups: Collection[str]) -> list[Linked]:
        """Words that surely stand more often in messages of these groups, surest first."""
        members = sum(self._groups[group] for group in groups)
        others = self._groups.total() - members
        found = []
        for word, counts in self._by_word.items():
            inside = sum(counts[group] for group in groups)
            outside = counts.total() - inside
            surely = chi_square(inside, outside, members - inside, others - outside)
            if inside >= LEAST and surely >= SURELY and inside * others > outside * members:
                most = max(sorted(groups), key=lambda group: counts[group])
                found.append(Linked(word, inside, outside, surely, most))
        return sorted(found, key=lambda linked: (-linked.chi_square, linked.word))


def chi_square(both: int, word_only: int, group_only: int, neither: int) -> float:
    """Pearson's, of a table of two by two. 0 where a row or a column is empty."""
    rows = (both + word_only) * (group_only + neither)
    columns = (both + group_only) * (word_only + neither)
    whole = both + word_only + group_only + neither
    return whole * (both * neither - word_only * group_only) ** 2 / (rows * columns) if rows and columns else 0.0

"""Finds every keyword in one pass, overlapping ones too."""

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

Spot = tuple[int, int, int]
"""Start and end of a keyword in the normalised text, and the keyword's number. A plain tuple: a reading makes hundreds,
and one with names costs five times as much.
"""


class Found(NamedTuple):
    """Where a keyword stands in the normalised text."""

    start: int
    end: int
    word: str


class WordIndex:
    """An Aho–Corasick automaton: one pass over the text, however many words there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        """By number."""
        self._automaton = AhoCorasick(self.words, store_patterns=False)

    def spots(self, text: str) -> list[Spot]:
        """In order of their beginning. `text` is normalised, so it holds no lone surrogate."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        spots = [(start, end, number) for number, start, end in found]
        spots.sort()
        return spots

    def find(self, text: str) -> list[Found]:
        """The same, with the words."""
        words = self.words
        return [Found(start, end, words[number]) for start, end, number in self.spots(text)]

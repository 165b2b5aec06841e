"""Finds every keyword in one pass, overlapping ones too."""

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick


class Spot(NamedTuple):
    """Where a keyword stands in the normalised text."""

    start: int
    end: int
    word: str


class WordIndex:
    """An Aho–Corasick automaton: one pass over the text, however many words there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._automaton = AhoCorasick(self._words)

    def find(self, text: str) -> list[Spot]:
        """In order of their beginning. `text` is normalised, so it holds no lone surrogate."""
        words = self._words
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        spots = [Spot(start, end, words[number]) for number, start, end in found]
        spots.sort()
        return spots

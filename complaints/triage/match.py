"""Finds every keyword in one pass, overlapping ones too."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

Spot = tuple[int, int, int]
"""Start and end of a keyword in the normalised text, and the keyword's number. A plain tuple: a reading makes hundreds,
and one with names costs five times as much.
"""


_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile("[0-9]+")


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
        self._numbers = frozenset(number for number, word in enumerate(self.words) if _NUMBER.fullmatch(word))

    def spots(self, text: str) -> list[Spot]:
        """In order of their beginning. `text` is normalised, so it holds no lone surrogate.

        A number is found whole only: 12345 is not in 13812345678.
        """
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        spots = [(start, end, number) for number, start, end in found]
        if _DIGIT.search(text) is not None:
            numbers = self._numbers
            spots = [spot for spot in spots if spot[2] not in numbers or _whole_number(text, spot[0], spot[1])]
        spots.sort()
        return spots

    def find(self, text: str) -> list[Found]:
        """The same, with the words."""
        words = self.words
        return [Found(start, end, words[number]) for start, end, number in self.spots(text)]


def _whole_number(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal())

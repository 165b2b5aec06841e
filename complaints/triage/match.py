"""Finds every keyword in one pass, overlapping ones too."""

import re
from collections.abc import Iterable
from operator import add
from typing import NamedTuple


class Spot(NamedTuple):
    """Where a keyword stands in the normalised text."""

    start: int
    end: int
    word: str


class WordIndex:
    """Words by their first two characters: what begins at a place is one look-up away, however many words there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        single: list[str] = []
        for word in sorted(words):
            if len(word) == 1:
                single.append(word)
            else:
                self._by_pair.setdefault(word[:2], []).append(word)
        self._single = re.compile(f"[{re.escape(''.join(single))}]") if single else None

    def find(self, text: str) -> list[Spot]:
        """In order of their beginning. Time grows with the text's length, not with the square of it."""
        by_pair = self._by_pair
        spots = [
            Spot(place, place + len(word), word)
            for place, pair in enumerate(map(add, text, text[1:]))
            if pair in by_pair
            for word in by_pair[pair]
            if text.startswith(word, place)
        ]
        if self._single is not None:
            spots += [Spot(found.start(), found.end(), found[0]) for found in self._single.finditer(text)]
            spots.sort()
        return spots

"""Brings the ways of writing one thing together, and keeps the way back to the original characters."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=16_384)
def _fold(character: str) -> str:
    """Full-width to half-width, ligatures apart, small letters. A character never becomes nothing."""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return unicodedata.normalize("NFKC", character).lower() or character


@dataclass(frozen=True, slots=True)
class NormalText:
    """`text` is matched, `original` is shown. `starts` is None while each character stands for itself."""

    original: str
    text: str
    starts: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original; whole characters, so an opened ligature comes whole."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1


class Normaliser:
    """`characters` maps one character to one, `words` a misspelling to a word of the same length."""

    def __init__(self, characters: Mapping[str, str], words: Mapping[str, str]) -> None:
        self._characters = str.maketrans(dict(characters))
        self._words = dict(words)
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._misspelt = re.compile("|".join(map(re.escape, longest_first))) if words else None

    def __call__(self, original: str) -> NormalText:
        """Runs of space stay: they part clauses."""
        folded = [_fold(character) for character in original]
        text = "".join(folded)
        starts = None
        if len(text) != len(original):
            starts = tuple(place for place, piece in enumerate(folded) for _ in piece)
        text = text.translate(self._characters)
        if self._misspelt is not None:
            text = self._misspelt.sub(lambda found: self._words[found[0]], text)
        return NormalText(original, text, starts)

"""Words for words: misspellings, dialects, pictures; the longest first, none inside another."""

from collections.abc import Iterator, Mapping

from ahocorasick_rs import AhoCorasick, MatchKind

from complaints.triage.normal.text import Edit, NormalText


class Lexicon:
    """`words`: what is written and what is meant, both folded, of any length. A word meaning itself is left alone,
    and with it the shorter ones it begins with: 成日本 keeps 成日 from being read.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._pairs = sorted(words.items())
        self._found = (
            AhoCorasick([odd for odd, _ in self._pairs], MatchKind.LeftmostLongest, store_patterns=False)
            if words
            else None
        )

    def __call__(self, normal: NormalText) -> NormalText:
        """`normal` holds no lone surrogate."""
        if self._found is None:
            return normal
        found = self._found.find_matches_as_indexes(normal.text)
        return normal.rewritten(self._edits(normal.text, found)) if found else normal

    def _edits(self, text: str, found: list[tuple[int, int, int]]) -> Iterator[Edit]:
        for number, start, end in found:
            odd, meant = self._pairs[number]
            if odd != meant and not _inside_letters(text, start, end):
                yield start, end, meant


def _inside_letters(text: str, start: int, end: int) -> bool:
    """Cut out of a Latin word: bb仔 in abb仔."""
    return (start > 0 and _latin(text[start]) and _latin(text[start - 1])) or (
        end < len(text) and _latin(text[end]) and _latin(text[end - 1])
    )


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()

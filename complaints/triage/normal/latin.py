"""English, and Chinese written in pinyin: whole words only."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from complaints.triage.normal.text import Edit, NormalText

MOST_WORDS = 6
"""Words of one expression, or syllables of one word, at most."""

LONGEST_RUN = 60
"""Letters without a space that are still looked into for several words."""

_ANY = re.compile(r"[a-z]{2}")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_GAPS = frozenset((" ", "-", ""))


class Latin:
    """`words`: English, words parted by one space. `pinyin`: without tones and spaces; what people write there is
    found with a space between its syllables, too, and with no space between words.
    """

    def __init__(self, words: Mapping[str, str], pinyin: Mapping[str, str]) -> None:
        self._words, self._pinyin = words, pinyin
        self._longest = max(map(len, pinyin), default=0)

    def __call__(self, normal: NormalText) -> NormalText:
        """Time grows with the length: each place is looked at MOST_WORDS times."""
        if not _ANY.search(normal.text):
            return normal
        return normal.rewritten(self._edits(normal.text))

    def _edits(self, text: str) -> Iterator[Edit]:
        words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
        place, read_to = 0, -1
        while place < len(words):
            start = words[place][0]
            many, meant = self._meant(text, words, place)
            if meant is None:
                place += 1
                continue
            if 0 <= read_to < start and text[read_to:start] in _GAPS:
                yield read_to, start, ""  # both sides are Chinese now
            read_to = words[place + many - 1][1]
            yield start, read_to, meant
            place += many

    def _meant(self, text: str, words: list[tuple[int, int, str]], place: int) -> tuple[int, str | None]:
        """How many words from here are one expression, and what it means: the longest."""
        together = [words[place][2]]
        near = words[place : place + MOST_WORDS]
        for before, after in pairwise(near):
            if text[before[1] : after[0]] not in _GAPS:
                break
            together.append(after[2])
        for many in range(len(together), 0, -1):
            said = together[:many]
            meant = self._english(" ".join(said)) or self._pinyin.get("".join(said))
            if meant:
                return many, meant
        return 1, self._run(together[0])

    def _english(self, said: str) -> str | None:
        return self._words.get(said) or (self._words.get(said[:-1]) if said.endswith("s") else None)

    def _run(self, letters: str) -> str | None:
        """gongditaichaole: taken apart only if nothing remains."""
        length = len(letters)
        if length > LONGEST_RUN:
            return None
        meant: list[str | None] = [""] + [None] * length
        for end in range(2, length + 1):
            for start in range(max(0, end - self._longest), end - 1):
                head, word = meant[start], self._pinyin.get(letters[start:end])
                if head is not None and word:
                    meant[end] = head + word
                    break
        return meant[length]

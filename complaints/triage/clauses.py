"""Where clauses and sentences end, by punctuation and line breaks."""

import re
from bisect import bisect_right

_CLAUSE_END = re.compile(r"[,。!?;:、~\s…—]+|\.(?!\d)")
_SENTENCE_END = re.compile(r"[。!?;\n]+|\.{2,}")

SHORTEST_SENTENCE = 4
"""Characters; 你好。is a greeting, the matter begins after it."""

LONG = 72
"""Characters, without marks and politeness. A longer message is a letter: a story, in which parts are of another day,
or end well."""

_POLITE = re.compile("谢谢|感谢|多谢|谢了|麻烦了|麻烦您了|辛苦了|拜托了|你好|您好|领导好|大家好|请领导重视|🙏")

MOST_POLITE = 16
"""Characters of politeness that a message near that limit may have more: a greeting, a request, thanks."""

LONGEST_CLAUSE = 160
"""Characters; what goes on longer without a pause is taken in pieces of this length, so that time stays linear."""


class Clauses:
    """Of one normalised text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._pauses: tuple[list[int], list[int]] | None = None
        self.long = len(text) > LONG and _is_long(text, len(text) - self._paused())
        ending = _SENTENCE_END.search(text)
        while ending is not None and ending.start() < SHORTEST_SENTENCE:
            ending = _SENTENCE_END.search(text, ending.end())
        self.first_sentence_end = len(text) if ending is None else ending.start()

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The clause that text[start:end] begins in."""
        ends, begins = self._where_it_pauses()
        before = bisect_right(begins, start)
        begin = begins[before - 1] if before else 0
        after = bisect_right(ends, end - 1)
        stop = ends[after] if after < len(ends) else len(self.text)
        if stop - begin > LONGEST_CLAUSE:
            begin += (start - begin) // LONGEST_CLAUSE * LONGEST_CLAUSE
            stop = min(stop, begin + LONGEST_CLAUSE)
        return begin, stop

    def _where_it_pauses(self) -> tuple[list[int], list[int]]:
        """Where clauses end and the next begin. Short messages are seldom asked."""
        if self._pauses is None:
            pauses = [found.span() for found in _CLAUSE_END.finditer(self.text)]
            self._pauses = [start for start, _ in pauses], [end for _, end in pauses]
        return self._pauses

    def _paused(self) -> int:
        """Characters that are pauses."""
        ends, begins = self._where_it_pauses()
        return sum(begins) - sum(ends)


def _is_long(text: str, said: int) -> bool:
    """A thank-you more doesn't make a letter of it. `said`: characters that are no pauses."""
    if not LONG < said <= LONG + MOST_POLITE:
        return said > LONG
    return said - sum(len(word) for word in _POLITE.findall(text)) > LONG

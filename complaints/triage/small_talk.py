"""Greetings, thanks, farewells and 收到 that say nothing else."""

import re
from collections.abc import Mapping

from complaints.triage.reading import SmallTalk

LONGEST = 40
"""Characters; who writes more than this has something to say."""

_SORTS: tuple[SmallTalk, ...] = ("farewell", "thanks", "greeting", "assent")
_SAID = r"[^\W_]|[\u2190-\u2bff\U0001f000-\U0001faff]"


class SmallTalkEar:
    """`lists`: the words of each sort, and as `wrapping` what may stand around them."""

    def __init__(self, lists: Mapping[str, frozenset[str]]) -> None:
        self._sorts = {sort: lists[sort] for sort in _SORTS}
        words = frozenset().union(*self._sorts.values(), lists["wrapping"])
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        known = "|".join(map(re.escape, longest_first))
        self._known = re.compile(known)
        self._nothing_else = re.compile(f"(?:{known}|(?!{_SAID}).)*+", re.DOTALL)

    def hear(self, text: str) -> SmallTalk | None:
        """`text` is normalised. None as soon as something remains that is neither small talk nor its wrapping."""
        if len(text) > LONGEST:
            return None
        only = self._nothing_else.match(text)
        if only is None or only.end() < len(text):
            return None
        heard = set(self._known.findall(text))
        return next((sort for sort, words in self._sorts.items() if not heard.isdisjoint(words)), None)

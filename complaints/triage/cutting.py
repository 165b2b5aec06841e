"""Where words begin and end, by jieba. Asked seldom: a cut costs more than all the rest of a reading.

Keywords are not looked for among jieba's words: a long word hides the short one in it, and names are cut at random.
"""

import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from math import log
from types import ModuleType
from typing import BinaryIO, Protocol, cast

# Of jieba's 349,000 words 200,000 were seen 2 or 3 times in its corpus: names and compounds that residents don't write,
# and whose parts are words of their own. Without them the dictionary is loaded in a third of the time and memory.
SELDOM = 3


_HAN = re.compile("[\u4e00-\u9fd5]+")

LONGEST_WORD = 4
"""Characters of the longest words that are looked for around a stretch; longer ones are made of these."""


class _Tokenizer(Protocol):
    FREQ: dict[str, int]
    total: int

    def add_word(self, word: str) -> None: ...

    def cut(self, sentence: str, *, HMM: bool) -> Iterable[str]: ...  # noqa: N803 - jieba's own name


class Cutter:
    """Loads jieba's dictionary with the first question (about half a second), or when told to warm up."""

    def __init__(self, own_words: Iterable[str], untaught: "Callable[[], _Tokenizer] | None" = None) -> None:
        """`untaught` gives a dictionary without words of our own; by itself jieba's, from its file."""
        self._own_words = sorted(own_words)
        self._tokenizer: _Tokenizer | None = None
        self._untaught = untaught or _quiet_tokenizer
        self._replaced: list[tuple[str, int | None]] = []
        self._total = 0
        self._lock = threading.Lock()

    def with_words(self, own_words: Iterable[str]) -> "Cutter":
        """One with other words of our own. jieba's file is not read again: it takes a copy of what is loaded here."""
        if sorted(own_words) == self._own_words:
            return self
        return Cutter(own_words, self._without_own_words)

    def warm_up(self) -> None:
        """May be called from any thread, any number of times."""
        self._loaded()

    def _loaded(self) -> _Tokenizer:
        if self._tokenizer is None:
            with self._lock:
                return self._load()
        return self._tokenizer

    def _load(self) -> _Tokenizer:
        """Under the lock: another thread may have been first."""
        if self._tokenizer is None:
            tokenizer = self._untaught()
            self._untaught = _quiet_tokenizer  # lets go of the one before
            self._total = tokenizer.total
            for word in self._own_words:
                self._replaced += [(word[:end], tokenizer.FREQ.get(word[:end])) for end in range(1, len(word) + 1)]
                tokenizer.add_word(word)  # without a frequency: jieba then finds one that keeps the word whole
            self._tokenizer = tokenizer
        return self._tokenizer

    def _without_own_words(self) -> _Tokenizer:
        loaded = self._loaded()
        other = copy(loaded)
        other.FREQ = dict(loaded.FREQ)
        other.total = self._total
        for word, often in reversed(self._replaced):
            if often is None:
                other.FREQ.pop(word, None)
            else:
                other.FREQ[word] = often
        return other

    def cut(self, text: str) -> list[str]:
        """The words of one clause, in order; together they are the clause."""
        tokenizer = self._loaded()
        return _cut_chinese(tokenizer, text) if _HAN.fullmatch(text) else list(tokenizer.cut(text, HMM=False))

    def knows(self, word: str) -> bool:
        """It stands in the dictionary, or is one of our own."""
        return self._loaded().FREQ.get(word, 0) > 0

    def ordinary(self, text: str, start: int, end: int, word: str, mistaken: float) -> bool:
        """text[start:end], in which somebody may have meant `word`, is good Chinese where it stands: one of its words
        holds a character that is not the word's, or with the characters around it, it is cut into words likelier than
        that `word` was `mistaken`, which is how often it is, of all times it is written: 施功能 is 功能.

        Costs some hundred look-ups for two characters, and grows with the square of the stretch's length.
        """
        often = self._loaded().FREQ
        for begin in range(start, end - 1):
            for stop in range(begin + 2, min(end, begin + LONGEST_WORD) + 1):
                if text[begin:stop] != word[begin - start : stop - start] and often.get(text[begin:stop], 0) > 0:
                    return True
        left, right = text[max(0, start - LONGEST_WORD + 1) : start], text[end : end + LONGEST_WORD - 1]
        return self.chance(left + text[start:end] + right) >= mistaken * self.chance(left + word + right)

    def chance(self, stretch: str) -> float:
        """How often its words stand together by chance: the product of their shares, cut in the likeliest way."""
        tokenizer = self._loaded()
        likeliest = [1.0]
        for end in range(1, len(stretch) + 1):
            ways = [likeliest[-1] * max(1, tokenizer.FREQ.get(stretch[end - 1], 0))]
            ways += [
                likeliest[begin] * tokenizer.FREQ.get(stretch[begin:end], 0)
                for begin in range(max(0, end - LONGEST_WORD), end - 1)
            ]
            likeliest.append(max(ways) / tokenizer.total)
        return likeliest[-1]


def _cut_chinese(tokenizer: _Tokenizer, text: str) -> list[str]:
    """What jieba's cut gives for Chinese characters alone, in a third of its time."""
    often, of_all, length = tokenizer.FREQ, log(tokenizer.total), len(text)
    weights, ends = [0.0] * (length + 1), list(range(1, length + 1))
    for begin in range(length - 1, -1, -1):
        best = None
        end = begin + 1
        while end <= length and (times := often.get(text[begin:end])) is not None:
            if times:
                weight = log(times) - of_all + weights[end]
                if best is None or weight >= best:
                    best, ends[begin] = weight, end
            end += 1
        weights[begin] = weights[begin + 1] - of_all if best is None else best
    words, place = [], 0
    while place < length:
        words.append(text[place : ends[place]])
        place = ends[place]
    return words


def _quiet_tokenizer() -> _Tokenizer:
    """A tokenizer of our own: the shared one would log to stderr and keep its cache where anybody may write."""
    with warnings.catch_warnings(), _without_pkg_resources():
        warnings.simplefilter("ignore")  # jieba 0.42.1 has invalid escapes
        import jieba  # noqa: PLC0415 - half a second that most commands never need
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(_Common(file))
    tokenizer.initialized = True
    return cast("_Tokenizer", tokenizer)


@contextmanager
def _without_pkg_resources() -> Iterator[None]:
    """jieba finds its files without it just as well; imported, it costs 10 MB and a tenth of a second."""
    if "pkg_resources" in sys.modules:
        yield
        return
    sys.modules["pkg_resources"] = cast("ModuleType", None)  # what import takes for "not to be had"
    try:
        yield
    finally:
        del sys.modules["pkg_resources"]


class _Common:
    """jieba's dictionary file without the words that hardly anybody uses: lines of word, frequency and tag."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.name = file.name

    def __iter__(self) -> Iterator[bytes]:
        return (line for line in self._file if int(line.split(b" ", 2)[1]) > SELDOM)

    def close(self) -> None:
        self._file.close()

"""Where words begin and end, by jieba. Asked seldom: a cut costs more than all the rest of a reading.

Keywords are not looked for among jieba's words: a long word hides the short one in it, and names are cut at random.
"""

import logging
import threading
import warnings
from collections.abc import Iterable
from typing import Protocol, cast


class _Tokenizer(Protocol):
    def cut(self, sentence: str, *, HMM: bool) -> Iterable[str]: ...  # noqa: N803 - jieba's own name


class Cutter:
    """Loads jieba's dictionary with the first question (about half a second), or when told to warm up."""

    def __init__(self, own_words: Iterable[str]) -> None:
        self._own_words = sorted(own_words)
        self._tokenizer: _Tokenizer | None = None
        self._lock = threading.Lock()

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
            self._tokenizer = _quiet_tokenizer(self._own_words)
        return self._tokenizer

    def cut(self, text: str) -> list[str]:
        """The words of one clause, in order; together they are the clause."""
        return list(self._loaded().cut(text, HMM=False))


def _quiet_tokenizer(own_words: Iterable[str]) -> _Tokenizer:
    """A tokenizer of our own: the shared one would log to stderr and keep its cache where anybody may write."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 has invalid escapes and asks for pkg_resources
        import jieba  # noqa: PLC0415 - half a second that most commands never need
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in own_words:
        tokenizer.add_word(word)  # without a frequency: jieba then finds one that keeps the word whole
    return cast("_Tokenizer", tokenizer)

"""Words written with another character of the same sound: 燥音, 施功, 点梯.

Most people type by sound and take the first character offered. So the text is looked through syllable by syllable, one
automaton for all keywords, and what sounds like a keyword is one unless it is good Chinese as it stands.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from operator import eq
from typing import NamedTuple, Protocol

from ahocorasick_rs import AhoCorasick

from complaints.triage.normal.syllables import readings, syllables
from complaints.triage.normal.text import Edit

MOST_ASKED = 100
"""Stretches of one text that the dictionary is asked about; who makes more mistakes is understood no better."""

MOST_REMEMBERED = 8_192
"""Pairs of a stretch and what it sounds like, of which it is remembered whether it may be meant."""


class Doubt(NamedTuple):
    """Both as parts of one. What was written is good Chinese when its words stand together `by_chance` more often than
    this, or when it is likelier where it stands than that the keyword was `mistaken` for it.
    """

    by_chance: float
    mistaken: float


USUAL, HEARD, PHRASE = Doubt(1e-9, 1e-3), Doubt(1.2e-8, 5e-3), Doubt(1e-12, 1.0)
"""For words; for those that residents write most and so mistake most (施功, 挺车); for what is not in the dictionary.
Measured over 4,000 letters to mayors: mistakes (百性, 拦杆, 搅伴站) lie below; 没睡, 卖房, 不懂了 above, and so do
most names of people and firms.
"""

_PAIR = 2
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
_FIRST_CLASS = 0xE000
_BASIC_PLANE = 0x10000

_NAME_ENDINGS = frozenset("路桥街巷市县区村镇乡业店站楼河湖山林")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾魏薛阎潘杜戴汪姜范姚谭廖邹熊陆郝崔邱秦侯邵孟汤尹"
    "黎乔贺赖龚吉"
)


class Dictionary(Protocol):
    """What is asked of a dictionary; cutting.Cutter is one."""

    def ordinary(self, text: str, start: int, end: int, word: str, mistaken: float) -> bool:
        """text[start:end] is good where it stands, more likely than that `word` was mistaken for it."""

    def chance(self, stretch: str) -> float:
        """How often the words of the stretch stand together by chance."""

    def knows(self, word: str) -> bool:
        """It is a word, not just two that stand side by side (没水)."""


class Sounds:
    """`words`: what may be meant; of them those in Chinese characters, two or more, are listened for. `heard`: those
    that are written often.
    """

    def __init__(self, words: Iterable[str], heard: Collection[str], dictionary: Dictionary) -> None:
        self._heard, self._dictionary = frozenset(heard), dictionary
        self._words = frozenset(word for word in words if _HAN_WORD.fullmatch(word))
        classes: dict[str, str] = {}
        alike: dict[str, list[str]] = {}
        for word in sorted(self._words):
            for said in readings(word):
                sound = "".join([classes.setdefault(syllable, chr(_FIRST_CLASS + len(classes))) for syllable in said])
                alike.setdefault(sound, []).append(word)
        self._alike = [tuple(words) for words in alike.values()]
        self._found = AhoCorasick(list(alike), store_patterns=False) if alike else None
        # A list is looked up twice as fast as a dict, and what lies outside it is left as it is.
        self._classes = _table(classes)

        self._meant = lru_cache(MOST_REMEMBERED)(self._meant_by)

    def corrections(self, text: str) -> list[Edit]:
        """Each of the length it replaces; in order, not overlapping. `text` holds no lone surrogate."""
        if self._found is None:
            return []
        words = self._words
        hits = self._found.find_matches_as_indexes(text.translate(self._classes), overlapping=True)
        odd = [hit for hit in hits if text[hit[1] : hit[2]] not in words]
        meant = [
            (start, end, word)
            for number, start, end in odd
            if (word := self._meant(text[start:end], number)) and not _named(text, start, word)
        ]
        return self._chosen(text, meant, hits) if meant else []

    def _meant_by(self, written: str, number: int) -> str | None:
        """The word that has most characters in common with it, at least half. None when two have as many, or when
        what was written may come about by chance.
        """
        shared = sorted(((sum(map(eq, written, word)), word) for word in self._alike[number]), reverse=True)
        most, word = shared[0]
        if 2 * most < len(written) or (len(shared) > 1 and shared[1][0] == most):
            return None
        return word if self._dictionary.chance(written) <= self._doubt(word).by_chance else None

    def _doubt(self, word: str) -> Doubt:
        if not self._dictionary.knows(word):
            return PHRASE
        return HEARD if word in self._heard else USUAL

    def _chosen(self, text: str, meant: list[tuple[int, int, str]], hits: list[tuple[int, int, int]]) -> list[Edit]:
        """The longest first. What is a keyword as it is written stays."""
        settled = bytearray(len(text))
        for _, start, end in hits:
            if text[start:end] in self._words:
                settled[start:end] = b"\1" * (end - start)
        edits: list[Edit] = []
        for start, end, word in sorted(meant, key=_longest_first)[:MOST_ASKED]:
            if _changes(text, start, word, settled):
                continue
            if not self._dictionary.ordinary(text, start, end, word, self._doubt(word).mistaken):
                edits.append((start, end, word))
                settled[start:end] = b"\1" * (end - start)
        return sorted(edits)


def _longest_first(place: tuple[int, int, str]) -> tuple[int, int]:
    return place[0] - place[1], place[0]


def _changes(text: str, start: int, word: str, settled: bytearray) -> bool:
    """A character would be changed that belongs to a word already."""
    return any(settled[start + place] and text[start + place] != character for place, character in enumerate(word))


def _named(text: str, start: int, word: str) -> bool:
    """Names are written with any characters: 迎丰路 is not 封路, 刘祖金 no 租金."""
    if len(word) > _PAIR:
        return False
    return (text[start] != word[0] and word[1] in _NAME_ENDINGS) or (start > 0 and text[start - 1] in _SURNAMES)


def _table(classes: dict[str, str]) -> list[int]:
    """For str.translate, by code; no character but those with a class is changed. Numbers take half the memory."""
    table = list(range(_BASIC_PLANE))
    for character, syllable in syllables().items():
        if syllable in classes:
            table[ord(character)] = ord(classes[syllable])
    return table

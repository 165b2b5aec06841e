"""How a character sounds, without its tone."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

_PHRASES = "PYPINYIN_NO_PHRASES"
"""pypinyin reads this when it is imported. Its 47,000 phrases would cost 30 MB, and are asked for by nobody here."""

ALSO = {
    "觉": "jiao", "乐": "yue", "着": "zhao", "行": "hang", "重": "chong", "长": "zhang", "调": "diao", "都": "du",
    "地": "di", "得": "de", "大": "dai", "弹": "tan", "背": "bei", "壳": "ke", "晕": "yun", "薄": "bo", "落": "luo",
    "露": "lu", "泊": "bo", "塞": "sai", "血": "xie", "钻": "zuan", "场": "chang", "车": "che", "厦": "sha",
}  # fmt: skip
"""Second readings that the words of complaints are said with: 睡觉, 音乐, 睡不着, 超重."""


@cache
def syllables() -> Mapping[str, str]:
    """The commonest reading of each of the 6,763 characters of GB 2312, in which residents make their mistakes."""
    with _without_phrases():
        from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - 12 MB that most commands never need
    return {
        character: _toneless(readings.partition(",")[0])
        for character, readings in ((chr(code), readings) for code, readings in pinyin_dict.items())
        if _common(character)
    }


def readings(word: str) -> Iterator[tuple[str, ...]]:
    """The syllables of a word, and once more with the second reading of each character that has one. Nothing when
    a character is unknown.
    """
    known = syllables()
    if not all(map(known.__contains__, word)):
        return
    first = tuple(map(known.__getitem__, word))
    yield first
    for place, character in enumerate(word):
        other = ALSO.get(character, first[place])
        if other != first[place]:
            yield (*first[:place], other, *first[place + 1 :])


def _common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _toneless(reading: str) -> str:
    """lǜ → lü: two dots are no tone."""
    parts = unicodedata.normalize("NFD", reading)
    bare = "".join(part for part in parts if not unicodedata.combining(part) or part == "\u0308")
    return unicodedata.normalize("NFC", bare)


@contextmanager
def _without_phrases() -> Iterator[None]:
    before = os.environ.get(_PHRASES)
    os.environ[_PHRASES] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_PHRASES]
        else:
            os.environ[_PHRASES] = before

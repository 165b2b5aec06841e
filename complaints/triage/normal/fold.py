"""One character at a time: wide to narrow, large to small, invisible to nothing."""

import re
import unicodedata
from collections.abc import Iterator

from complaints.triage.normal.text import Edit, NormalText

MOST_KEPT = 16_384
"""Characters whose form is remembered; more are seen in no language's letters together, but in an attack."""

_ELSEWHERE = "\uffff"
"""Stands for what becomes none or several characters. It is no character itself (Unicode 23.7)."""

_UNREADABLE = "\ufffd"
_NEW_LINES = frozenset("\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029")
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5")
_SKINS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
"""Controls, marks of direction and of no width, accents and selectors: 噪 and 音 with one between them are 噪音."""

_ALIKE = {"\u2018": "'", "\u2019": "'", "\u2800": " ", "〇": "零", "著": "着"}
"""The last is how 睡不着 is written in Hong Kong and Taiwan; OpenCC leaves it, for 著名."""


class _Table(dict[int, str]):
    """For str.translate: each character's form, found when it is first met."""

    def __missing__(self, code: int) -> str:
        form = _form(chr(code))
        one = form if len(form) == 1 else _ELSEWHERE
        if len(self) < MOST_KEPT:
            self[code] = one
        return one


def _form(character: str) -> str:
    """The same when taken again."""
    form, before = character, ""
    while form != before:
        form, before = "".join(map(_step, form)), form
    return form


def _step(character: str) -> str:
    if "\ud800" <= character <= "\udfff" or character == _ELSEWHERE:
        return _UNREADABLE
    if character in _NEW_LINES:
        return "\n"
    if character == "\t":
        return character
    if unicodedata.category(character) in _INVISIBLE or character in _BLANK_LETTERS or character in _SKINS:
        return ""
    return _ALIKE.get(character) or unicodedata.normalize("NFKC", character).lower()


_TABLE = _Table()

_WIDE = {"，": ",", "！": "!", "？": "?", "：": ":", "；": ";", "（": "(", "）": ")"}
_ODD = re.compile(f"[^\n !-@\\[-~\u4e00-\u9fff。、“”《》{''.join(_WIDE)}]|著")
"""Where this is not found nothing becomes another character, but what is wide."""

_PLACES = re.compile(_ELSEWHERE)


def folded(original: str) -> NormalText:
    """NFKC, small letters; lone surrogates become U+FFFD, breaks of any sort \\n, what can't be seen vanishes."""
    if _ODD.search(original) is None:
        text = original
        for wide, narrow in _WIDE.items():
            text = text.replace(wide, narrow)
        return NormalText(original, text)
    normal = NormalText(original, original.translate(_TABLE))
    if _ELSEWHERE not in normal.text:
        return normal
    return normal.rewritten(_opened(normal))


def _opened(normal: NormalText) -> Iterator[Edit]:
    for place in _PLACES.finditer(normal.text):
        start, end = place.span()
        yield start, end, _form(normal.original[start])

"""How a character sounds, without its tone."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FILE = "pinyin_dict.json"
"""Of pypinyin: a character's code and its readings, the commonest first. Only the file is read: the package would keep
all of its 42,000 characters, 10 MB, for as long as the process runs, and 30 MB of phrases that nobody asks for here.
"""

ALSO = {
    "觉": "jiao", "乐": "yue", "着": "zhao", "行": "hang", "重": "chong", "长": "zhang", "调": "diao", "都": "du",
    "地": "di", "得": "de", "大": "dai", "弹": "tan", "背": "bei", "壳": "ke", "晕": "yun", "薄": "bo", "落": "luo",
    "露": "lu", "泊": "bo", "塞": "sai", "血": "xie", "钻": "zuan", "场": "chang", "车": "che", "厦": "sha",
}  # fmt: skip
"""Second readings that the words of complaints are said with: 睡觉, 音乐, 睡不着, 超重."""


@cache
def syllables() -> Mapping[str, str]:
    """The commonest reading of each of the 6,763 characters of GB 2312, in which residents make their mistakes."""
    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin")
    file = Path(package.submodule_search_locations[0], _FILE)
    known: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    toneless = cache(_toneless)
    return {character: toneless(known[str(ord(character))].partition(",")[0]) for character in _common()}


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


def _common() -> str:
    """The characters of GB 2312, rows 16 to 87."""
    rows, cells = range(0xB0, 0xF8), range(0xA1, 0xFF)
    return bytes(byte for row in rows for cell in cells for byte in (row, cell)).decode("gb2312", "ignore")


def _toneless(reading: str) -> str:
    """lǜ → lü: two dots are no tone."""
    parts = unicodedata.normalize("NFD", reading)
    bare = "".join(part for part in parts if not unicodedata.combining(part) or part == "\u0308")
    return unicodedata.normalize("NFC", bare)

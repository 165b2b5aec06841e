"""Spaces inside words and repetition for emphasis."""

import re
from collections.abc import Iterator

from complaints.triage.normal.text import Edit, NormalText

MOST_ALIKE = 3
"""Letters in a row that stay: 嗡嗡嗡 is a word, a fourth adds nothing. Digits all stay: they are numbers."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SPREAD = re.compile(rf"(?<![{_HAN}])[{_HAN}](?: [{_HAN}](?![{_HAN}]))+")
_SPACE_IN_HAN = re.compile(rf"[{_HAN}] [{_HAN}]")
_SAID_AGAIN = re.compile(r"([!?。,;:~、\u2600-\u27bf\U0001f000-\U0001faff])\1+")
_DRAWN_OUT = re.compile(rf"([^\d\s])\1{{{MOST_ALIKE},}}")
_TWO_ALIKE = re.compile(r"(.)\1")
_FOUR_ALIKE = re.compile(r"(.)\1\1\1")
"""Quicker than the ones before, which ask of each character what it is."""


def tidied(normal: NormalText) -> NormalText:
    """噪 音 扰 民 → 噪音扰民, !!!! → !, …… → .... Longer spaces and line breaks stay: they part clauses."""
    if " " in normal.text and _SPACE_IN_HAN.search(normal.text):
        normal = normal.rewritten(_gaps(normal.text))
    if _TWO_ALIKE.search(normal.text) is None:
        return normal
    if _SAID_AGAIN.search(normal.text):
        normal = normal.rewritten(_shortened(normal.text, _SAID_AGAIN, 1))
    if _FOUR_ALIKE.search(normal.text):
        normal = normal.rewritten(_shortened(normal.text, _DRAWN_OUT, MOST_ALIKE))
    return normal


def _gaps(text: str) -> Iterator[Edit]:
    """Single spaces between single characters."""
    for spread in _SPREAD.finditer(text):
        for place in range(spread.start() + 1, spread.end(), 2):
            yield place, place + 1, ""


def _shortened(text: str, runs: re.Pattern[str], kept: int) -> Iterator[Edit]:
    """The last character kept stands for the rest of the run."""
    for run in runs.finditer(text):
        yield run.start() + kept - 1, run.end(), run[1]

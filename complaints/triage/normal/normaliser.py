"""All steps in order."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from opencc import OpenCC

from complaints.triage.normal.fold import folded
from complaints.triage.normal.latin import Latin
from complaints.triage.normal.lexicon import Lexicon
from complaints.triage.normal.sounds import Dictionary, Sounds
from complaints.triage.normal.text import NormalText
from complaints.triage.normal.tidy import tidied

_ENGLISH = re.compile(r"[a-z]+(?:['\- ][a-z]+)*")


class Normaliser:
    """`words`: what is written and what is meant, of any length: misspellings, dialects, English, pictures. `pinyin`:
    words in Latin letters, without tones and spaces. `heard` and `never`: keywords that are readily, or not at all,
    found in other characters of their sound.
    """

    def __init__(
        self,
        words: Mapping[str, str],
        pinyin: Mapping[str, str] | None = None,
        heard: Collection[str] = (),
        never: Collection[str] = (),
    ) -> None:
        plain = {_plain(odd).text: _plain(meant).text for odd, meant in words.items()}
        self._latin = Latin(
            {odd: meant for odd, meant in plain.items() if _ENGLISH.fullmatch(odd)},
            {_plain(odd).text: _plain(meant).text for odd, meant in (pinyin or {}).items()},
        )
        self._lexicon = Lexicon({odd: meant for odd, meant in plain.items() if odd and not _ENGLISH.fullmatch(odd)})
        self._heard, self._never = frozenset(heard), frozenset(never)

    def listening(self, words: Iterable[str], dictionary: Dictionary) -> "Listener":
        """Finds these words, already normalised, by their sound as well. Costs 12 MB and a tenth of a second, once."""
        return Listener(self, Sounds(frozenset(words) - self._never, self._heard, dictionary))

    def __call__(self, original: str) -> NormalText:
        """Never raises. Runs of spaces and line breaks stay: they part clauses."""
        return self._lexicon(self._latin(_plain(original)))


class Listener:
    """A normaliser with ears. Rules are read without: a keyword means what it says."""

    def __init__(self, normalise: Normaliser, sounds: Sounds) -> None:
        self._normalise, self._sounds = normalise, sounds

    def __call__(self, original: str) -> NormalText:
        """Never raises."""
        normal = self._normalise(original)
        corrections = self._sounds.corrections(normal.text)
        return normal.rewritten(corrections) if corrections else normal


def _plain(original: str) -> NormalText:
    """Without any words known."""
    return tidied(_simplified(folded(original)))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _simplified(normal: NormalText) -> NormalText:
    """Traditional to simplified. Phrases decide (乾淨, 乾坤), but each character stays one."""
    text = _converter().convert(normal.text)
    if len(text) != len(normal.text):
        convert = _converter().convert
        text = "".join(new if len(new := convert(old)) == 1 else old for old in normal.text)
    return normal if text == normal.text else normal.of_same_length(text)

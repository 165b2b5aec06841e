"""How long words are, as Telegram counts them, and words in pieces that fit. Pure."""

import unicodedata
from collections.abc import Iterator


def units(text: str) -> int:
    """Length in UTF-16 units, which Telegram counts in its limits: 你 is 1, 😀 is 2."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int) -> Iterator[str]:
    """The whole text in pieces of at most so many units, cut at the end of a line or sentence where one is near.

    A character stays whole, an accent stays with its letter. At least one piece, which may be empty.
    """
    while units(text) > most:
        cut = _nice_cut(text, _fitting(text, most))
        yield text[:cut]
        text = text[cut:]
    yield text


def _fitting(text: str, most: int) -> int:
    """How many characters fit into so many units."""
    taken = 0
    for at, character in enumerate(text):
        taken += units(character)
        if taken > most:
            return at
    return len(text)


def _nice_cut(text: str, most: int) -> int:
    """Behind the last end of a line, else of a sentence, in the last third of what fits; else where it is full."""
    for ends in ("\n", "。！？；.!?;"):
        found = max(text.rfind(end, most * 2 // 3, most) for end in ends)
        if found > 0:
            return found + 1
    while most > 1 and unicodedata.combining(text[most]):
        most -= 1
    return most

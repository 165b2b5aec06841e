"""The entities Telegram finds by itself in plain text."""

import re

from sandbox.formatting.utf16 import utf16_len
from sandbox.json_types import Json

# A name or a command that runs on into a letter (a Chinese one too) is none, as in Telegram's own parser.
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<url>https?://[^\s<>\"\u3000-\u303f\uff00-\uffef]+)"
    r"|(?P<email>(?<![\w.+-])[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w))"
    r"|(?P<hashtag>(?<!\w)#(?!\d+\b)\w{1,256})"
)
_SIGNS = frozenset("/@#")


def detect(text: str) -> list[Json]:
    if _SIGNS.isdisjoint(text):
        return []
    found: list[Json] = []
    ascii_only = text.isascii()
    for match in _FOUND.finditer(text):
        start, end = match.span()
        offset = start if ascii_only else utf16_len(text[:start])
        length = end - start if ascii_only else utf16_len(match.group())
        found.append({"type": match.lastgroup, "offset": offset, "length": length})
    return found


def merge(given: list[Json], detected: list[Json]) -> list[Json]:
    """What the sender marked wins; found entities fill the places it left alone."""
    covered = [(e["offset"], e["offset"] + e["length"]) for e in given if e["type"] in _EXCLUSIVE]
    free = [
        e
        for e in detected
        if not any(start < e["offset"] + e["length"] and e["offset"] < end for start, end in covered)
    ]
    return sorted([*given, *free], key=lambda e: (e["offset"], -e["length"]))


_EXCLUSIVE = frozenset(
    {"code", "pre", "text_link", "text_mention", "mention", "url", "email", "hashtag", "bot_command"}
)

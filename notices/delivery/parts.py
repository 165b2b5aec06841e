"""A card as Telegram can take it: cards that are one request each. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from texts.card import CAPTION_CHARACTERS, Card, Media

# Bot API, sendMediaGroup: "2-10 items in an album".
ALBUM_ITEMS = 10
# Bot API, sendMediaGroup: documents can be grouped only with documents; photos and videos with each other.
_TOGETHER = {"photo": "album", "video": "album", "document": "documents"}
_TAG = re.compile(r"<[^>]+>")


def parts(card: Card) -> tuple[Card, ...]:
    """The message that counts – with the words, the buttons, the question – and then what has no room in it.

    An album can't have buttons, a caption holds 1024 characters, a location has no caption: then the words go alone
    and the media follow without a sound.
    """
    batches = list(_batches(card.media))
    if not batches:
        return (card,)
    first = batches[0]
    fits = first[0].kind != "location" and visible_units(card.html) <= CAPTION_CHARACTERS
    wordless = not card.html and not card.rows and not card.asks
    if wordless or (fits and (len(first) == 1 or not (card.rows or card.asks))):
        return (replace(card, media=first), *map(_alone, batches[1:]))
    return (replace(card, media=()), *map(_alone, batches))


def visible_units(html: str) -> int:
    """The length Telegram counts: after entities are parsed, in UTF-16 units."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def _alone(media: tuple[Media, ...]) -> Card:
    return Card("", media=media, silent=True)


def _batches(media: tuple[Media, ...]) -> Iterator[tuple[Media, ...]]:
    """Neighbours that can stand in one album, at most ten each."""
    batch: list[Media] = []
    for item in media:
        together = _TOGETHER.get(item.kind)
        if batch and (len(batch) == ALBUM_ITEMS or together is None or together != _TOGETHER.get(batch[-1].kind)):
            yield tuple(batch)
            batch = []
        batch.append(item)
    if batch:
        yield tuple(batch)

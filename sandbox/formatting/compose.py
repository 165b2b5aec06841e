"""What a sender gave (text, parse_mode, entities) to what a message holds."""

from collections.abc import Iterable

from sandbox.errors import bad_request
from sandbox.formatting.detect import detect, merge
from sandbox.formatting.html_parser import parse_html
from sandbox.formatting.utf16 import utf16_len
from sandbox.json_types import Json


def compose(
    source: str, parse_mode: str | None = None, entities: Iterable[Json] | None = None
) -> tuple[str, list[Json]]:
    """Text trimmed as Telegram trims it, with given and found entities in order of place.

    Explicit entities are used only without a parse mode, as on the real server.
    """
    if parse_mode:
        if parse_mode.upper() != "HTML":
            if parse_mode.upper() in ("MARKDOWN", "MARKDOWNV2"):
                raise bad_request(f"the sandbox reads parse_mode HTML only, not {parse_mode}")
            raise bad_request("unsupported parse_mode")
        text, given = parse_html(source)
    else:
        text, given = source, _checked(source, list(entities or ()))
    text, given = _trimmed(text, given)
    return text, merge(given, detect(text))


def _checked(text: str, entities: list[Json]) -> list[Json]:
    total = utf16_len(text)
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] < 0 or entity["offset"] + entity["length"] > total:
            raise bad_request("can't parse entities: entity is out of the bounds of the text")
    return [entity for entity in entities if entity["length"]]


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    trimmed = text.strip()
    if trimmed == text or not entities:
        return trimmed, entities
    skipped = utf16_len(text[: len(text) - len(text.lstrip())])
    total = utf16_len(trimmed)
    kept: list[Json] = []
    for entity in entities:
        start = max(0, entity["offset"] - skipped)
        end = min(total, entity["offset"] + entity["length"] - skipped)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return trimmed, kept

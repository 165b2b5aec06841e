"""Text and entities to safe HTML, for the chat page."""

from html import escape

from sandbox.json_types import Json

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_LINKS = ("http://", "https://", "tg://", "mailto:")


def as_html(text: str, entities: list[Json]) -> str:
    """Only tags made here: everything in the text and in addresses is escaped."""
    if not entities:
        return escape(text)
    encoded = text.encode("utf-16-le", "surrogatepass")
    ends = len(encoded) // 2
    parts: list[str] = []
    stack: list[tuple[int, str]] = []
    at = 0

    def advance(to: int) -> None:
        nonlocal at
        parts.append(escape(encoded[at * 2 : to * 2].decode("utf-16-le", "replace")))
        at = to

    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        start, end = entity["offset"], min(entity["offset"] + entity["length"], ends)
        while stack and stack[-1][0] <= start:
            closing, tag = stack.pop()
            advance(closing)
            parts.append(tag)
        advance(max(start, at))
        opening, closing_tag = _tags(entity, encoded)
        # An entity that crosses its parent's end is cut there: browsers would nest the tags wrongly otherwise.
        stack.append((min(end, stack[-1][0]) if stack else end, closing_tag))
        parts.append(opening)
    while stack:
        closing, tag = stack.pop()
        advance(closing)
        parts.append(tag)
    advance(ends)
    return "".join(parts)


def _tags(entity: Json, encoded: bytes) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "pre":
        return "<pre>", "</pre>"
    if kind in ("text_link", "url"):
        start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        address = entity.get("url") or encoded[start:end].decode("utf-16-le", "replace")
        if address.startswith(_LINKS):
            return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return f'<span class="entity-{escape(str(kind))}">', "</span>"

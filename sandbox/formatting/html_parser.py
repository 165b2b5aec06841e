"""Telegram's HTML parse mode: well-formed or refused, with the server's own sentences.

Supported tags: Bot API reference, "HTML style".
"""

import html
import re
from dataclasses import dataclass, field

from sandbox.errors import ApiError, bad_request
from sandbox.formatting.utf16 import utf16_len
from sandbox.json_types import Json

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
}
_WITH_ATTRIBUTES = frozenset({"a", "span", "code", "pre", "blockquote", "tg-emoji", "tg-time"})
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_NAME = re.compile(r"[^\s>/]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_LANGUAGE = "language-"


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    chars: int


@dataclass(slots=True)
class _Parser:
    source: str
    text: list[str] = field(default_factory=list)
    units: int = 0
    chars: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def fail(self, reason: str, at: int) -> ApiError:
        return bad_request(f"can't parse entities: {reason} at byte offset {len(self.source[:at].encode())}")

    def take(self, chunk: str) -> None:
        if chunk:
            self.text.append(_REFERENCE.sub(lambda match: html.unescape(match.group()), chunk))
            self.units += utf16_len(self.text[-1])
            self.chars += len(self.text[-1])

    def run(self) -> tuple[str, list[Json]]:
        position = 0
        while (opening := self.source.find("<", position)) >= 0:
            self.take(self.source[position:opening])
            is_end = self.source.startswith("</", opening)
            position = self.end_tag(opening) if is_end else self.start_tag(opening)
        self.take(self.source[position:])
        if self.stack:
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{self.stack[-1].tag}\""
            )
        return "".join(self.text), self.entities

    def start_tag(self, opening: int) -> int:
        name = _NAME.match(self.source, opening + 1)
        tag = name.group().lower() if name else ""
        if tag not in _PLAIN and tag not in _WITH_ATTRIBUTES:
            raise self.fail(f'Unsupported start tag "{tag}"', opening)
        position = opening + 1 + len(tag)
        attributes: dict[str, str] = {}
        while match := _ATTRIBUTE.match(self.source, position):
            value = match.group(2) or ""
            attributes[match.group(1).lower()] = html.unescape(value[1:-1] if value[:1] in ('"', "'") else value)
            position = match.end()
        position += len(self.source[position:]) - len(self.source[position:].lstrip())
        if not self.source.startswith(">", position):
            raise self.fail(f'Unclosed start tag "{tag}"', opening)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler"', opening)
        self.stack.append(_Open(tag, attributes, self.units, self.chars))
        return position + 1

    def end_tag(self, opening: int) -> int:
        closing = self.source.find(">", opening)
        if closing < 0:
            raise self.fail("Unclosed end tag", opening)
        tag = self.source[opening + 2 : closing].strip().lower()
        if not self.stack:
            raise self.fail(f'Unexpected end tag "</{tag}>"', opening)
        opened = self.stack.pop()
        if tag not in ("", opened.tag):
            raise self.fail(f'Unmatched end tag, expected "</{opened.tag}>", found "</{tag}>"', opening)
        length = self.units - opened.offset
        if length:
            entity = self.entity(opened)
            if entity:
                self.entities.append({**entity, "offset": opened.offset, "length": length})
        return closing + 1

    def entity(self, opened: _Open) -> Json | None:
        """None for a tag that marks nothing by itself, such as a link without an address."""
        attributes = opened.attributes
        entity: Json | None = {"type": _PLAIN.get(opened.tag, "spoiler")}
        match opened.tag:
            case "a":
                address = attributes.get("href") or "".join(self.text)[opened.chars :]
                entity = {"type": "text_link", "url": address} if _is_address(address) else None
            case "blockquote":
                entity = {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
            case "tg-emoji":
                entity = {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
            case "tg-time":
                unix = attributes.get("unix", "")
                entity = {"type": "date_time", "unix_time": int(unix)} if unix.isdigit() else None
            case "code":
                entity = self.code(attributes)
            case "pre":
                entity = self.pre(opened)
        return entity

    def code(self, attributes: dict[str, str]) -> Json:
        language = attributes.get("class", "")
        in_pre = bool(self.stack) and self.stack[-1].tag == "pre"
        if in_pre and language.startswith(_LANGUAGE):
            return {"type": "code", "language": language.removeprefix(_LANGUAGE)}
        return {"type": "code"}

    def pre(self, opened: _Open) -> Json:
        """A code block that fills the whole pre is one entity with a language."""
        inside = self.entities[-1] if self.entities else None
        length = self.units - opened.offset
        if inside and (inside["type"], inside["offset"], inside["length"]) == ("code", opened.offset, length):
            self.entities.pop()
            if "language" in inside:
                return {"type": "pre", "language": inside["language"]}
        return {"type": "pre"}


def _is_address(address: str) -> bool:
    return bool(re.match(r"(?:https?|tg|tonsite)://\S+$|mailto:\S+$|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$", address))


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text without tags and its entities (UTF-16 offsets, by place); refuses with 400 "can't parse entities"."""
    if "<" not in source and "&" not in source:
        return source, []
    text, entities = _Parser(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, sorted(entities, key=lambda e: (e["offset"], -e["length"]))

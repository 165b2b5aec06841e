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
# The server knows ASCII's spaces only (tdutils, is_space).
_SPACES = re.compile(r"[ \t\r\n\v\0]*")
_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_NAME_ENDS = re.compile(r"[ \t\r\n\v\0>]")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\v\0>=]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_NUMBER = re.compile(r"[0-9]{1,19}")
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

    def fail(self, reason: str, at: int, more: str = "") -> ApiError:
        return bad_request(f"can't parse entities: {reason} at byte offset {len(self.source[:at].encode())}{more}")

    def take(self, chunk: str) -> None:
        if chunk:
            self.text.append(_REFERENCE.sub(_decoded, chunk))
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
        position = self.after(_NAME, opening + 1)
        tag = self.source[opening + 1 : position].lower()
        if position == len(self.source):
            raise self.fail("Unclosed start tag", opening)
        if tag not in _PLAIN and tag not in _WITH_ATTRIBUTES:
            raise self.fail(f'Unsupported start tag "{tag}"', opening)
        attributes: dict[str, str] = {}
        while not self.source.startswith(">", position := self.after(_SPACES, position)):
            position = self.attribute(position, opening, tag, attributes)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler"', opening)
        self.stack.append(_Open(tag, attributes, self.units, self.chars))
        return position + 1

    def attribute(self, start: int, opening: int, tag: str, attributes: dict[str, str]) -> int:
        """Reads one, with its value if it has one; gives the place behind it."""
        if start == len(self.source):
            raise self.fail(f'Unclosed start tag "{tag}"', opening)
        ends = self.after(_ATTRIBUTE, start)
        name = self.source[start:ends].lower()
        if not name:
            raise self.fail(f'Empty attribute name in the tag "{tag}"', opening)
        position = self.after(_SPACES, ends)
        if not self.source.startswith("=", position):
            attributes[name] = ""
            return ends
        position = self.after(_SPACES, position + 1)
        if position == len(self.source):
            raise self.fail(f'Unclosed start tag "{tag}"', opening)
        quote = self.source[position]
        if quote in ('"', "'"):
            closing = self.source.find(quote, position + 1)
            if closing < 0:
                raise self.fail("Unclosed start tag", opening)
            attributes[name] = html.unescape(self.source[position + 1 : closing])
            return closing + 1
        ends = self.after(_TOKEN, position)
        attributes[name] = self.source[position:ends].lower()
        if ends == len(self.source):
            raise self.fail("Unclosed start tag", opening)
        if not _NAME_ENDS.match(self.source, ends):
            raise self.fail("Unexpected end of name token", position)
        return ends

    def after(self, pattern: re.Pattern[str], position: int) -> int:
        found = pattern.match(self.source, position)
        return found.end() if found else position

    def end_tag(self, opening: int) -> int:
        if not self.stack:
            raise self.fail("Unexpected end tag", opening)
        ends = self.after(_NAME, opening + 2)
        tag = self.source[opening + 2 : ends].lower()
        closing = self.after(_SPACES, ends)
        if not self.source.startswith(">", closing):
            raise self.fail("Unclosed end tag", opening)
        opened = self.stack.pop()
        if tag not in ("", opened.tag):
            raise self.fail("Unmatched end tag", opening, f', expected "</{opened.tag}>", found "</{tag}>"')
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
                if not _NUMBER.fullmatch(ident := attributes.get("emoji-id", "")) or not 0 < int(ident) < 2**63:
                    raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
                entity = {"type": "custom_emoji", "custom_emoji_id": ident}
            case "tg-time":
                unix = attributes.get("unix", "")
                entity = {"type": "date_time", "unix_time": int(unix)} if _NUMBER.fullmatch(unix) else None
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


def _decoded(reference: re.Match[str]) -> str:
    number = reference.group()[2:-1]
    if reference.group().startswith("&#") and 0xD800 <= int(f"0{number}", 16 if number[:1] in "xX" else 10) <= 0xDFFF:  # noqa: PLR2004 - Unicode's surrogates
        raise bad_request(
            "can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return html.unescape(reference.group())


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

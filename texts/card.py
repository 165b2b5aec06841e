"""A message to a person, told without any Telegram library: text, buttons, pictures. Renderers turn it into theirs."""

from dataclasses import dataclass, field
from typing import Any, Self

# Bot API, InlineKeyboardButton: "Data to be sent in a callback query … 1-64 bytes".
CALLBACK_BYTES = 64
# Bot API, sendMessage: "1-4096 characters after entities parsing"; media captions 0-1024.
TEXT_CHARACTERS = 4096
CAPTION_CHARACTERS = 1024


class CardTooLongError(ValueError):
    """What Telegram would refuse: a template or a limit is wrong, never the person."""


@dataclass(frozen=True, slots=True)
class Button:
    """One tap. It either presses (`press` and its arguments, packed as "press:1:2") or opens a link."""

    label: str
    press: str = ""
    args: tuple[str | int, ...] = ()
    url: str = ""

    def __post_init__(self) -> None:
        if bool(self.press) == bool(self.url):
            raise ValueError("a button has exactly one action")
        if any(":" in str(arg) for arg in self.args):
            raise ValueError("an argument of a button must not contain ':'")
        if len(self.data.encode()) > CALLBACK_BYTES:
            raise CardTooLongError(f"callback data of {self.press!r} is over {CALLBACK_BYTES} bytes")

    @property
    def data(self) -> str:
        return ":".join((self.press, *map(str, self.args)))


@dataclass(frozen=True, slots=True)
class Media:
    """A file that Telegram already has. Kinds: photo, video, document, voice, location (file_id is "lat,lon")."""

    kind: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Card:
    """`html` is Telegram HTML, made by a template (autoescaped). `rows` are rows of buttons, from top to bottom."""

    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    media: tuple[Media, ...] = ()
    # Message of the same chat that this answers; dropped silently when it is gone.
    reply_to: int | None = None
    silent: bool = False
    # Asks Telegram to open the keyboard for an answer (ForceReply) with this placeholder.
    asks: str = field(default="")

    def to_json(self) -> dict[str, Any]:
        """The form that outbox rows keep. Empty fields are left out."""
        out: dict[str, Any] = {"html": self.html}
        if self.rows:
            out["rows"] = [
                [[b.label, b.url] if b.url else [b.label, b.press, *b.args] for b in row] for row in self.rows
            ]
        if self.media:
            out["media"] = [[m.kind, m.file_id] for m in self.media]
        if self.reply_to is not None:
            out["reply_to"] = self.reply_to
        if self.silent:
            out["silent"] = True
        if self.asks:
            out["asks"] = self.asks
        return out

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(
            html=data["html"],
            rows=tuple(tuple(_button(b) for b in row) for row in data.get("rows", ())),
            media=tuple(Media(kind, file_id) for kind, file_id in data.get("media", ())),
            reply_to=data.get("reply_to"),
            silent=data.get("silent", False),
            asks=data.get("asks", ""),
        )


def _button(data: list[Any]) -> Button:
    label, target, *args = data
    if target.startswith(("https://", "http://", "tg://")):
        return Button(label, url=target)
    return Button(label, press=target, args=tuple(args))

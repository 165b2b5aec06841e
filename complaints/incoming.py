"""What a person sent, without any Telegram library: words, files, where it was said."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Origin(StrEnum):
    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file by Telegram's id, or a location. Kinds: photo, video, document, voice, location."""

    kind: str
    file_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def reference(self) -> str:
        """What a card names it by: Telegram's file id, or "latitude,longitude"."""
        return self.file_id or f"{self.latitude},{self.longitude}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message. `album` is Telegram's media_group_id: several messages that are one thing.

    `about` is the title of the notice that it answers: not the person's words, and not read as such.
    """

    text: str
    chat_id: int
    message_id: int
    origin: Origin = Origin.PRIVATE
    pieces: tuple[Piece, ...] = ()
    album: str | None = None
    about: str | None = None

    @property
    def files(self) -> list[tuple[str, str]]:
        """Kind and reference of each piece."""
        return [(piece.kind, piece.reference) for piece in self.pieces]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(**{**data, "origin": Origin(data["origin"]), "pieces": tuple(Piece(**p) for p in data["pieces"])})

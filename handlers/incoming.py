"""An aiogram message as what a person told: words, files, place."""

from aiogram.types import Message

from complaints.incoming import Incoming, Origin, Piece

# What kind of file each is kept and passed on as. Telegram sends a video note again as a video, a moving picture or a
# song as a document (tdlib: FileType.cpp, is_document_file_type). An animation has a document beside it.
FILES = {
    "video": "video",
    "video_note": "video",
    "voice": "voice",
    "animation": "document",
    "audio": "document",
    "document": "document",
}


def read(message: Message, *, origin: Origin = Origin.PRIVATE, text: str | None = None) -> Incoming | None:
    """None for what is neither words, photo, video, document, voice nor location. `text` replaces the message's own."""
    words = storable(message.text or message.caption or "" if text is None else text)
    piece = _piece(message)
    if piece is None and not words.strip():
        return None
    return Incoming(
        text=words,
        chat_id=message.chat.id,
        message_id=message.message_id,
        origin=origin,
        pieces=(piece,) if piece else (),
        album=message.media_group_id,
    )


def storable(text: str) -> str:
    """Without what PostgreSQL can't keep: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _piece(message: Message) -> Piece | None:
    if message.photo:
        return Piece("photo", message.photo[-1].file_id)  # sizes come smallest first
    if message.animation is not None and not message.caption:
        return None  # a moving picture by itself is a smile, not a report
    for field, kind in FILES.items():
        file = getattr(message, field)
        if file is not None:
            return Piece(kind, file.file_id)
    if message.location is not None:
        return Piece("location", latitude=message.location.latitude, longitude=message.location.longitude)
    return None

"""A message as it is kept: the Telegram JSON and what only the sandbox knows about it."""

from dataclasses import dataclass

from sandbox.formatting.render import as_html
from sandbox.json_types import Json

CONTENT_KEYS = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "video",
    "document",
    "voice",
    "sticker",
    "location",
    "contact",
    "poll",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)
# Bot API reference, editMessageCaption and copyMessage.
CAPTIONED = ("photo", "video", "document", "voice", "animation")


@dataclass(slots=True)
class Message:
    """`data` is replaced on an edit, never changed in place: queued updates keep the message they were made with."""

    data: Json
    by_bot: bool
    edited: bool = False
    keyboard: Json | None = None
    reactions: tuple[Json, ...] = ()

    @property
    def message_id(self) -> int:
        return int(self.data["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.data["chat"]["id"])

    @property
    def is_service(self) -> bool:
        return not any(key in self.data for key in CONTENT_KEYS)

    def content(self) -> Json:
        return {key: self.data[key] for key in CONTENT_KEYS if key in self.data}

    def quoted(self) -> Json:
        """As it appears inside a reply: without the message it replied to itself."""
        return {key: value for key, value in self.data.items() if key not in ("reply_to_message", "quote")}

    def view(self) -> Json:
        """The message for the control side, with the fields that begin with an underscore."""
        shown: Json = {**self.data, "_edited": self.edited, "_deleted": False}
        body = "text" if "text" in self.data else "caption"
        if body in self.data:
            entities = self.data.get("entities" if body == "text" else "caption_entities", [])
            shown["_html"] = as_html(self.data[body], entities)
        if self.keyboard is not None:
            shown["_keyboard"] = self.keyboard
        if self.reactions:
            shown["_reactions"] = list(self.reactions)
        return shown


def can_have_caption(message: Message) -> bool:
    return any(kind in message.data for kind in CAPTIONED)

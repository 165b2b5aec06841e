"""One Bot API request on its way, and the chat it is about."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.chats import Chat
from sandbox.errors import ApiError, bad_request, forbidden
from sandbox.json_types import Json
from sandbox.limits import MESSAGE_IDS_MAX
from sandbox.messages import Message
from sandbox.wire.decode import Uploads
from sandbox.world import World

if TYPE_CHECKING:
    from sandbox.wire.schema import Schema


@dataclass(slots=True)
class Call:
    world: World
    method: str
    params: Json
    uploads: Uploads

    def chat(self, field: str = "chat_id") -> Chat:
        """The chat named, as far as the bot may know it: an unopened private chat too."""
        ref = self.params[field]
        directory = self.world.directory
        chat = directory.chats.get(ref if isinstance(ref, int) else 0)
        if chat is None and isinstance(ref, str) and ref.startswith("@"):
            named = directory.chats.get(directory.ident(ref) or 0)
            chat = named if named is not None and named.public_name else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        return chat

    def present(self, field: str = "chat_id") -> Chat:
        """The chat named, when the bot is in it."""
        chat = self.chat(field)
        if chat.type == "private":
            if self.world.directory.people[chat.id].blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.opened:
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        if chat.deleted:
            raise forbidden("the group chat was deleted")
        if not chat.has_bot:
            reason = "was kicked from" if chat.bot_status == "kicked" else "is not a member of"
            raise forbidden(f"bot {reason} the {chat.type} chat")
        return chat

    def writable(self) -> Chat:
        """The chat named, when the bot may post there."""
        chat = self.present()
        if chat.type == "channel" and chat.bot_status != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        if chat.bot_status == "restricted":
            raise bad_request("not enough rights to send text messages to the chat")
        return chat

    def message(self, chat: Chat, purpose: str, field: str = "message_id") -> Message:
        """`purpose` completes Telegram's sentence: "message to edit not found"."""
        found = chat.messages.get(self.params.get(field, 0))
        if found is None:
            raise bad_request(f"message {purpose} not found")
        return found

    def message_ids(self) -> list[int]:
        ids: list[int] = self.params["message_ids"]
        if not ids:
            raise bad_request("message identifiers are not specified")
        if len(ids) > MESSAGE_IDS_MAX:
            raise bad_request("too many message identifiers specified")
        return ids


Handler = Callable[[Call], object]
SlowHandler = Callable[[Call], Coroutine[None, None, object]]


@dataclass(frozen=True, slots=True)
class Method:
    """`slow` handlers wait (getUpdates); all others take effect in one step."""

    name: str
    schema: "Schema"
    handler: Handler | None = None
    slow: SlowHandler | None = None

"""Puts a message into a chat, and tells the bot what happened."""

from sandbox.chats import Chat
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.world import World


def post(
    world: World, chat: Chat, content: Json, *, sender: Json | None = None, sender_chat: Json | None = None
) -> Message:
    """Keeps and shows the message; whether the bot hears of it is the caller's matter."""
    data: Json = {"message_id": world.directory.next_message_id(chat)}
    if sender is not None:
        data["from"] = sender
    if sender_chat is not None:
        data["sender_chat"] = sender_chat
    data["chat"] = world.directory.as_chat(chat)
    data["date"] = world.clock.unix()
    data.update(content)
    by_bot = sender is not None and sender["id"] == world.bot.id
    message = Message(data, by_bot)
    chat.keep(message)
    world.events.tell("message", chat_id=chat.id, message=message)
    return message


def replace(world: World, chat: Chat, message: Message, data: Json, *, content_changed: bool) -> None:
    """An edit: a new keyboard alone doesn't make a message an edited one to readers."""
    message.data = {**data, "edit_date": world.clock.unix()}
    message.edited = message.edited or content_changed
    world.events.tell("edit", chat_id=chat.id, message=message)


def remove(world: World, chat: Chat, message_ids: list[int]) -> None:
    for message_id in message_ids:
        chat.messages.pop(message_id, None)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
    world.events.tell("delete", chat_id=chat.id, message_ids=message_ids)


def tell_bot(world: World, kind: str, message: Message) -> None:
    """Queues the message for the bot as it is now."""
    world.updates.add(kind, message.data, ("chat", message.chat_id))

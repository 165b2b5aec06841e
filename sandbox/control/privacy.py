"""What a bot hears in a group: privacy mode, as it is by default (Bot features page, "Privacy mode")."""

from sandbox.chats import Chat
from sandbox.formatting.utf16 import utf16_slice
from sandbox.messages import Message
from sandbox.world import World


def bot_hears(world: World, chat: Chat, message: Message) -> bool:
    if chat.type == "private":
        return True
    if not chat.has_bot:
        return False
    if chat.type == "channel" or chat.bot_status == "administrator":
        return not _by_another_bot(message)
    if _by_another_bot(message):
        return False
    return message.is_service or _replies_to_bot(world, message) or _names_bot(world, message)


def _by_another_bot(message: Message) -> bool:
    """Bots don't see one another; an anonymous administrator has a bot's account but is a person."""
    return bool(message.data.get("from", {}).get("is_bot")) and "sender_chat" not in message.data


def _replies_to_bot(world: World, message: Message) -> bool:
    sender = message.data.get("reply_to_message", {}).get("from", {})
    return bool(sender.get("id") == world.bot.id)


def _is_meant(world: World, message: Message) -> bool:
    """A command to nobody in particular: among several bots the one that spoke last has it."""
    chat = world.directory.chats[message.chat_id]
    for earlier in reversed(chat.messages.values()):
        if earlier.by_bot or _by_another_bot(earlier):
            return earlier.by_bot
    return not any(world.directory.people[each].is_bot for each in chat.members if chat.has(each))


def _names_bot(world: World, message: Message) -> bool:
    """A command to this bot, or one to nobody in particular that falls to it, or a mention."""
    if message.data.get("via_bot", {}).get("id") == world.bot.id:
        return True
    body = message.data.get("text") or message.data.get("caption") or ""
    name = f"@{world.bot.username}".lower()
    for entity in message.data.get("entities") or message.data.get("caption_entities") or ():
        words = utf16_slice(body, entity["offset"], entity["length"]).lower()
        if entity["type"] == "bot_command" and (words.endswith(name) if "@" in words else _is_meant(world, message)):
            return True
        if entity["type"] == "mention" and words == name:
            return True
    return False

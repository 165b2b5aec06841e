"""Taking messages away, and pinning them."""

from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.limits import DELETE_WINDOW
from sandbox.messages import Message
from sandbox.methods.call import Call
from sandbox.methods.registry import method
from sandbox.posting import post, remove


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    chat = call.present()
    message = call.message(chat, "to delete")
    if not _deletable(call, chat, message):
        raise bad_request("message can't be deleted")
    remove(call.world, chat, [message.message_id])
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """What can't be found is skipped, as on the real server."""
    chat = call.present()
    found = [chat.messages[each] for each in dict.fromkeys(call.message_ids()) if each in chat.messages]
    if not all(_deletable(call, chat, message) for message in found):
        raise bad_request("message can't be deleted")
    if found:
        remove(call.world, chat, [message.message_id for message in found])
    return True


def _deletable(call: Call, chat: Chat, message: Message) -> bool:
    """Bot API reference, deleteMessage: within 48 hours; others' messages only in private or as an administrator."""
    if call.world.clock.unix() - message.data["date"] > DELETE_WINDOW:
        return False
    return message.by_bot or chat.type == "private" or chat.bot_may("can_delete_messages")


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    chat = _pinnable(call)
    message = call.message(chat, "to pin")
    if message.message_id not in chat.pinned:
        chat.pinned.append(message.message_id)
        sender = None if chat.type == "channel" else call.world.bot.as_user()
        post(call.world, chat, {"pinned_message": message.quoted()}, sender=sender)
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    chat = _pinnable(call)
    message_id = call.params.get("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def _pinnable(call: Call) -> Chat:
    chat = call.present()
    if chat.type != "private" and not chat.bot_may("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat

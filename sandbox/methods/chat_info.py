"""What the bot may know about a chat."""

from sandbox.json_types import Json
from sandbox.methods.call import Call
from sandbox.methods.registry import method

_NO_GIFTS: Json = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
# Bot API reference, ChatFullInfo: how many reactions a message can have.
_MAX_REACTIONS = 11


@method("getChat")
def get_chat(call: Call) -> Json:
    """A private chat answers also while the person blocks the bot, a group only while the bot is in it."""
    named = call.chat()
    chat = named if named.type == "private" else call.present()
    info: Json = {
        **call.world.directory.as_chat(chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": _MAX_REACTIONS,
        "accepted_gift_types": _NO_GIFTS,
    }
    if chat.is_group:
        info["permissions"] = {"can_send_messages": True}
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        info["pinned_message"] = pinned.quoted()
    return info

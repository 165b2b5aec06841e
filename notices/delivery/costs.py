"""What a request of the Bot API costs at the gate, told from its method and parameters, whichever library makes it."""

from collections.abc import Sized

# An album counts as its items; so do copies of several messages (research: reports of bot authors, no official word).
_SEVERAL = {"sendMediaGroup": "media", "copyMessages": "message_ids", "forwardMessages": "message_ids"}
_FREE = frozenset({"sendChatAction", "sendMessageDraft"})
_MESSAGES = ("send", "copyMessage", "forwardMessage", "editMessage")


def several(method: str) -> str | None:
    """The parameter whose length is the cost, for methods that put more than one message into a chat."""
    return _SEVERAL.get(method)


def cost(method: str, listed: object = None) -> int:
    """1 for a message or an edit, the length of `listed` for an album, 0 for what puts nothing into a chat."""
    if method in _FREE or not method.startswith(_MESSAGES):
        return 0
    return max(1, len(listed)) if isinstance(listed, Sized) else 1

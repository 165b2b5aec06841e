"""The bot's reaction to a message."""

from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.methods.call import Call
from sandbox.methods.registry import method


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """One at most: bots have no more."""
    chat = call.writable()
    message = call.message(chat, "to react")
    reactions: list[Json] = call.params.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each["type"] == "paid" for each in reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions = tuple(reactions)
    call.world.events.tell("reaction", chat_id=chat.id, message_id=message.message_id, reactions=reactions)
    return True

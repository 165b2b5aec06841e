"""Topics of forum supergroups."""

from sandbox.errors import bad_request
from sandbox.formatting.utf16 import utf16_len
from sandbox.json_types import Json
from sandbox.limits import TOPIC_NAME_MAX
from sandbox.methods.call import Call
from sandbox.methods.registry import method
from sandbox.topic_making import make_topic


@method("createForumTopic")
def create_forum_topic(call: Call) -> Json:
    chat = call.writable()
    name = call.params["name"].strip()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.bot_may("can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    if not 1 <= utf16_len(name) <= TOPIC_NAME_MAX:
        raise bad_request("TOPIC_TITLE_INVALID")
    call.world.flood.send(chat)
    colour = call.params.get("icon_color")
    return make_topic(call.world, chat, name, call.world.bot.as_user(), colour)

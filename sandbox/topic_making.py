"""A new topic begins with a service message, whose id is the topic's."""

from sandbox.chats import Chat, Topic
from sandbox.json_types import Json
from sandbox.posting import post
from sandbox.world import World

# Bot API reference, createForumTopic.icon_color: the first of the six.
_BLUE = 7322096


def make_topic(world: World, chat: Chat, name: str, by: Json, icon_color: int | None = None) -> Json:
    """The ForumTopic object."""
    created = {"name": name, "icon_color": icon_color or _BLUE}
    message = post(world, chat, {"forum_topic_created": created, "is_topic_message": True}, sender=by)
    thread = message.message_id
    message.data = {**message.data, "message_thread_id": thread}
    chat.topics[thread] = Topic(thread, name)
    world.events.tell("chat", chat_id=chat.id)
    return {"message_thread_id": thread, **created}

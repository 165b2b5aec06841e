"""The state as the control side shows it."""

from sandbox.chats import Chat
from sandbox.json_types import Json
from sandbox.world import World


def chat_state(world: World, chat: Chat) -> Json:
    people = world.directory.people
    return {
        **world.directory.as_chat(chat),
        **({"username": chat.handle} if chat.handle else {}),
        "members": [{"user": people[user_id].as_user(), "status": status} for user_id, status in chat.members.items()],
        "bot_status": chat.bot_status,
        "migrated_to": chat.migrated_to,
        "deleted": chat.deleted,
        "topics": [{"message_thread_id": topic.id, "name": topic.name} for topic in chat.topics.values()],
        "pinned": list(chat.pinned),
    }


def state(world: World) -> Json:
    """`last_event` is the number to follow events from without a gap."""
    directory = world.directory
    return {
        "bot": world.bot.as_user(),
        "users": [
            {**person.as_state(), "opened": directory.chats[person.id].opened} for person in directory.people.values()
        ],
        "chats": [chat_state(world, chat) for chat in directory.groups()],
        "clock": world.clock.as_json(),
        "commands": world.commands.as_json(),
        "limits": world.flood.enforce,
        "playing": world.scenarios.playing(),
        "last_event": world.events.last,
    }

"""Groups, supergroups and channels."""

from sandbox.chats import Chat
from sandbox.control.bodies import ChatBody
from sandbox.control.describing import chat_state
from sandbox.control.membership import set_bot_status
from sandbox.errors import ControlError
from sandbox.json_types import Json
from sandbox.limits import GENERAL_TOPIC_ID
from sandbox.topic_making import make_topic
from sandbox.world import World

# Bot API reference, Chat.id: supergroups and channels lie below, basic groups above.
_SUPERGROUPS_BELOW = -1_000_000_000_000


def put_chat(world: World, body: ChatBody) -> Json:
    """A new chat; putting the bot in is told to it as a person's doing."""
    directory = world.directory
    if body.is_forum and body.type != "supergroup":
        raise ControlError("only a supergroup can be a forum")
    if body.topics and not body.is_forum:
        raise ControlError("topics need is_forum")
    if body.type == "channel" and body.bot == "member":
        raise ControlError("in a channel a bot can only be an administrator")
    members = dict.fromkeys((directory.person(ref).id for ref in body.members), "member")
    members |= dict.fromkeys((directory.person(ref).id for ref in body.admins), "administrator")
    actor = directory.person(body.by) if body.by is not None else None
    if body.bot and actor is None and not members:
        raise ControlError("somebody has to put the bot in: give admins, members or by")
    ident = _ident(world, body)
    handle = (body.username or "").removeprefix("@") or None
    if handle:
        directory.name(handle, ident)
    chat = Chat(ident, body.type, body.title, handle, body.is_forum, members=members)
    if body.type != "group":
        # The first message of a supergroup tells of its creation; a topic never has General's id therefore.
        chat.last_message_id = GENERAL_TOPIC_ID
    directory.add_chat(chat)
    if body.bot:
        set_bot_status(world, chat, body.bot, actor)
    for name in body.topics:
        make_topic(world, chat, name, _founder(world, chat))
    world.events.tell("chat", chat_id=chat.id)
    return chat_state(world, chat)


def _founder(world: World, chat: Chat) -> Json:
    ordered = sorted(chat.members, key=lambda each: not chat.is_admin(each))
    return world.directory.people[ordered[0]].as_user() if ordered else world.bot.as_user()


def _ident(world: World, body: ChatBody) -> int:
    if body.id is None:
        return world.directory.new_chat_id(body.type)
    if body.id in world.directory.chats:
        raise ControlError(f"there is a chat {body.id} already")
    if body.id >= 0 or (body.id < _SUPERGROUPS_BELOW) != (body.type != "group"):
        raise ControlError("a group's id is negative; that of a supergroup or channel is below -1000000000000")
    return body.id

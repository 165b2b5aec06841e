"""A person writes in a chat."""

from sandbox.chats import Chat
from sandbox.control.bodies import Author, Ref, SayBody
from sandbox.control.privacy import bot_hears
from sandbox.control.said import contents
from sandbox.errors import ControlError, unknown
from sandbox.json_types import Json
from sandbox.limits import GENERAL_TOPIC_ID
from sandbox.messages import Message, can_have_caption
from sandbox.methods.outgoing import body as text_body
from sandbox.methods.outgoing import caption as caption_body
from sandbox.methods.outgoing import topic_of
from sandbox.people import ANONYMOUS_ADMIN, Person
from sandbox.posting import post, replace, tell_bot
from sandbox.world import World

_CHANNEL_KINDS = {"message": "channel_post", "edited_message": "edited_channel_post"}


def say(world: World, body: SayBody) -> Json:
    """{"message": the first, "messages": all}, as the control side shows messages."""
    person = world.directory.person(body.user) if body.user is not None else None
    chat = place(world, person, body.chat)
    _may_write(chat, person, body)
    if body.edit is not None:
        said = [_edit(world, chat, person, body)]
        kind = "edited_message"
    else:
        # All that can be refused comes before the first effect.
        words, frame = contents(world, person, body), _frame(world, chat, body)
        if chat.type == "private":
            chat.opened = True
        said = [post(world, chat, {**content, **frame}, **_sender(chat, person, body)) for content in words]
        kind = "message"
    for message in said:
        if bot_hears(world, chat, message):
            tell_bot(world, _CHANNEL_KINDS[kind] if chat.type == "channel" else kind, message)
    views = [message.view() for message in said]
    return {"message": views[0], "messages": views}


def place(world: World, person: Person | None, ref: Ref | None) -> Chat:
    """The chat named; without a name, or by the bot's, the person's private chat."""
    own = ref is None or world.directory.ident(ref) == world.bot.id or _is_bot_name(world, ref)
    if own:
        if person is None:
            raise ControlError("user or chat is missing")
        return world.directory.chats[person.id]
    return world.directory.chat(ref)


def _is_bot_name(world: World, ref: Ref) -> bool:
    return isinstance(ref, str) and ref.removeprefix("@").lower() in ("bot", (world.bot.username or "").lower())


def _may_write(chat: Chat, person: Person | None, body: SayBody) -> None:
    if body.as_channel or chat.type == "channel":
        _may_post(chat, person, body)
    elif person is None:
        raise ControlError("user is missing")
    elif chat.type == "private":
        if chat.id != person.id:
            raise ControlError("this is another person's private chat")
        if person.blocked:
            raise ControlError("this person has blocked the bot: unblock first (POST /sandbox/membership)")
    else:
        _may_write_in_group(chat, person, body)


def _may_post(chat: Chat, person: Person | None, body: SayBody) -> None:
    if chat.type != "channel":
        raise ControlError("as_channel is for channels")
    if not body.as_channel:
        raise ControlError("people don't write in a channel: say it as_channel")
    if person is not None and not chat.is_admin(person.id):
        raise ControlError("only an administrator posts in a channel")


def _may_write_in_group(chat: Chat, person: Person, body: SayBody) -> None:
    if chat.deleted or chat.migrated_to:
        raise ControlError("this chat is gone" + (f": it is {chat.migrated_to} now" if chat.migrated_to else ""))
    if not chat.has(person.id):
        raise ControlError(f"user {person.id} is not in chat {chat.id}")
    if chat.members[person.id] == "restricted":
        raise ControlError(f"user {person.id} may not write in chat {chat.id}")
    if body.anonymous and not chat.is_admin(person.id):
        raise ControlError("only an administrator can be anonymous")


def _sender(chat: Chat, person: Person | None, body: SayBody) -> dict[str, Json | None]:
    if body.as_channel or person is None:
        return {"sender_chat": chat.as_chat()}
    if body.anonymous:
        return {"sender": ANONYMOUS_ADMIN, "sender_chat": chat.as_chat()}
    return {"sender": person.as_user()}


def _frame(world: World, chat: Chat, body: SayBody) -> Json:
    frame: Json = {}
    if body.thread is not None and body.thread != GENERAL_TOPIC_ID:
        if body.thread not in chat.topics:
            raise unknown("topic", body.thread)
        frame |= {"message_thread_id": body.thread, "is_topic_message": True}
    if body.reply_to is not None:
        target = chat.messages.get(body.reply_to)
        if target is None:
            raise unknown("message to reply to", body.reply_to)
        frame = {**topic_of(target.data), **frame, "reply_to_message": target.quoted()}
    if body.forward_from is not None:
        frame["forward_origin"] = _origin(world, body.forward_from)
    if body.via_bot is not None:
        frame["via_bot"] = _other_bot(world, body.via_bot.removeprefix("@"))
    return frame


def _origin(world: World, author: Ref | Author) -> Json:
    directory, date = world.directory, world.clock.unix()
    ref = (author.user if author.user is not None else author.chat) if isinstance(author, Author) else author
    ident = directory.ident(ref)
    if ident in directory.people:
        return {"type": "user", "date": date, "sender_user": directory.people[ident].as_user()}
    chat = directory.chat(ref)
    if chat.type == "channel":
        newest = max(chat.messages, default=1)
        return {"type": "channel", "date": date, "chat": chat.as_chat(), "message_id": newest}
    return {"type": "chat", "date": date, "sender_chat": chat.as_chat()}


def _other_bot(world: World, name: str) -> Json:
    if name.lower() == (world.bot.username or "").lower():
        return world.bot.as_user()
    found = world.directory.people.get(world.directory.ident(name) or 0)
    if found is None:
        found = Person(world.directory.new_user_id(), name, username=name, is_bot=True)
        world.directory.name(name, found.id)
        world.directory.add_person(found)
    return found.as_user()


def _edit(world: World, chat: Chat, person: Person | None, body: SayBody) -> Message:
    message = chat.messages.get(body.edit or 0)
    if message is None:
        raise unknown("message to edit", body.edit)
    author = ANONYMOUS_ADMIN["id"] if body.anonymous else person.id if person is not None else None
    if message.by_bot or not (body.as_channel or message.data.get("from", {}).get("id") == author):
        raise ControlError("people edit only what they have written")
    if "text" not in message.data and not can_have_caption(message):
        raise ControlError("there is neither text nor a caption in the message to edit")
    key = "text" if "text" in message.data else "caption"
    words = body.text if body.text is not None else body.caption
    if words is None:
        raise ControlError("an edit needs text or caption")
    content = text_body({"text": words}) if key == "text" else caption_body({"caption": words})
    dropped = (key, "entities", "caption_entities")
    data = {name: value for name, value in message.data.items() if name not in dropped}
    replace(world, chat, message, {**data, **content}, content_changed=True)
    return message

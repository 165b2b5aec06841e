"""A person presses a button."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

from sandbox.chats import Chat
from sandbox.control.bodies import PressBody, Ref, SayBody
from sandbox.control.membership import set_bot_status
from sandbox.control.saying import place, say
from sandbox.errors import ControlError, unknown
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.world import World

Wanted = Callable[[Message], bool]
_TELEGRAM_HOSTS = ("t.me", "telegram.me")


def press(world: World, body: PressBody, among: Wanted | None = None) -> Json:
    """What Telegram would do: a callback for the bot, an address to open, or words said.

    `among` narrows the messages that are looked at. 404 when no message has such a button.
    """
    if (body.button is None) == (body.data is None):
        raise ControlError("give button (its text) or data")
    person = world.directory.person(body.user)
    chat = place(world, person, body.chat)
    if chat.type == "private" and chat.id != person.id:
        raise ControlError("this is another person's private chat")
    _may_press(chat, person)
    if body.data is not None:
        return _press_data(world, chat, person, body, among)
    found = _find_button(chat, body, among)
    if found is None and chat.type != "private" and body.message is None:
        found = _find_start_in_group(world, person, body, among)
    if found is None:
        return _press_reply_key(world, chat, person, body)
    message, button = found
    if "callback_data" in button:
        return _callback(world, chat, person, message, button["callback_data"])
    if "url" in button:
        return _follow(world, chat, person, body, button["url"])
    raise ControlError(f"the sandbox can't play this kind of button: {', '.join(button)}")


def _may_press(chat: Chat, person: Person) -> None:
    """Somebody who blocked the bot still presses in groups."""
    if chat.type == "private" and person.blocked:
        raise ControlError("this person has blocked the bot: unblock first (POST /sandbox/membership)")
    if chat.deleted or chat.migrated_to:
        raise ControlError("this chat is gone")
    if chat.is_group and not chat.has(person.id):
        raise ControlError(f"user {person.id} is not in chat {chat.id}")


def buttons(message: Message) -> Iterator[Json]:
    for row in message.data.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from row


def _candidates(chat: Chat, body: PressBody, among: Wanted | None) -> Iterator[Message]:
    """Newest first; only the one named when one is."""
    if body.message is not None:
        if body.message not in chat.messages:
            raise unknown("message", body.message)
        yield chat.messages[body.message]
        return
    for message in reversed(chat.messages.values()):
        if among is None or among(message):
            yield message


def _find_button(chat: Chat, body: PressBody, among: Wanted | None) -> tuple[Message, Json] | None:
    wanted = body.button or ""
    for message in _candidates(chat, body, among):
        shown = list(buttons(message))
        for button in shown:
            if button["text"] == wanted:
                return message, button
        for button in shown:
            if wanted in button["text"]:
                return message, button
    return None


def _find_start_in_group(
    world: World, person: Person, body: PressBody, among: Wanted | None
) -> tuple[Message, Json] | None:
    """`chat` may name the group that a ?startgroup= button of the private chat shall lead to."""
    found = _find_button(world.directory.chats[person.id], body, among)
    return found if found and "startgroup=" in found[1].get("url", "") else None


def _press_data(world: World, chat: Chat, person: Person, body: PressBody, among: Wanted | None) -> Json:
    """Any data can be forged. On a message that is gone the bot gets it as an inaccessible one."""
    data = body.data or ""
    if body.message is not None and body.message not in chat.messages:
        return _callback(world, chat, person, None, data, body.message)
    messages = list(_candidates(chat, body, among))
    for message in messages:
        if any(button.get("callback_data") == data for button in buttons(message)):
            return _callback(world, chat, person, message, data)
    for message in messages:
        if message.by_bot and (body.message is not None or any(buttons(message))):
            return _callback(world, chat, person, message, data)
    raise unknown("message with buttons in chat", chat.id)


def _callback(world: World, chat: Chat, person: Person, message: Message | None, data: str, gone: int = 0) -> Json:
    shown: Json = (
        message.data if message is not None else {"chat": world.directory.as_chat(chat), "message_id": gone, "date": 0}
    )
    opened = world.callbacks.open(person.id, chat.id, shown["message_id"])
    query = {
        "id": opened.id,
        "from": person.as_user(),
        "message": shown,
        "chat_instance": str(abs(chat.id) * 7919),
        "data": data,
    }
    world.updates.add("callback_query", query, ("user", person.id))
    world.events.tell("callback", **opened.as_json())
    return {"callback_query_id": opened.id}


def _press_reply_key(world: World, chat: Chat, person: Person, body: PressBody) -> Json:
    """A key of the keyboard under the composer: pressing it says its text."""
    rows = (chat.keyboard or {}).get("keyboard", ())
    for key in (key for row in rows for key in row):
        if key["text"] == body.button:
            said = SayBody(user=person.id, chat=chat.id)
            if key.get("request_location"):
                said.location = True
            elif key.get("request_contact"):
                said.contact = True
            else:
                said.text = key["text"]
            return say(world, said)
    raise unknown("button", body.button)


def _follow(world: World, chat: Chat, person: Person, body: PressBody, url: str) -> Json:
    """A deep link to this bot is /start said by the person; any other address is the caller's to open."""
    address = urlsplit(url)
    name = address.path.strip("/").lower()
    if address.hostname not in _TELEGRAM_HOSTS or name != (world.bot.username or "").lower():
        return {"url": url}
    query = parse_qs(address.query, keep_blank_values=True)
    if "startgroup" in query:
        into = body.group if body.group is not None else (chat.id if chat.is_group else None)
        return {"url": url, **_start_in_group(world, person, into, query["startgroup"][0])}
    words = f"/start {query.get('start', [''])[0]}".strip()
    return {"url": url, **say(world, SayBody(user=person.id, text=words))}


def _start_in_group(world: World, person: Person, ref: Ref | None, parameter: str) -> Json:
    if ref is None:
        raise ControlError("a startgroup link needs a group to lead to: give chat or group")
    group = world.directory.chat(ref)
    if not group.is_group:
        raise ControlError("a startgroup link leads to a group")
    if not group.has_bot:
        set_bot_status(world, group, "member", person)
        world.events.tell("chat", chat_id=group.id)
    words = f"/start@{world.bot.username} {parameter}".strip()
    return say(world, SayBody(user=person.id, chat=group.id, text=words))

"""Copies and forwards of messages."""

from itertools import pairwise

from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.messages import Message, can_have_caption
from sandbox.methods.call import Call
from sandbox.methods.outgoing import caption, draft
from sandbox.methods.registry import method

_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


@method("copyMessage")
def copy_message(call: Call) -> Json:
    target = draft(call)
    source = call.message(call.present("from_chat_id"), "to copy")
    if not _copyable(source):
        raise bad_request("message can't be copied")
    content = source.content()
    if "caption" in call.params and can_have_caption(source):
        content = {**_without_caption(content), **caption(call.params)}
    return {"message_id": target.send(call, [content])[0].message_id}


@method("copyMessages")
def copy_messages(call: Call) -> list[Json]:
    """What can't be found or copied is left out; 400 when nothing is left. Albums stay albums."""
    target = draft(call)
    contents = []
    albums: dict[str, str] = {}
    for source in _sources(call, call.present("from_chat_id")):
        if _copyable(source):
            content = source.content()
            if call.params.get("remove_caption") is True:
                content = _without_caption(content)
            contents.append({**_album(call, source, albums), **content})
    if not contents:
        raise bad_request("there are no messages to copy")
    return [{"message_id": message.message_id} for message in target.send(call, contents)]


@method("forwardMessage")
def forward_message(call: Call) -> Json:
    target = draft(call)
    source = call.message(call.present("from_chat_id"), "to forward")
    if not _copyable(source):
        raise bad_request("message can't be forwarded")
    return target.send(call, [{"forward_origin": origin(source), **source.content()}])[0].data


@method("forwardMessages")
def forward_messages(call: Call) -> list[Json]:
    target = draft(call)
    albums: dict[str, str] = {}
    contents = [
        {**_album(call, source, albums), "forward_origin": origin(source), **source.content()}
        for source in _sources(call, call.present("from_chat_id"))
        if _copyable(source)
    ]
    if not contents:
        raise bad_request("there are no messages to forward")
    return [{"message_id": message.message_id} for message in target.send(call, contents)]


def origin(source: Message) -> Json:
    """A forward of a forward names the first author."""
    data = source.data
    if "forward_origin" in data:
        return dict(data["forward_origin"])
    if data["chat"]["type"] == "channel":
        return {
            "type": "channel",
            "date": data["date"],
            "chat": data["chat"],
            "message_id": data["message_id"],
        }
    if "sender_chat" in data:
        return {"type": "chat", "date": data["date"], "sender_chat": data["sender_chat"]}
    return {"type": "user", "date": data["date"], "sender_user": data["from"]}


def _copyable(source: Message) -> bool:
    return not source.is_service and not source.data.get("has_protected_content")


def _without_caption(content: Json) -> Json:
    return {key: value for key, value in content.items() if key not in _CAPTION}


def _album(call: Call, source: Message, albums: dict[str, str]) -> Json:
    group = source.data.get("media_group_id")
    if group is None:
        return {}
    if group not in albums:
        albums[group] = call.world.new_album_id()
    return {"media_group_id": albums[group]}


def _sources(call: Call, chat: Chat) -> list[Message]:
    ids = call.message_ids()
    if any(later <= earlier for earlier, later in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    return [chat.messages[each] for each in ids if each in chat.messages]

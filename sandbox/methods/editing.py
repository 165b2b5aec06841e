"""Edits of what the bot has sent."""

from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.messages import Message, can_have_caption
from sandbox.methods.attachments import input_media
from sandbox.methods.call import Call
from sandbox.methods.outgoing import body, caption
from sandbox.methods.registry import method
from sandbox.posting import replace
from sandbox.wire.keyboards import check_keyboard, inline_part

_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA = ("photo", "video", "document", "has_media_spoiler")
# Bot API reference, editMessageMedia: what can become a picture, a video or a document.
_REPLACEABLE = ("text", "photo", "video", "document", "animation")


@method("editMessageText")
def edit_text(call: Call) -> Json:
    chat, message = _own(call)
    content = body(call.params)
    if "text" not in message.data:
        raise bad_request("there is no text in the message to edit")
    return _apply(call, chat, message, _TEXT, content)


@method("editMessageCaption")
def edit_caption(call: Call) -> Json:
    chat, message = _own(call)
    content = caption(call.params)
    if not can_have_caption(message):
        raise bad_request("there is no caption in the message to edit")
    return _apply(call, chat, message, _CAPTION, content)


@method("editMessageMedia")
def edit_media(call: Call) -> Json:
    chat, message = _own(call)
    if not any(kind in message.data for kind in _REPLACEABLE):
        raise bad_request("message can't be edited")
    content = input_media(call, call.params["media"])
    if "media_group_id" in message.data and ("document" in content) != ("document" in message.data):
        raise bad_request("message content of an album can be changed only to the same kind")
    return _apply(call, chat, message, _TEXT + _CAPTION + _MEDIA, content)


@method("editMessageReplyMarkup")
def edit_reply_markup(call: Call) -> Json:
    chat, message = _own(call)
    return _apply(call, chat, message, (), {})


def _own(call: Call) -> tuple[Chat, Message]:
    if "chat_id" not in call.params:
        raise bad_request("chat_id is empty")
    chat = call.writable()
    message = call.message(chat, "to edit")
    if not message.by_bot or message.is_service or "forward_origin" in message.data:
        raise bad_request("message can't be edited")
    return chat, message


def _apply(call: Call, chat: Chat, message: Message, keys: tuple[str, ...], content: Json) -> Json:
    """Replaces `keys` by `content` and the keyboard by the one given: none given takes it away."""
    markup = call.params.get("reply_markup")
    if markup is not None:
        if "inline_keyboard" not in markup:
            raise bad_request("message can't be edited: only an inline keyboard is allowed")
        check_keyboard(markup, chat.type)
    data = {key: value for key, value in message.data.items() if key not in keys and key != "reply_markup"}
    data.update(content)
    if inline := inline_part(markup):
        data["reply_markup"] = inline
    before = {key: value for key, value in message.data.items() if key != "edit_date"}
    after = {key: value for key, value in data.items() if key != "edit_date"}
    if before == after:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    call.world.flood.edit(chat)
    changed = any(before.get(key) != after.get(key) for key in keys)
    replace(call.world, chat, message, data, content_changed=changed)
    return message.data

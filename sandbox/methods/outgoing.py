"""What all sending methods share: where to, as a reply to what, with which keyboard, within the limits."""

from dataclasses import dataclass

from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.formatting.compose import compose
from sandbox.formatting.utf16 import utf16_len
from sandbox.json_types import Json
from sandbox.limits import CAPTION_MAX, TEXT_MAX
from sandbox.messages import Message
from sandbox.methods.call import Call
from sandbox.posting import post
from sandbox.wire.keyboards import check_keyboard, inline_part


@dataclass(frozen=True, slots=True)
class Draft:
    """Checked, not yet sent. `frame` goes into every message, the keyboard and the reply included."""

    chat: Chat
    frame: Json
    keyboard: Json | None

    def send(self, call: Call, contents: list[Json]) -> list[Message]:
        """Costs one message each; refused as a whole with 429 when that is too much."""
        call.world.flood.send(self.chat, len(contents))
        sender = call.world.bot.as_user()
        from_channel = self.chat.type == "channel"
        sent = [
            post(
                call.world,
                self.chat,
                {**content, **self.frame},
                sender=None if from_channel else sender,
                sender_chat=self.chat.as_chat() if from_channel else None,
            )
            for content in contents
        ]
        for message in sent:
            message.by_bot = True
            message.keyboard = self.keyboard
        if self.keyboard is not None:
            self.chat.keyboard = None if self.keyboard.get("remove_keyboard") else self.keyboard
        return sent


def draft(call: Call) -> Draft:
    chat = call.writable()
    reply = _reply(call, chat)
    frame = {**reply, **(_thread(call, chat) or topic_of(reply.get("reply_to_message")))}
    markup: Json | None = call.params.get("reply_markup")
    keyboard = None
    if markup is not None:
        check_keyboard(markup, chat.type)
        if inline := inline_part(markup):
            frame["reply_markup"] = inline
        elif "inline_keyboard" not in markup:
            keyboard = markup
    if call.params.get("protect_content") is True:
        frame["has_protected_content"] = True
    if call.params.get("message_effect_id"):
        frame["effect_id"] = call.params["message_effect_id"]
    return Draft(chat, frame, keyboard)


def _thread(call: Call, chat: Chat) -> Json:
    """General (id 1) is meant by naming no topic; naming it is refused, as the server does."""
    thread = call.params.get("message_thread_id")
    if not thread:
        return {}
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def topic_of(message: Json | None) -> Json:
    """A reply lands in the topic of what it replies to."""
    if message is None or not message.get("is_topic_message"):
        return {}
    return {"message_thread_id": message["message_thread_id"], "is_topic_message": True}


def _reply(call: Call, chat: Chat) -> Json:
    wanted: Json = call.params.get("reply_parameters") or {}
    message_id = wanted.get("message_id") or call.params.get("reply_to_message_id")
    if not message_id:
        return {}
    other = wanted.get("chat_id", chat.id)
    if other not in (chat.id, str(chat.id), f"@{chat.public_name}"):
        raise bad_request("the sandbox has no replies to other chats")
    target = chat.messages.get(message_id)
    if target is None:
        if wanted.get("allow_sending_without_reply") or call.params.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    reply: Json = {"reply_to_message": target.quoted()}
    if quote := wanted.get("quote"):
        body = target.data.get("text") or target.data.get("caption") or ""
        if quote not in body:
            raise bad_request("QUOTE_TEXT_INVALID")
        position = utf16_len(body[: body.index(quote)])
        reply["quote"] = {"text": quote, "position": position, "is_manual": True}
    return reply


def body(params: Json) -> Json:
    """text and entities, within Telegram's length after parsing."""
    if not params.get("text"):
        raise bad_request("message text is empty")
    text, entities = compose(params["text"], params.get("parse_mode"), params.get("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_len(text) > TEXT_MAX:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if entities:
        content["entities"] = entities
    if preview := params.get("link_preview_options"):
        content["link_preview_options"] = preview
    return content


def caption(params: Json) -> Json:
    """caption and caption_entities; nothing when it is empty."""
    text, entities = compose(params.get("caption") or "", params.get("parse_mode"), params.get("caption_entities"))
    if utf16_len(text) > CAPTION_MAX:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    content: Json = {"caption": text}
    if entities:
        content["caption_entities"] = entities
    if params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content

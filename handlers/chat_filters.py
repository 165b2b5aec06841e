"""Filters on where a message was said and what it answers.

Written as coroutines: aiogram runs plain functions and its magic filters (F.text …) in a thread, about 0.2 ms each
for every update that passes them.
"""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Chat, Message, TelegramObject

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


class InPrivate(Filter):
    async def __call__(self, _event: TelegramObject, event_chat: Chat | None = None) -> bool:
        return event_chat is not None and event_chat.type == ChatType.PRIVATE


class InGroup(Filter):
    async def __call__(self, _event: TelegramObject, event_chat: Chat | None = None) -> bool:
        return event_chat is not None and event_chat.type in GROUPS


class ByPerson(Filter):
    """Somebody's own account speaks; neither a channel, nor the group itself, nor another bot."""

    async def __call__(self, message: Message) -> bool:
        return message.sender_chat is None and message.from_user is not None and not message.from_user.is_bot


class ByGroupItself(Filter):
    """An administrator posts as the group: Telegram does not say which person that is."""

    async def __call__(self, message: Message) -> bool:
        return message.sender_chat is not None and message.sender_chat.id == message.chat.id


class IsReply(Filter):
    async def __call__(self, message: Message) -> bool:
        return message.reply_to_message is not None


class HasWords(Filter):
    async def __call__(self, message: Message) -> bool:
        return bool((message.text or "").strip())


class IsCommand(Filter):
    """Any command, known or not."""

    async def __call__(self, message: Message) -> bool:
        return (message.text or "").startswith("/")


class GroupMoved(Filter):
    """One of the two service messages of a group that became a supergroup. Adds `old` and `new`."""

    async def __call__(self, message: Message) -> bool | dict[str, int]:
        if message.migrate_to_chat_id is not None:
            return {"old": message.chat.id, "new": message.migrate_to_chat_id}
        if message.migrate_from_chat_id is not None:
            return {"old": message.migrate_from_chat_id, "new": message.chat.id}
        return False

"""A Telegram that costs nothing: answers are made from the request, in place, without a network."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message

SENT_AT = datetime(2026, 11, 22, tzinfo=UTC)


class FreeSession(BaseSession):
    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - as in the base class
    ) -> TelegramType:
        del bot, timeout
        if isinstance(method, SendMessage):
            chat = Chat(id=int(method.chat_id), type="private")
            return cast("TelegramType", Message(message_id=1, date=SENT_AT, chat=chat, text=method.text))
        return cast("TelegramType", True)

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:  # noqa: ANN401 - as in the base class
        """No file is ever fetched here."""
        del args, kwargs
        for nothing in tuple[bytes](()):
            yield nothing

    async def close(self) -> None:
        """Nothing is open."""

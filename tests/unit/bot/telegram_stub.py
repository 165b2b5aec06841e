"""An aiogram Bot that answers from a script: what getUpdates gives, and what it was asked."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.types import Chat, Message, Update, User

SAID_AT = datetime(2026, 11, 22, tzinfo=UTC)


def update(update_id: int) -> Update:
    chat = Chat(id=7, type="private")
    user = User(id=7, is_bot=False, first_name="居民")
    message = Message(message_id=update_id, date=SAID_AT, chat=chat, from_user=user, text="你好")
    return Update(update_id=update_id, message=message)


class ScriptBot(Bot):
    """Keeps updates as Telegram does: an offset deletes what is before it. `errors` come first, one a call."""

    def __init__(self, *updates: Update) -> None:
        super().__init__("42:TEST")
        self.queue = list(updates)
        self.errors: list[Exception] = []
        self.offsets: list[int | None] = []
        self.methods: list[str] = []
        self._asked = asyncio.Event()

    async def until_asked(self, offset: int | None) -> None:
        """Until getUpdates has been called with this offset."""
        async with asyncio.timeout(5):
            while offset not in self.offsets:
                self._asked.clear()
                await self._asked.wait()

    async def delete_webhook(self, *_args: Any, **_options: Any) -> bool:
        self.methods.append("deleteWebhook")
        return True

    async def get_updates(self, *_args: Any, **asked: Any) -> list[Update]:
        self.methods.append("getUpdates")
        self.offsets.append(asked["offset"])
        self.queue = [each for each in self.queue if each.update_id >= (asked["offset"] or 0)]
        self._asked.set()
        if self.errors:
            raise self.errors.pop(0)
        if not self.queue and asked["timeout"]:
            await asyncio.Event().wait()
        return self.queue[: asked["limit"]]

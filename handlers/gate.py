"""aiogram's side of the rate gate: immediate replies pass it too, with the reserve that is kept for them."""

from math import ceil
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from notices.delivery.costs import cost, several
from notices.delivery.gate import GateShutError, RateGate, Slot
from notices.delivery.limits import Urgency

# Longer than a burst needs to pass, shorter than a person waits; what would take longer goes to the outbox instead.
PATIENCE_S = 5.0


class GateMiddleware(BaseRequestMiddleware):
    """For `bot.session.middleware(…)`. A request that would have to wait too long is answered as Telegram would."""

    def __init__(self, gate: RateGate) -> None:
        self._gate = gate

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat = getattr(method, "chat_id", None)
        chat_id = chat if isinstance(chat, int) else None
        slot = await self._slot(method, chat_id)
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            self._gate.halt(chat_id, error.retry_after)
            raise
        finally:
            if slot is not None:
                slot.landed()

    async def _slot(self, method: TelegramMethod[Any], chat_id: int | None) -> Slot | None:
        """None for what puts nothing into a chat. Raises TelegramRetryAfter when the gate stays shut."""
        name = method.__api_method__
        price = cost(name, getattr(method, several(name) or "", None))
        if chat_id is None or not price:
            return None
        try:
            return await self._gate.acquire(chat_id, price, Urgency.REPLY, PATIENCE_S)
        except GateShutError as shut:
            wait = ceil(shut.seconds)
            raise TelegramRetryAfter(method=method, message="the gate is shut", retry_after=wait) from shut

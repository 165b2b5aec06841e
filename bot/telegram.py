"""aiogram's Bot for this office: where the Bot API is, through which proxy, with which patience."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods.base import Response, TelegramMethod, TelegramType
from pydantic import SecretStr

from bot.models_on_demand import complete
from bot.settings import TelegramSettings

# Longer than Telegram needs, shorter than a person waits for an answer.
REQUEST_TIMEOUT_S = 20


class Session(AiohttpSession):
    """Answers are read into models that may not have been built yet (bot.models_on_demand)."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        complete(method.__returning__)
        return super().check_response(bot, method, status_code, content)


def make_bot(settings: TelegramSettings, token: SecretStr) -> Bot:
    """Must be called in a running event loop where a proxy is set; nothing is connected yet."""
    options: dict[str, Any] = {"api": TelegramAPIServer.from_base(settings.api_base), "timeout": REQUEST_TIMEOUT_S}
    if settings.proxy:
        options["proxy"] = settings.proxy
    return Bot(token.get_secret_value(), session=Session(**options))

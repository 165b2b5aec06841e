"""The far side of the bot in flow tests: an aiogram session that keeps what the bot shows, chat by chat."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from itertools import count
from re import sub
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetMe,
    SendMessage,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardMarkup, Message, User

from storage.clock import Clock
from texts.card import TEXT_CHARACTERS, Button, Card

BOT_ID = 42
BOT_USERNAME = "lxq_bot"


@dataclass
class Shown:
    """A message of the bot as a person sees it. `outbox` is the row that sent it, None for an immediate reply."""

    chat_id: int
    message_id: int
    html: str
    buttons: list[Button] = field(default_factory=list)
    media: int = 0
    outbox: int | None = None
    edits: int = 0

    @property
    def text(self) -> str:
        return unescape(sub(r"<[^>]+>", "", self.html))

    @property
    def labels(self) -> list[str]:
        return [b.label for b in self.buttons]

    def button(self, label: str) -> Button | None:
        """The button with this label; where none is exactly so, the first that contains it."""
        exact = [b for b in self.buttons if b.label == label]
        return next(iter(exact or [b for b in self.buttons if label in b.label]), None)


@dataclass
class Toasted:
    """The line or box after a press."""

    text: str
    alert: bool


class Telegram(BaseSession):
    """`chats` holds the bot's messages by chat, oldest first; `news` all that was shown since it was last emptied."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._ids = count(1)
        self.chats: dict[int, list[Shown]] = {}
        self.news: list[Shown | Toasted] = []
        self.requests: list[TelegramMethod[Any]] = []

    def next_id(self) -> int:
        return next(self._ids)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109, ARG002 - aiogram's signature
    ) -> TelegramType:
        self.requests.append(method)
        answer: Any = True
        match method:
            case SendMessage():
                buttons = _buttons(method.reply_markup)
                shown = self.show(int(method.chat_id), method.text, buttons)
                answer = _message(shown, self._clock.now(), bot)
            case EditMessageText():
                shown = self.find(int(method.chat_id or 0), method.message_id or 0)
                buttons = _buttons(method.reply_markup)
                if (shown.html, shown.buttons) == (method.text, buttons):
                    raise TelegramBadRequest(method, "Bad Request: message is not modified")
                self.change(shown, method.text or "", buttons)
                answer = _message(shown, self._clock.now(), bot)
            case AnswerCallbackQuery() if method.text:
                self.news.append(Toasted(method.text, bool(method.show_alert)))
            case GetMe():
                answer = User(id=BOT_ID, is_bot=True, first_name="连心桥", username=BOT_USERNAME)
        return cast("TelegramType", answer)

    def show(
        self, chat_id: int, html: str, buttons: list[Button], *, media: int = 0, outbox: int | None = None
    ) -> Shown:
        shown = Shown(chat_id, self.next_id(), html, buttons, media, outbox)
        assert len(shown.text) <= TEXT_CHARACTERS, "Telegram would refuse: message is too long"
        assert shown.text.strip() or media, "Telegram would refuse: message text is empty"
        self.chats.setdefault(chat_id, []).append(shown)
        self.news.append(shown)
        return shown

    def show_card(self, chat_id: int, card: Card, outbox: int) -> Shown:
        return self.show(
            chat_id, card.html, [b for row in card.rows for b in row], media=len(card.media), outbox=outbox
        )

    def change(self, shown: Shown, html: str, buttons: list[Button]) -> None:
        shown.html, shown.buttons, shown.edits = html, buttons, shown.edits + 1
        self.news.append(shown)

    def find(self, chat_id: int, message_id: int) -> Shown:
        return next(m for m in self.chats[chat_id] if m.message_id == message_id)

    async def close(self) -> None:
        pass

    def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        raise AssertionError("flow tests download nothing")


def _buttons(markup: Any) -> list[Button]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [_button(b.text, b.callback_data, b.url) for row in markup.inline_keyboard for b in row]


def _button(label: str, data: str | None, url: str | None) -> Button:
    if url:
        return Button(label, url=url)
    press, *args = (data or "").split(":")
    return Button(label, press=press, args=tuple(args))


def _message(shown: Shown, now: datetime, bot: Bot) -> Message:
    chat = {"id": shown.chat_id, "type": "private" if shown.chat_id > 0 else "supergroup"}
    values = {"message_id": shown.message_id, "date": int(now.timestamp()), "chat": chat, "text": shown.text}
    return Message.model_validate(values, context={"bot": bot})

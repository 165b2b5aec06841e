"""Shows views: aiogram's immediate reply to what just came in. What can't be shown now goes to the outbox."""

import re
from html import unescape

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    CallbackQuery,
    LinkPreviewOptions,
    MaybeInaccessibleMessageUnion,
    Message,
    ReplyParameters,
    Update,
)

from handlers.aiogram_card import keyboard, markup
from handlers.commands import CommandMenu
from handlers.views import Answer, RenewCommands, Replace, Toast, View, Views
from storage.anonymising import DEFERRED
from storage.database import Storage
from storage.unit import Lane, Outgoing
from texts.card import Card
from texts.render import render

log = structlog.get_logger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Bot API, answerCallbackQuery: text of 0-200 characters.
TOAST_CHARACTERS = 200


class Presenter:
    def __init__(self, bot: Bot, storage: Storage, menu: CommandMenu) -> None:
        self._bot = bot
        self._storage = storage
        self._menu = menu

    async def present(self, update: Update, views: Views) -> None:
        """Show each view in order. A press is always answered, also when there is nothing to say."""
        shown = views if isinstance(views, tuple) else () if views is None else (views,)
        if update.callback_query is not None:
            toast = next((v for v in shown if isinstance(v, Toast)), None)
            await self._answer_press(update.callback_query, toast)
        message = message_of(update)
        if message is None:
            return
        for view in shown:
            await self._show(view, message, update)

    async def _show(self, view: View, message: MaybeInaccessibleMessageUnion, update: Update) -> None:
        match view:
            case Replace(card) if isinstance(message, Message):
                await self._replace(update, message, card)
            case Answer(card, secret):
                await self._answer(update, message.chat.id, card, secret=secret)
            case Replace(card):
                await self._answer(update, message.chat.id, card)
            case RenewCommands():
                await self._menu.renew(self._bot, message.chat.id)
            case Toast(html) if update.callback_query is None:
                await self._answer(update, message.chat.id, Card(html))
            case Toast():
                pass  # already shown with the press

    async def _answer_press(self, callback: CallbackQuery, toast: Toast | None) -> None:
        text = plain(toast.html)[:TOAST_CHARACTERS] if toast else None
        try:
            await self._bot.answer_callback_query(callback.id, text=text, show_alert=bool(toast and toast.alert))
        except TelegramAPIError as error:
            # Too late to show: the effect is committed, and the message itself tells the rest.
            log.info("press.not_answered", error=type(error).__name__)

    async def _answer(self, update: Update, chat_id: int, card: Card, *, secret: bool = False) -> None:
        kept = Card(render("trouble_now")) if secret else card
        try:
            await self._bot.send_message(
                chat_id,
                card.html,
                parse_mode="HTML",
                reply_markup=markup(card),
                link_preview_options=NO_PREVIEW,
                disable_notification=card.silent or None,
                reply_parameters=_reply(card),
            )
        except TelegramForbiddenError:
            log.info("reply.forbidden", update_id=update.update_id)
        except (TelegramRetryAfter, TelegramServerError):
            # Telegram says that it did not take it.
            await self._defer(update, chat_id, kept)
        except TelegramNetworkError as error:
            # A time-out may have delivered it; only what surely did not leave is sent again.
            if isinstance(error.__cause__, OSError) and not isinstance(error.__cause__, TimeoutError):
                await self._defer(update, chat_id, kept)
            log.warning("reply.unknown", update_id=update.update_id, error=type(error).__name__)
        except TelegramBadRequest as error:
            log.error("reply.refused", update_id=update.update_id, error=error.message)  # noqa: TRY400 - a traceback shows the text

    async def _defer(self, update: Update, chat_id: int, card: Card) -> None:
        async with self._storage.unit() as unit:
            unit.send(Outgoing(Lane.REPLY, chat_id, f"update:{update.update_id}", DEFERRED, card.to_json()))

    async def _replace(self, update: Update, message: Message, card: Card) -> None:
        try:
            await self._bot.edit_message_text(
                card.html,
                chat_id=message.chat.id,
                message_id=message.message_id,
                parse_mode="HTML",
                reply_markup=keyboard(card),
                link_preview_options=NO_PREVIEW,
            )
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                await self._answer(update, message.chat.id, card)
        except (TelegramRetryAfter, TelegramServerError, TelegramNetworkError):
            await self._defer(update, message.chat.id, card)
        except TelegramForbiddenError:
            log.info("reply.forbidden", update_id=update.update_id)


def plain(html: str) -> str:
    """A template's text where Telegram shows no markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def message_of(update: Update) -> MaybeInaccessibleMessageUnion | None:
    """The message that an update brought or that a press was made on.

    Of one that is too old Telegram only says where it is: it can't be changed, but its chat can be written to.
    """
    if update.callback_query is not None:
        return update.callback_query.message
    return update.message or update.edited_message


def _reply(card: Card) -> ReplyParameters | None:
    if card.reply_to is None:
        return None
    return ReplyParameters(message_id=card.reply_to, allow_sending_without_reply=True)

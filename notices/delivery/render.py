"""A card in python-telegram-bot's words: one card, one request."""

from collections.abc import Awaitable, Callable

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from notices.delivery.gate import Slot
from notices.delivery.parts import parts
from texts.card import Button, Card, Media

# Bot API, ForceReply.input_field_placeholder: "1-64 characters".
PLACEHOLDER_CHARACTERS = 64

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_ALBUM = {"photo": InputMediaPhoto, "video": InputMediaVideo, "document": InputMediaDocument}


async def send(bot: ExtBot[Slot], chat_id: int, card: Card, slot: Slot) -> int:
    """Send what `parts` gave. The id of the message, of an album's first. Raises telegram.error.TelegramError."""
    if len(card.media) > 1:
        album = await bot.send_media_group(
            chat_id,
            [_ALBUM[item.kind](item.file_id) for item in card.media],
            caption=card.html or None,
            parse_mode=ParseMode.HTML,
            disable_notification=card.silent or None,
            reply_parameters=_reply(card),
            rate_limit_args=slot,
        )
        return album[0].message_id
    if card.media:
        return (await _one(bot, chat_id, card, card.media[0], slot)).message_id
    message = await bot.send_message(
        chat_id,
        card.html,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        disable_notification=card.silent or None,
        reply_markup=_markup(card),
        reply_parameters=_reply(card),
        rate_limit_args=slot,
    )
    return message.message_id


async def edit(bot: ExtBot[Slot], chat_id: int, message_id: int, card: Card, was: Card, slot: Slot) -> None:
    """Change a sent message to what the card says; `was` is the card it was sent from. Media stay as they are.

    A card without words changes only the buttons. Raises telegram.error.TelegramError.
    """
    sent = parts(was)[0]
    if not card.html or any(item.kind == "location" for item in sent.media):
        await bot.edit_message_reply_markup(
            chat_id=chat_id, message_id=message_id, reply_markup=_keyboard(card), rate_limit_args=slot
        )
    elif sent.media:
        await bot.edit_message_caption(
            chat_id=chat_id,
            message_id=message_id,
            caption=card.html,
            parse_mode=ParseMode.HTML,
            # An album takes no buttons; asking for them is refused as a whole.
            reply_markup=_keyboard(card) if len(sent.media) == 1 else None,
            rate_limit_args=slot,
        )
    else:
        await bot.edit_message_text(
            card.html,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=_keyboard(card),
            rate_limit_args=slot,
        )


async def _one(bot: ExtBot[Slot], chat_id: int, card: Card, item: Media, slot: Slot) -> Message:
    if item.kind == "location":
        latitude, longitude = map(float, item.file_id.split(","))
        return await bot.send_location(
            chat_id,
            latitude,
            longitude,
            disable_notification=card.silent or None,
            reply_markup=_markup(card),
            reply_parameters=_reply(card),
            rate_limit_args=slot,
        )
    sends: dict[str, Callable[..., Awaitable[Message]]] = {
        "photo": bot.send_photo,
        "video": bot.send_video,
        "voice": bot.send_voice,
        "document": bot.send_document,
    }
    return await sends[item.kind](
        chat_id,
        item.file_id,
        caption=card.html or None,
        parse_mode=ParseMode.HTML,
        disable_notification=card.silent or None,
        reply_markup=_markup(card),
        reply_parameters=_reply(card),
        rate_limit_args=slot,
    )


def _keyboard(card: Card) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_button(b) for b in row] for row in card.rows]) if card.rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)


def _markup(card: Card) -> InlineKeyboardMarkup | ForceReply | None:
    """Buttons, or for a card that only asks for words the request to open the keyboard."""
    if card.asks and not card.rows:
        return ForceReply(input_field_placeholder=card.asks[:PLACEHOLDER_CHARACTERS])
    return _keyboard(card)


def _reply(card: Card) -> ReplyParameters | None:
    if card.reply_to is None:
        return None
    return ReplyParameters(card.reply_to, allow_sending_without_reply=True)

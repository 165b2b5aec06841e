"""A card in aiogram's words."""

from aiogram.types import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from texts.card import Card


def keyboard(card: Card) -> InlineKeyboardMarkup | None:
    if not card.rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text=b.label, url=b.url)
                if b.url
                else InlineKeyboardButton(text=b.label, callback_data=b.data)
                for b in row
            ]
            for row in card.rows
        ]
    )


def markup(card: Card) -> InlineKeyboardMarkup | ForceReply | None:
    """The keyboard, or for a card that asks for words the request to open the person's own."""
    if card.asks and not card.rows:
        return ForceReply(input_field_placeholder=card.asks)
    return keyboard(card)

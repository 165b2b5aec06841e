"""An update whose effect the database refuses time after time, though it takes others."""

from aiogram.types import Update

from handlers.presenter import message_of
from storage.database import Storage
from storage.unit import Lane, Outgoing
from texts.card import Card
from texts.render import render


async def give_up(storage: Storage, update: Update) -> None:
    """Take it without its effect: the ledger knows, and in private chat the person is told. Raises if storage fails."""
    subject = f"update:{update.update_id}"
    message = message_of(update)
    async with storage.unit() as unit:
        if not await unit.take(update.update_id):
            return
        unit.record("bot", "update.given_up", subject)
        if message is not None and message.chat.type == "private":
            card = Card(render("trouble", office=storage.office.office))
            unit.send(Outgoing(Lane.REPLY, message.chat.id, subject, "trouble", card.to_json()))

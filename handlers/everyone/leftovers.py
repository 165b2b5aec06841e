"""What nobody else takes: unknown commands, forged or outdated buttons."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from complaints.messages.welcome import sentence_card
from handlers.chat_filters import IsCommand
from handlers.views import Answer, Toast, Views
from storage.actors import Actor
from storage.unit import Unit


def commands() -> Router:
    r = Router(name=f"{__name__}.commands")
    r.message.register(unknown_command, IsCommand())
    return r


def presses() -> Router:
    r = Router(name=f"{__name__}.presses")
    r.callback_query.register(unknown_press)
    return r


async def unknown_command(message: Message) -> Views:
    return Answer(sentence_card("resident/unknown_command"))


async def unknown_press(callback: CallbackQuery, unit: Unit, actor: Actor) -> Views:
    """Data that no button of ours carries: outdated, or forged. It does nothing and is noted."""
    unit.record(actor.signature, "press.unknown", "press")
    return Toast(sentence_card("resident/old_button").html, alert=True)

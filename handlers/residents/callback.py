"""The three questions after an answer."""

from aiogram import Router
from aiogram.types import CallbackQuery

from complaints import callback as callbacks
from complaints.messages.answer import questions_card
from handlers.filters import Pressed
from handlers.views import Replace, Views
from storage.actors import Actor, RefusedError
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(say, Pressed("callback.say", row=int, question=str, yes=int))
    return r


async def say(callback: CallbackQuery, unit: Unit, actor: Actor, row: int, question: str, yes: int) -> Views:
    if yes not in (0, 1):
        raise RefusedError("not_yours")
    return Replace(questions_card(await callbacks.answer(unit, actor, row, question, yes=yes == 1)))

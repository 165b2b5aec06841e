"""Ticking compounds, buildings and projects."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.filters import Pressed
from handlers.notices.steps import step_after_press
from handlers.views import Replace, Views
from notices import choosing, composing
from notices.audience import Part
from notices.messages.choosing import choosing as list_of_places
from storage.actors import Actor
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(tick, Pressed("notice.tick", mark=str, kind=str, code=str, page=int))
    r.callback_query.register(open_compound, Pressed("notice.open", mark=str, compound=str, page=int))
    r.callback_query.register(turn, Pressed("notice.page", mark=str, page=int))
    r.callback_query.register(chosen, Pressed("notice.chosen", mark=str))
    return r


async def tick(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str, kind: str, code: str, page: int) -> Views:
    return Replace(list_of_places(await choosing.tick(unit, actor, mark, Part(kind, code), page), unit.office))


async def open_compound(
    callback: CallbackQuery, unit: Unit, actor: Actor, mark: str, compound: str, page: int
) -> Views:
    return Replace(list_of_places(await choosing.open_compound(unit, actor, mark, compound, page), unit.office))


async def turn(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str, page: int) -> Views:
    return Replace(list_of_places(await choosing.turn(unit, actor, mark, page), unit.office))


async def chosen(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str, bot_username: str) -> Views:
    return await step_after_press(unit, await composing.audience_done(unit, actor, mark, bot_username))

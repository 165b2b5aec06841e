"""Below the preview: publish, or go back to one question."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.filters import Pressed
from handlers.notices.steps import step_after_press
from handlers.views import Replace, Views
from notices import composing, publishing
from notices.messages.previewing import confirmed
from storage.actors import Actor
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(publish, Pressed("notice.publish", mark=str))
    r.callback_query.register(revise, Pressed("notice.revise", mark=str, what=str))
    return r


async def publish(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str, bot_username: str) -> Views:
    published = await publishing.publish(unit, actor, mark, bot_username)
    return Replace(confirmed(published.title, published.groups))


async def revise(callback: CallbackQuery, unit: Unit, actor: Actor, mark: str, what: str, bot_username: str) -> Views:
    return await step_after_press(unit, await composing.revise(unit, actor, mark, what, bot_username))

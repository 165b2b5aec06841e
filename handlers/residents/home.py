"""/start, /building and the choice of a building."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from complaints import home, places, reception
from complaints.messages.home import (
    ask_room_card,
    buildings_card,
    home_card,
    room_kept_card,
    settled_card,
)
from complaints.triage import Triage
from handlers.chat_filters import HasWords
from handlers.filters import Asked, Pressed
from handlers.residents.telling import tell_anew
from handlers.views import Answer, Replace, Views
from storage import drafts
from storage.actors import Actor, RefusedError
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(ask_home, Command("building"))
    r.callback_query.register(choose_compound, Pressed("home.compound", code=str))
    r.callback_query.register(choose_building, Pressed("home.building", code=str))
    r.callback_query.register(ask_room, Pressed("home.room"))
    r.message.register(write_room, Asked(home.ROOM), HasWords())
    r.message.register(write_building, Asked(home.HOME), names_building)
    r.message.register(write_building, Asked(reception.BUILDING), names_building)
    return r


async def ask_home(message: Message, unit: Unit, actor: Actor) -> Views:
    if actor.draft is None or actor.draft.asks != reception.BUILDING:
        await drafts.ask(unit, actor, home.HOME)
    return Answer(home_card(unit.office, kept=False))


async def choose_compound(callback: CallbackQuery, unit: Unit, actor: Actor, code: str) -> Views:
    compound = unit.office.compound(code)
    if compound is None:
        raise RefusedError("no_such_building")
    kept = actor.draft is not None and actor.draft.asks == reception.BUILDING
    return Replace(buildings_card(compound, kept=kept))


async def choose_building(callback: CallbackQuery, unit: Unit, actor: Actor, triage: Triage, code: str) -> Views:
    registered = await home.settle(unit, actor, triage, code)
    return Replace(settled_card(unit.office, code, before=actor.building, registered=registered is not None))


async def names_building(message: Message, unit: Unit) -> bool | dict[str, str]:
    """Filter: the words mean one building. Other words are something to tell, and the question stays."""
    code = places.named_building(unit.office, message.text or "")
    return {"code": code} if code else False


async def write_building(message: Message, unit: Unit, actor: Actor, triage: Triage, code: str) -> Views:
    room = places.room_beside(unit.office, message.text or "")
    registered = await home.settle(unit, actor, triage, code, room)
    return Answer(settled_card(unit.office, code, before=actor.building, registered=registered is not None))


async def ask_room(callback: CallbackQuery, unit: Unit, actor: Actor) -> Views:
    if actor.building is None:
        raise RefusedError("start_first")
    await drafts.ask(unit, actor, home.ROOM)
    return Answer(ask_room_card())


async def write_room(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """Nobody must answer: what can't be a room is something to tell."""
    if not places.is_room(message.text or ""):
        return await tell_anew(message, unit, actor, triage)
    return Answer(room_kept_card(await home.keep_room(unit, actor, message.text or "")))

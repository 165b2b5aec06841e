"""/my and everything a resident may do with an appeal of their own."""

from datetime import timedelta
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from complaints import own_appeals, reception
from complaints.messages import own as cards
from complaints.triage import Triage
from handlers import incoming
from handlers.filters import Asked, Pressed
from handlers.residents.telling import tell_anew
from handlers.views import Answer, Replace, Toast, Views
from storage import drafts
from storage.actors import Actor, RefusedError
from storage.unit import Unit

ADDITION = "addition"
# Who was asked for more words and says nothing for so long means something else by the next ones.
ADDITION_PATIENCE = timedelta(minutes=10)


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(list_own, Command("my"))
    r.callback_query.register(back_to_list, Pressed("mine.list"))
    r.callback_query.register(open_own, Pressed("mine.open", appeal=int))
    r.callback_query.register(choose_category, Pressed("mine.category", appeal=int))
    r.callback_query.register(set_category, Pressed("mine.is", appeal=int, category=str))
    r.callback_query.register(ask_withdraw, Pressed("mine.withdraw", appeal=int))
    r.callback_query.register(withdraw, Pressed("mine.withdraw.yes", appeal=int))
    r.callback_query.register(remind, Pressed("mine.remind", appeal=int))
    r.callback_query.register(again, Pressed("mine.again", appeal=int))
    r.callback_query.register(ask_addition, Pressed("mine.add", appeal=int))
    r.message.register(add, Asked(ADDITION, within=ADDITION_PATIENCE))
    return r


async def list_own(message: Message, unit: Unit, actor: Actor) -> Views:
    return Answer(cards.list_card(unit.now, await own_appeals.listed(unit, actor)))


async def back_to_list(callback: CallbackQuery, unit: Unit, actor: Actor) -> Views:
    return Replace(cards.list_card(unit.now, await own_appeals.listed(unit, actor)))


async def open_own(callback: CallbackQuery, unit: Unit, actor: Actor, appeal: int) -> Views:
    return Replace(cards.detail_card(unit.office, unit.now, await own_appeals.own(unit, actor, appeal)))


async def choose_category(callback: CallbackQuery, unit: Unit, actor: Actor, appeal: int) -> Views:
    own = await own_appeals.own(unit, actor, appeal)
    return Answer(cards.categories_card(appeal, own.appeal.number))


async def set_category(callback: CallbackQuery, unit: Unit, actor: Actor, appeal: int, category: str) -> Views:
    return Replace(cards.corrected_card(await own_appeals.choose_category(unit, actor, appeal, category)))


async def ask_withdraw(callback: CallbackQuery, unit: Unit, actor: Actor, appeal: int) -> Views:
    own = await own_appeals.own(unit, actor, appeal)
    return Answer(cards.confirm_withdraw_card(appeal, own.appeal.number))


async def withdraw(callback: CallbackQuery, unit: Unit, actor: Actor, appeal: int) -> Views:
    return Replace(cards.withdrawn_card(await own_appeals.withdraw(unit, actor, appeal)))


async def remind(callback: CallbackQuery, unit: Unit, actor: Actor, appeal: int) -> Views:
    told = await own_appeals.remind(unit, actor, appeal)
    own = await own_appeals.own(unit, actor, appeal)
    return Toast(cards.sentence("reminded" if told else "reminded_lately", own), alert=True)


async def again(callback: CallbackQuery, unit: Unit, actor: Actor, appeal: int) -> Views:
    own, counted = await own_appeals.again(unit, actor, appeal)
    toast = Toast(cards.sentence("again" if counted else "again_lately", own), alert=True)
    return Replace(cards.detail_card(unit.office, unit.now, own)), toast


async def ask_addition(callback: CallbackQuery, unit: Unit, actor: Actor, triage: Triage, appeal: int) -> Views:
    own = await own_appeals.own(unit, actor, appeal)
    await reception.let_go(unit, actor, triage)
    await drafts.ask(unit, actor, ADDITION, appeal=appeal)
    return Answer(cards.ask_addition_card(own))


async def add(message: Message, unit: Unit, actor: Actor, triage: Triage, draft: dict[str, Any]) -> Views:
    """The pictures of an album come one by one: the first is answered, the others are added in silence."""
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    more = "album" in draft
    if more and draft["album"] != told.album:
        await drafts.drop(unit, actor)
        return await tell_anew(message, unit, actor, triage)
    if reception.is_small_talk(unit, triage, told):
        return await tell_anew(message, unit, actor, triage)
    with drafts.last_try():
        own = await own_appeals.add(unit, actor, triage, draft["appeal"], told)
    await drafts.keep_for_album(unit, actor, ADDITION, told.album, appeal=draft["appeal"])
    return None if more else Toast(cards.sentence("added", own))

"""/cases, /case and the buttons of a case: everything that a button does, an opened case does, too."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from complaints import handling
from complaints.messages import staff as cards
from complaints.messages.welcome import sentence_card
from handlers.filters import Pressed
from handlers.views import Answer, Replace, Toast, Views
from storage.actors import Actor
from storage.numbers import read_number
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(list_cases, Command("cases"))
    r.message.register(open_by_number, Command("case"))
    r.callback_query.register(open_case, Pressed("case.open", case=int))
    r.callback_query.register(acknowledge, Pressed("case.acknowledge", case=int))
    r.callback_query.register(choose_post, Pressed("case.transfer", case=int))
    r.callback_query.register(transfer, Pressed("case.transfer.to", case=int, post=str))
    r.callback_query.register(choose_reason, Pressed("case.return", case=int))
    r.callback_query.register(give_back, Pressed("case.return.for", case=int, reason=str))
    r.callback_query.register(choose_category, Pressed("case.sort", case=int))
    r.callback_query.register(sort, Pressed("case.sort.as", case=int, category=str))
    return r


async def list_cases(message: Message, unit: Unit, actor: Actor) -> Views:
    return Answer(cards.cases_card(unit.office, unit.now, await handling.own_cases(unit, actor)))


async def open_by_number(message: Message, command: CommandObject, unit: Unit, actor: Actor) -> Views:
    actor.must_be_staff()
    appeal = read_number(command.args or "", unit.now.astimezone(unit.office.zone).year)
    if appeal is None:
        return Answer(sentence_card("staff/which_case"))
    opened = await handling.open_case(unit, actor, await handling.case_of(unit, appeal))
    return Answer(cards.opened_card(unit.office, unit.now, opened))


async def open_case(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    return Answer(cards.opened_card(unit.office, unit.now, await handling.open_case(unit, actor, case)))


async def acknowledge(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    """The card itself changes through the outbox, in every copy; here only the nod."""
    taken = await handling.acknowledge(unit, actor, case)
    return Toast(cards.acknowledged_card(unit.office, unit.now, taken).html)


async def choose_post(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    return Answer(cards.posts_card(unit.office, await handling.permitted(unit, actor, case)))


async def transfer(callback: CallbackQuery, unit: Unit, actor: Actor, case: int, post: str) -> Views:
    return Replace(cards.handed_over_card(*await handling.propose(unit, actor, case, post)))


async def choose_reason(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    return Answer(cards.reasons_card(await handling.permitted(unit, actor, case)))


async def give_back(callback: CallbackQuery, unit: Unit, actor: Actor, case: int, reason: str) -> Views:
    return Replace(cards.handed_over_card(*await handling.give_back(unit, actor, case, reason)))


async def choose_category(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    return Answer(cards.sort_card(await handling.permitted(unit, actor, case)))


async def sort(callback: CallbackQuery, unit: Unit, actor: Actor, case: int, category: str) -> Views:
    return Replace(cards.sorted_card(await handling.sort(unit, actor, case, category)))

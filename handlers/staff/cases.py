"""/cases and the buttons of a case. What they do, /case does by words, too (commanding)."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from complaints import details, handing_over, handling
from complaints.messages import staff as cards
from handlers.filters import Pressed
from handlers.staff import commanding, off_duty
from handlers.views import Answer, Replace, Toast, Views
from storage.actors import Actor
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(list_cases, Command("cases"))
    r.callback_query.register(open_case, Pressed("case.open", case=int))
    r.callback_query.register(acknowledge, Pressed("case.acknowledge", case=int))
    r.callback_query.register(choose_post, Pressed("case.transfer", case=int))
    r.callback_query.register(transfer, Pressed("case.transfer.to", case=int, post=str))
    r.callback_query.register(choose_reason, Pressed("case.return", case=int))
    r.callback_query.register(give_back, Pressed("case.return.for", case=int, reason=str))
    r.callback_query.register(choose_category, Pressed("case.sort", case=int))
    r.callback_query.register(sort, Pressed("case.sort.as", case=int, category=str))
    r.include_routers(commanding.router(), off_duty.router())
    return r


async def list_cases(message: Message, unit: Unit, actor: Actor) -> Views:
    own = cards.cases_card(unit.office, unit.now, await handling.own_cases(unit, actor))
    others, count = await handling.other_cases(unit, actor)
    if not count:
        return Answer(own)
    return Answer(own), Answer(cards.other_cases_card(unit.office, unit.now, others, count))


async def open_case(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    """It comes through the outbox, so that a reply to it finds its case."""
    await details.open_case(unit, actor, case)
    return None


async def acknowledge(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    """The card itself changes through the outbox, in every copy; here only the nod."""
    taken = await handling.acknowledge(unit, actor, case)
    return Toast(cards.acknowledged_card(unit.office, unit.now, taken).html)


async def choose_post(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    facts = await handling.permitted(unit, actor, case)
    return Answer(cards.posts_card(unit.office, facts, actor.must_be_staff()))


async def transfer(callback: CallbackQuery, unit: Unit, actor: Actor, case: int, post: str) -> Views:
    return Replace(cards.handed_over_card(unit.office, await handing_over.propose(unit, actor, case, post)))


async def choose_reason(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    """Who was only asked to take over needs no reason."""
    declined = await handing_over.decline(unit, actor, case)
    if declined is not None:
        return Answer(cards.handed_over_card(unit.office, declined))
    return Answer(cards.reasons_card(await handling.permitted(unit, actor, case)))


async def give_back(callback: CallbackQuery, unit: Unit, actor: Actor, case: int, reason: str) -> Views:
    return Replace(cards.handed_over_card(unit.office, await handing_over.give_back(unit, actor, case, reason)))


async def choose_category(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    return Answer(cards.sort_card(await handling.permitted(unit, actor, case)))


async def sort(callback: CallbackQuery, unit: Unit, actor: Actor, case: int, category: str) -> Views:
    return Replace(cards.sorted_card(await handling.sort(unit, actor, case, category)))

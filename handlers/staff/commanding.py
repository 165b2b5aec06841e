"""/case NUMBER and a verb: what the buttons of a case do, for when a press got lost. Rights are the use cases' own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from complaints import details, handing_over, handling, relay
from complaints.incoming import Incoming
from complaints.messages import staff as cards
from complaints.messages.welcome import sentence_card
from complaints.triage import Triage
from handlers import incoming
from handlers.staff.answering import begin as begin_answer
from handlers.staff.talking import begin_relay
from handlers.views import Answer, Views
from storage.actors import Actor
from storage.numbers import read_number
from storage.unit import Unit
from texts.labels import group


@dataclass(frozen=True, slots=True)
class Order:
    """A verb for one case. `named` is what was written behind it: a post, a reason, a category, or the words to say.

    `told` is the message with these words for its own.
    """

    unit: Unit
    actor: Actor
    triage: Triage
    case: int
    named: str
    told: Incoming | None


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(by_number, Command("case"))
    return r


async def by_number(message: Message, command: CommandObject, unit: Unit, actor: Actor, triage: Triage) -> Views:
    actor.must_be_staff()
    number, *words = (command.args or "").split(maxsplit=2) or [""]
    appeal = read_number(number, unit.now.astimezone(unit.office.zone).year)
    if appeal is None:
        return Answer(sentence_card("staff/which_case"))
    case = await handling.case_of(unit, appeal)
    verb = _code("case_verb", words[0]) if words else None
    if verb is None:
        await details.open_case(unit, actor, case)
        return None
    named = words[1].strip() if words[1:] else ""
    return await _VERBS[verb](Order(unit, actor, triage, case, named, incoming.read(message, text=named)))


async def _acknowledge(order: Order) -> Views:
    taken = await handling.acknowledge(order.unit, order.actor, order.case)
    return Answer(cards.acknowledged_card(order.unit.office, order.unit.now, taken))


async def _transfer(order: Order) -> Views:
    office = order.unit.office
    post = next((p.code for p in office.posts if order.named in (p.name, p.code)), None)
    if post is None:
        facts = await handling.permitted(order.unit, order.actor, order.case)
        return Answer(cards.posts_card(office, facts, order.actor.must_be_staff()))
    return Answer(cards.handed_over_card(office, await handing_over.propose(order.unit, order.actor, order.case, post)))


async def _return(order: Order) -> Views:
    declined = await handing_over.decline(order.unit, order.actor, order.case)
    if declined is not None:
        return Answer(cards.handed_over_card(order.unit.office, declined))
    reason = _code("return_reason", order.named)
    if reason is None:
        return Answer(cards.reasons_card(await handling.permitted(order.unit, order.actor, order.case)))
    returned = await handing_over.give_back(order.unit, order.actor, order.case, reason)
    return Answer(cards.handed_over_card(order.unit.office, returned))


async def _resolve(order: Order) -> Views:
    if order.told is not None:
        return Answer(cards.answered_card(await handling.resolve(order.unit, order.actor, order.case, order.told)))
    return await begin_answer(order.unit, order.actor, order.triage, order.case)


async def _relay(order: Order) -> Views:
    if order.told is not None:
        number, residents = await relay.to_residents(order.unit, order.actor, order.case, order.told)
        return Answer(cards.relayed_card(number, residents))
    return await begin_relay(order.unit, order.actor, order.triage, order.case)


async def _sort(order: Order) -> Views:
    category = _code("category", order.named)
    if category is None:
        return Answer(cards.sort_card(await handling.permitted(order.unit, order.actor, order.case)))
    return Answer(cards.sorted_card(await handling.sort(order.unit, order.actor, order.case, category)))


def _code(labels: str, word: str) -> str | None:
    """The code that people write as this word."""
    return next((code for code, words in group(labels).items() if words == word), None)


_VERBS: dict[str, Callable[[Order], Awaitable[Views]]] = {
    "acknowledge": _acknowledge,
    "transfer": _transfer,
    "return": _return,
    "resolve": _resolve,
    "relay": _relay,
    "sort": _sort,
}

"""Words of staff: the answer that ends a case, and talk with its residents. Each works by button, reply and command."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from complaints import handling, relay
from complaints.messages import staff as cards
from complaints.messages.welcome import sentence_card
from handlers import incoming
from handlers.chat_filters import IsReply
from handlers.filters import Asked, IsStaff, Pressed
from handlers.views import Answer, Views
from storage import drafts
from storage.actors import Actor, RefusedError
from storage.unit import Unit

ANSWER = "answer"
RELAY = "relay"


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(ask_answer, Pressed("case.resolve", case=int))
    r.callback_query.register(ask_relay, Pressed("case.relay", case=int))
    r.message.register(resolve, Asked(ANSWER))
    r.message.register(relay_words, Asked(RELAY))
    return r


def replies() -> Router:
    r = Router(name=f"{__name__}.replies")
    r.message.register(relay_reply, IsStaff(), IsReply())
    return r


def free_words() -> Router:
    """What staff write without being asked and without a reply to a case: nobody should guess for whom it is."""
    r = Router(name=f"{__name__}.free")
    r.message.register(explain, IsStaff())
    return r


async def ask_answer(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    facts = await handling.permitted(unit, actor, case)
    await drafts.ask(unit, actor, ANSWER, case=case)
    return Answer(cards.ask_answer_card(facts))


async def resolve(message: Message, unit: Unit, actor: Actor, draft: dict[str, int]) -> Views:
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    answered = await handling.resolve(unit, actor, draft["case"], told)
    await drafts.drop(unit, actor)
    return Answer(cards.answered_card(answered))


async def ask_relay(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    facts = await handling.permitted(unit, actor, case)
    await drafts.ask(unit, actor, RELAY, case=case)
    return Answer(cards.ask_relay_card(facts))


async def relay_words(message: Message, unit: Unit, actor: Actor, draft: dict[str, int]) -> Views:
    views = await _relay(message, unit, actor, draft["case"])
    await drafts.drop(unit, actor)
    return views


async def relay_reply(message: Message, unit: Unit, actor: Actor) -> Views:
    """A reply to a card of a case is said to its residents."""
    assert message.reply_to_message is not None, "the filter has seen it"
    subject = await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
    if subject is None or not subject.startswith("case:"):
        return await explain(message)
    return await _relay(message, unit, actor, int(subject.removeprefix("case:")))


async def _relay(message: Message, unit: Unit, actor: Actor, case_id: int) -> Views:
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    number, residents = await relay.to_residents(unit, actor, case_id, told)
    return Answer(cards.relayed_card(number, residents))


async def explain(message: Message) -> Views:
    return Answer(sentence_card("staff/free_words"))

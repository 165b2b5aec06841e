"""Words of staff: the answer that ends a case, and talk with its residents. Each works by button, reply and command."""

from typing import Any

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
    """The answer. A reply to another case's message is meant for that one; an album's other pictures follow it."""
    if await _replied_case(message, unit) not in (None, draft["case"]):
        return await relay_reply(message, unit, actor)
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    with drafts.last_try("answer_needs_words", "words_too_long"):
        answered = await handling.resolve(unit, actor, draft["case"], told)
    await drafts.keep_for_album(unit, actor, RELAY, told.album, case=draft["case"])
    return Answer(cards.answered_card(answered))


async def ask_relay(callback: CallbackQuery, unit: Unit, actor: Actor, case: int) -> Views:
    facts = await handling.permitted(unit, actor, case)
    await drafts.ask(unit, actor, RELAY, case=case)
    return Answer(cards.ask_relay_card(facts))


async def relay_words(message: Message, unit: Unit, actor: Actor, draft: dict[str, Any]) -> Views:
    more = "album" in draft
    if more and draft["album"] != message.media_group_id:
        await drafts.drop(unit, actor)
        return await relay_reply(message, unit, actor)
    if await _replied_case(message, unit) not in (None, draft["case"]):
        return await relay_reply(message, unit, actor)
    with drafts.last_try("nothing_to_relay", "words_too_long"):
        views = await _relay(message, unit, actor, draft["case"])
    await drafts.keep_for_album(unit, actor, RELAY, message.media_group_id, case=draft["case"])
    return None if more else views


async def relay_reply(message: Message, unit: Unit, actor: Actor) -> Views:
    """A reply to a card of a case is said to its residents."""
    case = await _replied_case(message, unit)
    return await explain(message) if case is None else await _relay(message, unit, actor, case)


async def _replied_case(message: Message, unit: Unit) -> int | None:
    """The case that the message which this one answers is about."""
    if message.reply_to_message is None:
        return None
    subject = await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
    return int(subject.removeprefix("case:")) if subject is not None and subject.startswith("case:") else None


async def _relay(message: Message, unit: Unit, actor: Actor, case_id: int) -> Views:
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    number, residents = await relay.to_residents(unit, actor, case_id, told)
    return Answer(cards.relayed_card(number, residents))


async def explain(message: Message) -> Views:
    return Answer(sentence_card("staff/free_words"))

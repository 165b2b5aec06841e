"""办结: the answer that ends a case, in one message or several."""

from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from complaints import answers, off_duty
from complaints.messages import staff as cards
from complaints.messages.welcome import sentence_card
from complaints.triage import Triage
from handlers import incoming
from handlers.filters import Asked, Pressed
from handlers.staff.replying import replied_case, reply
from handlers.views import Answer, Views
from storage import drafts
from storage.actors import Actor, RefusedError
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(press, Pressed("case.resolve", case=int))
    r.message.register(resolve, Asked(answers.ANSWER))
    r.message.register(follow, Asked(answers.ANSWERED))
    return r


async def press(callback: CallbackQuery, unit: Unit, actor: Actor, triage: Triage, case: int) -> Views:
    return await begin(unit, actor, triage, case)


async def begin(unit: Unit, actor: Actor, triage: Triage, case: int) -> Views:
    await off_duty.let_go(unit, actor, triage)
    return Answer(cards.ask_answer_card(await answers.begin(unit, actor, case)))


async def resolve(message: Message, unit: Unit, actor: Actor, triage: Triage, draft: dict[str, Any]) -> Views:
    """A reply to another case's message is meant for that one."""
    if await replied_case(message, unit) not in (None, draft["case"]):
        return await reply(message, unit, actor, triage)
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    outcome = await answers.take(unit, actor, draft, told)
    if isinstance(outcome, answers.PicturesKept):
        return None if outcome.more else Answer(sentence_card("staff/answer_words"))
    return Answer(cards.answered_card(outcome))


async def follow(message: Message, unit: Unit, actor: Actor, triage: Triage, draft: dict[str, Any]) -> Views:
    """Pictures right after the answer; anything else is taken as if nothing had been asked."""
    if await replied_case(message, unit) in (None, draft["case"]):
        sent = await answers.follow(unit, actor, draft, incoming.read(message))
        if sent is not None:
            return None if sent.more else Answer(cards.relayed_card(sent.number, sent.residents))
    await drafts.drop(unit, actor)
    return await reply(message, unit, replace(actor, draft=None), triage)

"""Replies of staff to the messages of a case, and words that are a reply to nothing."""

from aiogram.types import Message

from complaints import off_duty, relay
from complaints.messages import staff as cards
from complaints.triage import Triage
from handlers import incoming
from handlers.residents import telling
from handlers.views import Answer, Views
from storage.actors import Actor, RefusedError
from storage.unit import Unit


async def replied_case(message: Message, unit: Unit) -> int | None:
    """The case that the message which this one answers is about."""
    if message.reply_to_message is None:
        return None
    subject = await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
    return int(subject.removeprefix("case:")) if subject is not None and subject.startswith("case:") else None


async def reply(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """A reply to a message of a case is said to its residents, one to a receipt of one's own appeal adds to that."""
    case = await replied_case(message, unit)
    if case is not None:
        return await say(message, unit, actor, case)
    if message.reply_to_message is not None:
        subject = await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
        if subject is not None and subject.startswith("appeal:") and actor.resident_id is not None:
            return await telling.answer_bot(message, unit, actor, triage)
    return await take_free_words(message, unit, actor, triage)


async def say(message: Message, unit: Unit, actor: Actor, case_id: int) -> Views:
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    number, residents = await relay.to_residents(unit, actor, case_id, told)
    return Answer(cards.relayed_card(number, residents))


async def take_free_words(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """Nobody should guess for whom they are: their author may say that they are an appeal of their own."""
    told = incoming.read(message)
    if told is None:
        return Answer(cards.free_words_card(None))
    received = await off_duty.go_on(unit, actor, triage, told)
    if received is not None:
        return telling.shown(unit, received)
    kept = await off_duty.keep(unit, actor, told)
    if kept is not None and kept.message_id != told.message_id:
        return None  # the rest of an album
    return Answer(cards.free_words_card(told.message_id if kept is not None else None))

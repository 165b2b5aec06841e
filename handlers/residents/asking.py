"""A question about a notice."""

from aiogram import Router
from aiogram.types import Message

from complaints import questions
from complaints.messages.home import home_card
from complaints.reception import NeedsBuilding, is_small_talk
from complaints.triage import Triage
from handlers import incoming
from handlers.filters import Asked
from handlers.residents.own import ADDITION_PATIENCE
from handlers.residents.telling import tell_anew
from handlers.views import Answer, Views
from storage.actors import Actor, RefusedError
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(ask, Asked(questions.QUESTION, within=ADDITION_PATIENCE))
    return r


async def ask(message: Message, unit: Unit, actor: Actor, triage: Triage, draft: dict[str, str]) -> Views:
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    if is_small_talk(unit, triage, told):
        return await tell_anew(message, unit, actor, triage)
    received = await questions.take(unit, actor, triage, told, draft["title"])
    return Answer(home_card(unit.office, kept=True)) if isinstance(received, NeedsBuilding) else None

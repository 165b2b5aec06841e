"""A question about a notice."""

from aiogram import Router
from aiogram.types import Message

from complaints import questions
from complaints.messages.home import home_card
from complaints.reception import NeedsBuilding
from complaints.triage import Triage
from handlers import incoming
from handlers.filters import Asked
from handlers.views import Answer, Views
from storage.actors import Actor, RefusedError
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(ask, Asked(questions.QUESTION))
    return r


async def ask(message: Message, unit: Unit, actor: Actor, triage: Triage, draft: dict[str, str]) -> Views:
    told = incoming.read(message)
    if told is None:
        raise RefusedError("nothing_to_relay")
    received = await questions.take(unit, actor, triage, told, draft["title"])
    return Answer(home_card(unit.office, kept=True)) if isinstance(received, NeedsBuilding) else None

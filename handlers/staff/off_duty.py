"""登记为我的诉求: the button under words that were said to nobody, and work that comes before the building is known."""

from typing import NoReturn

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from complaints import off_duty
from complaints.messages.home import home_card
from complaints.reception import NeedsBuilding
from complaints.triage import Triage
from handlers.filters import IsStaff, Pressed
from handlers.views import Replace, Views
from storage.actors import Actor
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(register_own, Pressed("staff.own", message=int))
    r.message.register(let_go, Command("notice"), IsStaff())
    return r


async def register_own(callback: CallbackQuery, unit: Unit, actor: Actor, triage: Triage, message: int) -> Views:
    """The receipt comes through the outbox; before it the building is asked for, where it is not known."""
    received = await off_duty.register(unit, actor, triage, message)
    return Replace(home_card(unit.office, kept=True)) if isinstance(received, NeedsBuilding) else None


async def let_go(message: Message, unit: Unit, actor: Actor, triage: Triage) -> NoReturn:
    """What a notice is asked by takes the place of the question for the building; the command is not ours to answer."""
    await off_duty.let_go(unit, actor, triage)
    raise SkipHandler

"""/invite: a one-time link for a colleague."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from complaints import invites
from complaints.messages.invitation import link_card, whom_card
from handlers.filters import Pressed
from handlers.views import Answer, Views
from storage.actors import Actor
from storage.office import Right
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(ask_whom, Command("invite"))
    r.callback_query.register(invite, Pressed("staff.invite", staff=str))
    return r


async def ask_whom(message: Message, unit: Unit, actor: Actor) -> Views:
    actor.must_have(Right.INVITE, unit)
    return Answer(whom_card(unit.office))


async def invite(callback: CallbackQuery, unit: Unit, actor: Actor, bot_username: str, staff: str) -> Views:
    token = await invites.issue_by(unit, actor, staff)
    return Answer(link_card(unit.office, staff, bot_username, token), secret=True)

"""/help, /privacy, /cancel."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from complaints import reception
from complaints.messages.welcome import privacy_card, resident_help, sentence_card, staff_help
from complaints.triage import Triage
from handlers.commands import commands_of
from handlers.views import Answer, Views
from storage import drafts
from storage.actors import Actor
from storage.unit import Unit
from texts.labels import group


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(show_help, Command("help"))
    r.message.register(show_privacy, Command("privacy"))
    r.message.register(cancel, Command("cancel"))
    return r


async def show_help(message: Message, unit: Unit, actor: Actor) -> Views:
    if actor.staff is None:
        return Answer(resident_help(unit.office))
    common = group("command_staff")
    extra = [name for name in commands_of(unit.office, actor.staff) if name not in common]
    return Answer(staff_help(unit.office, actor.staff, extra))


async def show_privacy(message: Message, unit: Unit) -> Views:
    return Answer(privacy_card(unit.office))


async def cancel(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """The question is off, not what was told before it: that is registered, and its receipt can take it back."""
    if actor.draft is None:
        return Answer(sentence_card("resident/nothing_to_cancel"))
    await reception.let_go(unit, actor, triage)
    await drafts.drop(unit, actor)
    return Answer(sentence_card("resident/cancelled"))

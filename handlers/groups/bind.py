"""/bind and /unbind in a building group, and the link that adds the bot and binds at once."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from handlers.chat_filters import ByGroupItself, ByPerson, InGroup, InPrivate
from handlers.views import Answer, Views
from notices import bindings
from notices.messages import groups
from storage.actors import Actor
from storage.unit import Unit


def router() -> Router:
    """For groups."""
    r = Router(name=__name__)
    r.message.filter(InGroup())
    r.message.register(anonymous, Command("bind", "unbind"), ByGroupItself())
    r.message.register(bind, Command("bind"), ByPerson())
    r.message.register(bind, CommandStart(deep_link=True), ByPerson())
    r.message.register(unbind, Command("unbind"), ByPerson())
    return r


def private() -> Router:
    """For private chats: the same command gives a link that adds the bot to a group."""
    r = Router(name=f"{__name__}.private")
    r.message.filter(InPrivate())
    r.message.register(plan, Command("bind", "unbind"))
    return r


async def anonymous(message: Message) -> Views:
    return Answer(groups.anonymous())


async def bind(message: Message, command: CommandObject, unit: Unit, actor: Actor) -> Views:
    outcome = await bindings.bind(unit, actor, message.chat.id, message.chat.title, command.args or "")
    return Answer(groups.bound(outcome, unit.office))


async def unbind(message: Message, unit: Unit, actor: Actor) -> Views:
    return Answer(groups.unbound(await bindings.unbind(unit, actor, message.chat.id), unit.office))


async def plan(message: Message, command: CommandObject, unit: Unit, actor: Actor, bot_username: str) -> Views:
    codes = bindings.plan(unit, actor, command.args or "")
    return Answer(groups.invitation(codes, unit.office, bot_username))

"""/bind and /unbind in a building group, and the link that adds the bot and binds at once."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from handlers.views import Answer, Views
from notices import bindings
from notices.messages import groups
from storage.actors import Actor
from storage.unit import Unit

IN_GROUP = F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP})
# An administrator who posts as the group itself: Telegram does not say which person that is.
ANONYMOUS = F.sender_chat & (F.sender_chat.id == F.chat.id)
# A person's own account; neither a channel nor another bot.
PERSON = ~F.sender_chat & ~F.from_user.is_bot


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(anonymous, Command("bind", "unbind"), IN_GROUP, F.sender_chat.id == F.chat.id)
    r.message.register(bind, Command("bind"), IN_GROUP, PERSON)
    r.message.register(bind, CommandStart(deep_link=True), IN_GROUP, PERSON)
    r.message.register(unbind, Command("unbind"), IN_GROUP, PERSON)
    r.message.register(plan, Command("bind", "unbind"), F.chat.type == ChatType.PRIVATE)
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

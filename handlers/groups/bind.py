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

# An administrator who posts as the group itself: Telegram does not say which person that is.
ANONYMOUS = F.sender_chat.id == F.chat.id
# A person's own account; neither a channel nor another bot.
PERSON = ~F.sender_chat & ~F.from_user.is_bot


def router() -> Router:
    """For groups."""
    r = Router(name=__name__)
    r.message.filter(F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP}))
    r.message.register(anonymous, Command("bind", "unbind"), ANONYMOUS)
    r.message.register(bind, Command("bind"), PERSON)
    r.message.register(bind, CommandStart(deep_link=True), PERSON)
    r.message.register(unbind, Command("unbind"), PERSON)
    return r


def private() -> Router:
    """For private chats: the same command gives a link that adds the bot to a group."""
    r = Router(name=f"{__name__}.private")
    r.message.filter(F.chat.type == ChatType.PRIVATE)
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

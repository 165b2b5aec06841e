"""What is told in a building group: by /complain, by mentioning the bot, or in reply to one of its notices."""

import re
from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from complaints import group_intake, questions, relay
from complaints.incoming import Incoming, Origin
from complaints.messages.welcome import sentence_card
from complaints.triage import Triage
from handlers import incoming
from handlers.chat_filters import IsCommand
from handlers.views import Answer, Views
from storage.actors import Actor
from storage.unit import Unit

# Who posts as the group itself: Telegram shows this account instead of the person (Bot API, Message.from).
GROUP_ANONYMOUS_BOT = 1087968824


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(complain, Command("complain"))
    r.message.register(send_to_private, IsCommand())
    r.message.register(tell_bot, is_addressed)
    return r


async def is_addressed(message: Message, unit: Unit, bot_username: str) -> bool:
    """Filter: the message mentions the bot, or answers one of its notices."""
    if _mention(bot_username).search(_words(message)):
        return True
    if message.reply_to_message is None:
        return False
    subject = await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
    return subject is not None and subject.startswith("notice:")


async def complain(
    message: Message, command: CommandObject, unit: Unit, actor: Actor, triage: Triage, bot_username: str
) -> Views:
    told = incoming.read(message, origin=Origin.GROUP, text=(command.args or "").strip())
    if told is None or not group_intake.tells(unit, triage, told, meant=True):
        return Answer(sentence_card("group/say_what"))
    return await _register(message, unit, actor, triage, bot_username, told)


async def send_to_private(message: Message, bot_username: str) -> Views:
    """Other commands are for the private chat; those of other bots are none of ours."""
    return Answer(sentence_card("group/command_in_private")) if _mention(bot_username).search(_words(message)) else None


async def tell_bot(message: Message, unit: Unit, actor: Actor, triage: Triage, bot_username: str) -> Views:
    """A mention speaks to the bot. An answer to a notice often is 收到 among neighbours, or staff's own word to them:
    that is passed over."""
    words, mentions = _mention(bot_username).subn("", _words(message))
    told = incoming.read(message, origin=Origin.GROUP, text=words.strip())
    if not mentions and actor.staff is not None:
        return None
    if told is None or not group_intake.tells(unit, triage, told, meant=bool(mentions)):
        return Answer(sentence_card("group/say_what")) if mentions else None
    told = replace(told, about=await _notice(message, unit))
    return await _register(message, unit, actor, triage, bot_username, told)


async def _register(
    message: Message, unit: Unit, actor: Actor, triage: Triage, bot_username: str, told: Incoming
) -> Views:
    """What is registered is answered through the outbox."""
    if actor.telegram_id == GROUP_ANONYMOUS_BOT or message.sender_chat is not None:
        return None if message.is_automatic_forward else Answer(sentence_card("group/anonymous"))
    if message.from_user is None or message.from_user.is_bot:
        return None
    await group_intake.register(unit, actor, triage, told, bot_username)
    return None


async def _notice(message: Message, unit: Unit) -> str | None:
    """The title of the notice that the message answers."""
    if message.reply_to_message is None:
        return None
    return await questions.title_of(
        unit, await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
    )


def _words(message: Message) -> str:
    return message.text or message.caption or ""


def _mention(bot_username: str) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(bot_username)}(?![A-Za-z0-9_])", re.IGNORECASE)

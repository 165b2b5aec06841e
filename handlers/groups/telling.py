"""What is told in a building group: by /complain, by mentioning the bot, or in reply to one of its notices."""

import re

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from complaints import group_intake, relay
from complaints.incoming import Origin
from complaints.messages.welcome import sentence_card
from complaints.triage import Triage
from handlers import incoming
from handlers.views import Answer, Views
from storage.actors import Actor
from storage.unit import Unit

# Who posts as the group itself: Telegram shows this account instead of the person (Bot API, Message.from).
GROUP_ANONYMOUS_BOT = 1087968824


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(complain, Command("complain"))
    r.message.register(tell_bot, is_addressed)
    return r


async def is_addressed(message: Message, unit: Unit, bot_username: str) -> bool:
    """Filter: the message mentions the bot, or answers one of its notices."""
    words = message.text or message.caption or ""
    if re.search(rf"@{re.escape(bot_username)}\b", words, re.IGNORECASE):
        return True
    if message.reply_to_message is None:
        return False
    subject = await relay.subject_of(unit, message.chat.id, message.reply_to_message.message_id)
    return subject is not None and subject.startswith("notice:")


async def complain(
    message: Message, command: CommandObject, unit: Unit, actor: Actor, triage: Triage, bot_username: str
) -> Views:
    return await _register(message, unit, actor, triage, bot_username, command.args or "")


async def tell_bot(message: Message, unit: Unit, actor: Actor, triage: Triage, bot_username: str) -> Views:
    words = re.sub(rf"@{re.escape(bot_username)}\b", "", message.text or message.caption or "", flags=re.IGNORECASE)
    return await _register(message, unit, actor, triage, bot_username, words.strip())


async def _register(message: Message, unit: Unit, actor: Actor, triage: Triage, bot_username: str, words: str) -> Views:
    if actor.telegram_id == GROUP_ANONYMOUS_BOT or message.sender_chat is not None:
        return Answer(sentence_card("group/anonymous"))
    told = incoming.read(message, origin=Origin.GROUP, text=words)
    if told is None or not (words or told.pieces):
        return Answer(sentence_card("group/say_what"))
    await group_intake.register(unit, actor, triage, told, bot_username)
    return None

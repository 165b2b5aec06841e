"""What a resident tells in private: words, photos, videos, voice, locations; and later edits of them."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from complaints import reception
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.messages.home import home_card
from complaints.messages.reception import (
    attached_card,
    small_talk_card,
    unclear_card,
    unsupported_card,
    updated_card,
)
from complaints.messages.welcome import sentence_card
from complaints.own_appeals import add, by_message
from complaints.reception import Attached, NeedsBuilding, RestOfAlbum, SmallTalk, Unclear
from complaints.triage import Triage
from handlers import incoming
from handlers.chat_filters import IsReply
from handlers.filters import Asked, Pressed
from handlers.views import Answer, Replace, Views
from storage.actors import Actor
from storage.unit import Unit

UNSUPPORTED = {"sticker", "poll", "contact"}


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(register_unclear, Pressed("tell.register"), Asked(reception.UNCLEAR))
    r.message.register(answer_bot, IsReply())
    r.message.register(tell)
    r.edited_message.register(edit)
    return r


def commands() -> Router:
    r = Router(name=f"{__name__}.commands")
    r.message.register(complain, Command("complain"))
    return r


async def complain(message: Message, command: CommandObject, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """In private no command is needed; who learnt it in the group is understood all the same."""
    told = incoming.read(message, text=(command.args or "").strip())
    if told is None:
        return Answer(sentence_card("group/say_what"))
    return shown(unit, await reception.receive(unit, actor, triage, told))


async def tell(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """Handlers before this one have taken commands and answers to open questions."""
    told = incoming.read(message)
    if told is None:
        kind = message.content_type
        return Answer(unsupported_card(kind if kind in UNSUPPORTED else "other"))
    return shown(unit, await reception.receive(unit, actor, triage, told))


def shown(unit: Unit, received: reception.Received) -> Views:
    """The receipt of what is registered goes out through the outbox; everything else is answered here."""
    match received:
        case SmallTalk(kind):
            return Answer(small_talk_card(kind))
        case NeedsBuilding(kept):
            return Answer(home_card(unit.office, kept=kept))
        case Unclear(repeat):
            return Answer(unclear_card(repeat=repeat))
        case Attached(number):
            return Answer(attached_card(number))
        case Registered() | RestOfAlbum():
            return None


async def register_unclear(callback: CallbackQuery, unit: Unit, actor: Actor, triage: Triage) -> Views:
    assert actor.draft is not None, "the filter has seen it"
    kept = Incoming.from_json(actor.draft.data["incoming"])
    received = await reception.insist(unit, actor, triage, kept)
    if isinstance(received, NeedsBuilding):
        return Replace(home_card(unit.office, kept=True))
    return None


async def tell_anew(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """For a message that turned out not to answer what the person was asked last."""
    if message.reply_to_message is not None:
        return await answer_bot(message, unit, actor, triage)
    return await tell(message, unit, actor, triage)


async def answer_bot(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """A reply to a message of the bot about an appeal of one's own adds to it; any other is told as it is."""
    assert message.reply_to_message is not None, "the filter has seen it"
    told = incoming.read(message)
    own = await by_message(unit, actor, message.chat.id, message.reply_to_message.message_id)
    if told is None or own is None:
        return await tell(message, unit, actor, triage)
    await add(unit, actor, triage, own.appeal.id, told)
    return Answer(attached_card(own.appeal.number))


async def edit(message: Message, unit: Unit, actor: Actor, triage: Triage) -> Views:
    """An edited message that is an appeal is read anew; other edits change nothing."""
    told = incoming.read(message)
    if told is None or actor.resident_id is None:
        return None
    number = await reception.edited(unit, actor, triage, told)
    return Answer(updated_card(number)) if number else None

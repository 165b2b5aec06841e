"""Words of staff: the answer that ends a case, and talk with its residents. Each works by button, reply and command."""

from dataclasses import replace
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from complaints import handling
from complaints.messages import staff as cards
from complaints.off_duty import let_go
from complaints.triage import Triage
from handlers.chat_filters import IsReply
from handlers.filters import Asked, IsStaff, Pressed
from handlers.staff import answering, replying
from handlers.staff.replying import replied_case, reply, say
from handlers.views import Answer, Views
from storage import drafts
from storage.actors import Actor
from storage.unit import Unit

RELAY = "relay"


def router() -> Router:
    r = Router(name=__name__)
    r.callback_query.register(press_relay, Pressed("case.relay", case=int))
    r.message.register(relay_words, Asked(RELAY))
    r.include_router(answering.router())
    return r


def replies() -> Router:
    r = Router(name=f"{__name__}.replies")
    r.message.register(reply, IsStaff(), IsReply())
    return r


def free_words() -> Router:
    """What staff write without being asked and without a reply to a case."""
    r = Router(name=f"{__name__}.free")
    r.message.register(replying.take_free_words, IsStaff())
    return r


async def press_relay(callback: CallbackQuery, unit: Unit, actor: Actor, triage: Triage, case: int) -> Views:
    return await begin_relay(unit, actor, triage, case)


async def begin_relay(unit: Unit, actor: Actor, triage: Triage, case: int) -> Views:
    facts = await handling.permitted(unit, actor, case)
    await let_go(unit, actor, triage)
    await drafts.ask(unit, actor, RELAY, case=case)
    return Answer(cards.ask_relay_card(facts))


async def relay_words(message: Message, unit: Unit, actor: Actor, triage: Triage, draft: dict[str, Any]) -> Views:
    more = "album" in draft
    if more and draft["album"] != message.media_group_id:
        await drafts.drop(unit, actor)
        return await reply(message, unit, replace(actor, draft=None), triage)
    if await replied_case(message, unit) not in (None, draft["case"]):
        return await reply(message, unit, actor, triage)
    with drafts.last_try("nothing_to_relay", "words_too_long"):
        views = await say(message, unit, actor, draft["case"])
    await drafts.keep_for_album(unit, actor, RELAY, message.media_group_id, case=draft["case"])
    return None if more else views

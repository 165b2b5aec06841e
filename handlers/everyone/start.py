"""/start with its links: a building's QR code, an invitation of staff, an own appeal, a notice."""

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import Message, Update

from complaints import handling, home, invites, own_appeals, questions
from complaints.messages.home import home_card, settled_card
from complaints.messages.own import detail_card
from complaints.messages.question import ask_question_card
from complaints.messages.welcome import resident_card, sentence_card, staff_card
from complaints.triage import Triage
from handlers.views import Answer, RenewCommands, Views
from storage import drafts
from storage.actors import Actor
from storage.numbers import read_number
from storage.unit import Unit

BUILDING = "b_"
STAFF = "s_"
APPEAL = "a_"
NOTICE = "n_"


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(start, CommandStart())
    return r


def is_invitation(update: Update) -> bool:
    """A member of staff comes by an invitation: the notice for residents is not for them."""
    text = update.message.text if update.message else None
    return text is not None and text.startswith(f"/start {STAFF}")


async def start(message: Message, command: CommandObject, unit: Unit, actor: Actor, triage: Triage) -> Views:
    payload = command.args or ""
    if payload.startswith(STAFF):
        return await _join_staff(unit, actor, payload.removeprefix(STAFF))
    if payload.startswith(BUILDING):
        return await _from_building(unit, actor, triage, payload.removeprefix(BUILDING))
    if payload.startswith(APPEAL):
        own = await own_appeals.own(unit, actor, read_number(payload) or 0)
        return Answer(detail_card(unit.office, unit.now, own))
    if payload.startswith(NOTICE):
        number = payload.removeprefix(NOTICE)
        return Answer(ask_question_card(await questions.begin(unit, actor, triage, _row(number))))
    if actor.staff is not None:
        return await _welcome_staff(unit, actor)
    return await _welcome(unit, actor)


async def _join_staff(unit: Unit, actor: Actor, token: str) -> Views:
    member = await invites.redeem(unit, actor, token)
    known = Actor(telegram_id=actor.telegram_id, chat_id=actor.chat_id, staff=member.code)
    return (await _welcome_staff(unit, known), RenewCommands())


async def _welcome_staff(unit: Unit, actor: Actor) -> Answer:
    cases = await handling.own_cases(unit, actor)
    return Answer(staff_card(unit.office, actor.must_be_staff(), len(cases)))


async def _from_building(unit: Unit, actor: Actor, triage: Triage, code: str) -> Views:
    """A QR code that is no longer known leads to the choice by hand, not to a dead end; staff live elsewhere."""
    if actor.staff is not None:
        return await _welcome_staff(unit, actor)
    if unit.office.building(code) is None:
        return (Answer(sentence_card("resident/unknown_building")), await _ask_home(unit, actor))
    registered = await home.settle(unit, actor, triage, code)
    return Answer(settled_card(unit.office, code, before=actor.building, registered=registered is not None))


async def _welcome(unit: Unit, actor: Actor) -> Views:
    if actor.building is None:
        return await _ask_home(unit, actor)
    return Answer(resident_card(unit.office, actor.building, actor.room))


async def _ask_home(unit: Unit, actor: Actor) -> Answer:
    kept = actor.draft is not None and actor.draft.asks == "building"
    if not kept:
        await drafts.ask(unit, actor, home.HOME)
    return Answer(home_card(unit.office, kept=kept))


def _row(number: str) -> int:
    """0, which no row has, for what is no number of one (int64)."""
    return int(number) if number.isdecimal() and len(number) <= 18 else 0  # noqa: PLR2004 - places of an int64

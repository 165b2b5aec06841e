"""/notices: the last ones, their reports, and 重发."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import Pressed
from handlers.views import Answer, Replace, Views
from notices import reports, resending
from notices.messages import reporting
from notices.messages import resending as resending_messages
from storage.actors import Actor
from storage.unit import Unit


def router() -> Router:
    r = Router(name=__name__)
    r.message.register(latest, Command("notices"))
    r.callback_query.register(open_report, Pressed("notice.report", notice=int))
    r.callback_query.register(back_to_report, Pressed("notice.back", notice=int))
    r.callback_query.register(propose, Pressed("notice.again", notice=int, which=str))
    r.callback_query.register(resend, Pressed("notice.resend", notice=int, which=str, stamp=str))
    return r


async def latest(message: Message, unit: Unit, actor: Actor) -> Views:
    return Answer(reporting.listed(await reports.latest(unit, actor), unit.office, unit.now))


async def open_report(callback: CallbackQuery, unit: Unit, actor: Actor, notice: int) -> Views:
    return Answer(reporting.report(await reports.open_report(unit, actor, notice), unit.office, unit.now))


async def back_to_report(callback: CallbackQuery, unit: Unit, actor: Actor, notice: int) -> Views:
    return Replace(reporting.report(await reports.open_report(unit, actor, notice), unit.office, unit.now))


async def propose(callback: CallbackQuery, unit: Unit, actor: Actor, notice: int, which: str) -> Views:
    return Replace(resending_messages.proposed(await resending.propose(unit, actor, notice, which), unit.office))


async def resend(
    callback: CallbackQuery, unit: Unit, actor: Actor, notice: int, which: str, stamp: str, bot_username: str
) -> Views:
    resent = await resending.resend(unit, actor, notice, which, stamp, bot_username)
    return Replace(resending_messages.resent(resent, unit.office))

"""The dispatcher: every router, in the order in which they are asked."""

from aiogram import Bot, Dispatcher, Router

from complaints.triage import Triage
from handlers import notices
from handlers.chat_filters import InGroup, InPrivate
from handlers.commands import CommandMenu
from handlers.everyone import help as helping
from handlers.everyone import leftovers, start
from handlers.filters import CommandOrAnswer
from handlers.groups import bind, membership
from handlers.groups import telling as group_telling
from handlers.presenter import Presenter
from handlers.residents import asking, callback, home, own
from handlers.residents import telling as private_telling
from handlers.staff import cases, inviting, talking
from handlers.unit_of_work import UnitOfWork
from storage.database import Storage


def build_dispatcher(storage: Storage, bot: Bot, triage: Triage, bot_username: str) -> Dispatcher:
    """A dispatcher that needs no state of its own: questions in mid-sentence are rows (storage.drafts)."""
    dispatcher = Dispatcher(disable_fsm=True, triage=triage, bot_username=bot_username)
    presenter = Presenter(bot, storage, CommandMenu(storage))
    dispatcher.update.outer_middleware(UnitOfWork(storage, presenter, start.is_invitation))
    dispatcher.include_routers(private(), groups(), leftovers.presses())
    return dispatcher


def private() -> Router:
    """Commands, buttons and answers to open questions first, then free words."""
    r = Router(name="private")
    r.message.filter(InPrivate())
    r.edited_message.filter(InPrivate())
    # What a button shows is for the one who pressed: in a group all would read it.
    r.callback_query.filter(InPrivate())
    r.include_routers(expected(), talking.replies(), talking.free_words(), private_telling.router())
    return r


def expected() -> Router:
    """What begins with a command or answers a question. Free words pass all of it by with one look."""
    r = Router(name="expected")
    r.message.filter(CommandOrAnswer())
    r.include_routers(
        start.router(),
        helping.router(),
        cases.router(),
        inviting.router(),
        own.router(),
        home.router(),
        asking.router(),
        callback.router(),
        notices.router(),
        bind.private(),
        talking.router(),
        private_telling.commands(),
        leftovers.commands(),
    )
    return r


def groups() -> Router:
    r = Router(name="groups")
    r.message.filter(InGroup())
    r.include_routers(bind.router(), membership.router(), group_telling.router())
    return r

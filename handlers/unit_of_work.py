"""The frame around every update: one person at a time, one transaction, its update_id inside, views after it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.types import Chat, TelegramObject, Update, User
from sqlalchemy.exc import DBAPIError

from handlers.keyed_locks import KeyedLocks
from handlers.presenter import Presenter
from handlers.views import Answer, Toast, View, Views
from storage import actors, residents
from storage.actors import Actor, RefusedError
from storage.database import Storage
from storage.unit import Lane, Outgoing, Unit
from texts.card import Card
from texts.render import render

log = structlog.get_logger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
# Called with the moment's outcome: the update's effect is committed and Telegram may forget it.
Committed = Callable[[], None]


class UnitOfWork(BaseMiddleware):
    """Outer middleware of the dispatcher's updates.

    A storage fault is raised, so that the update is not acknowledged and comes again. Any other fault of a handler
    is logged with the update's id, noted in the ledger and told to the person; the update counts as taken.
    """

    def __init__(self, storage: Storage, presenter: Presenter, is_invite: Callable[[Update], bool]) -> None:
        self._storage = storage
        self._presenter = presenter
        self._is_invite = is_invite
        self._locks = KeyedLocks()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> None:
        assert isinstance(event, Update)
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        key = user.id if user is not None else chat.id if chat is not None else 0
        async with self._locks.hold(key):
            try:
                views = await self._effect(handler, event, data, user, chat)
            except DBAPIError:
                raise
            except Exception as error:  # noqa: BLE001 - one update must never stop the next
                log.error("update.failed", update_id=event.update_id, error=type(error).__name__, at=_origin(error))  # noqa: TRY400
                views = await self._note_failure(event, chat)
            data.get("committed", _nobody)()
            await self._presenter.present(event, views)

    async def _effect(
        self, handler: Handler, update: Update, data: dict[str, Any], user: User | None, chat: Chat | None
    ) -> Views:
        async with self._storage.unit() as unit:
            if not await unit.take(update.update_id):
                return None
            if user is None or chat is None:
                return None
            actor = await actors.load(unit, user.id, chat.id)
            if not self._must_inform(update, actor, chat):
                return await self._handle(handler, update, data, unit, actor)
            await unit.roll_back()
        return await self._inform_then_handle(handler, update, data, user, chat)

    async def _inform_then_handle(
        self, handler: Handler, update: Update, data: dict[str, Any], user: User, chat: Chat
    ) -> Views:
        """PIPL art. 17: who, why, what, how long, which rights, told before anything but the chat id is kept."""
        bot: Bot = data["bot"]
        await bot.send_message(
            chat.id, render("resident/privacy", office=self._storage.office.office), parse_mode="HTML"
        )
        async with self._storage.unit() as unit:
            if not await unit.take(update.update_id):
                return None
            await residents.inform(unit, user.id)
            actor = await actors.load(unit, user.id, chat.id)
            return await self._handle(handler, update, data, unit, replace(actor, informed=True))

    def _must_inform(self, update: Update, actor: Actor, chat: Chat) -> bool:
        return chat.type == "private" and not actor.informed and actor.staff is None and not self._is_invite(update)

    async def _handle(self, handler: Handler, update: Update, data: dict[str, Any], unit: Unit, actor: Actor) -> Views:
        try:
            result = await handler(update, {**data, "unit": unit, "actor": actor, "office": unit.office})
        except RefusedError as refused:
            unit.forget()
            unit.record(actor.signature, "refused", "update", reason=refused.code)
            text = render(f"refused/{refused.code}", office=unit.office.office, **refused.values)
            return Toast(text, alert=True) if update.callback_query else Answer(Card(text))
        return _views(result)

    async def _note_failure(self, update: Update, chat: Chat | None) -> Views:
        async with self._storage.unit() as unit:
            if not await unit.take(update.update_id):
                return None
            unit.record("bot", "update.failed", f"update:{update.update_id}")
            if chat is not None and chat.type == "private":
                card = Card(render("trouble", office=unit.office.office))
                unit.send(Outgoing(Lane.REPLY, chat.id, f"update:{update.update_id}", "trouble", card.to_json()))
        return None


def _views(result: object) -> Views:
    """What aiogram gives back: the handler's views, or its own marker where no handler wanted the update."""
    if result is None or isinstance(result, tuple):
        return result
    return result if isinstance(result, View) else None


def _nobody() -> None:
    pass


def _origin(error: BaseException) -> str:
    """File and line where it happened; never the message of the error, which may quote a person."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"

"""The frame around every update: one person at a time, one transaction, its update_id inside, views after it."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Chat, TelegramObject, Update, User

from complaints.messages.welcome import privacy_card
from handlers.keyed_locks import KeyedLocks
from handlers.origin import origin
from handlers.presenter import Presenter
from handlers.views import Answer, Toast, View, Views
from storage import actors, drafts, faults, residents
from storage.actors import Actor, RefusedError
from storage.database import Storage
from storage.unit import Lane, Outgoing, Unit
from texts.card import Card
from texts.render import render

log = structlog.get_logger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
# Called with the moment's outcome: the update's effect is committed and Telegram may forget it.
Committed = Callable[[], None]


class NotInformedError(Exception):
    """The privacy notice did not get through, so nothing may be kept yet: the update must come again."""


class UnitOfWork(BaseMiddleware):
    """Outer middleware of the dispatcher's updates.

    A storage fault is raised, so that the update is not acknowledged and comes again. Any other fault of a handler
    (values that no database would ever take are its own) is logged with the update's id, noted in the ledger and told
    to the person; the update counts as taken.
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
                if views is not None or event.callback_query is not None:
                    # What a person is shown must hold. Silent effects are made durable before the acknowledgement.
                    await self._storage.make_durable()
            except Exception as error:
                if isinstance(error, NotInformedError) or faults.may_pass(error):
                    raise
                log.error("update.failed", update_id=event.update_id, error=type(error).__name__, at=origin(error))  # noqa: TRY400
                views = await self._note_failure(event, chat)
            data.get("committed", _nobody)()
            await self._presenter.present(event, views)

    async def _effect(
        self, handler: Handler, update: Update, data: dict[str, Any], user: User | None, chat: Chat | None
    ) -> Views:
        async with self._storage.unit(durable=False) as unit:
            if not await unit.take(update.update_id):
                return None
            if user is None or chat is None:
                return None
            actor = await actors.load(unit, user.id, chat.id)
            if not self._must_inform(update, actor, chat):
                return await self._handle(handler, update, data, unit, actor)
            await unit.roll_back()
        if await self._inform(data["bot"], user, chat):
            return await self._effect(handler, update, data, user, chat)
        return None

    async def _inform(self, bot: Bot, user: User, chat: Chat) -> bool:
        """PIPL art. 17: who, why, what, how long, which rights, told before anything but the chat id is kept.

        False for somebody who can't be told: then nothing is kept. Raises NotInformedError for trouble that passes.
        """
        text = privacy_card(self._storage.office).html
        try:
            await bot.send_message(chat.id, text, parse_mode="HTML")
        except TelegramForbiddenError:
            return False
        except (TelegramNetworkError, TelegramRetryAfter, TelegramServerError) as error:
            raise NotInformedError from error
        async with self._storage.unit() as unit:
            await residents.inform(unit, user.id)
        return True

    def _must_inform(self, update: Update, actor: Actor, chat: Chat) -> bool:
        if chat.type != "private" or actor.informed or actor.staff is not None:
            return False
        return update.my_chat_member is None and not self._is_invite(update)

    async def _handle(self, handler: Handler, update: Update, data: dict[str, Any], unit: Unit, actor: Actor) -> Views:
        try:
            result = await handler(update, {**data, "unit": unit, "actor": actor, "office": unit.office})
        except RefusedError as refused:
            await unit.roll_back()
            if not await unit.take(update.update_id):
                return None
            unit.record(actor.signature, "refused", "update", reason=refused.code)
            if refused.ends_question:
                await drafts.drop(unit, actor)
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

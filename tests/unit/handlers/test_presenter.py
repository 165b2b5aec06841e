"""What is shown at once, and what becomes of it when Telegram will not take it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import Update
from sqlalchemy import select
from structlog.testing import capture_logs

from handlers.commands import CommandMenu
from handlers.presenter import Presenter
from handlers.views import Answer, Replace, Toast, Views
from storage.database import Storage
from storage.tables import OutboxRow
from tests.databases import create_tables, opened
from tests.flows.conversation import MovableClock
from tests.flows.telegram import Telegram
from tests.office import make_office
from texts.card import Button, Card

SECRET = "悄悄话"
CHAT = {"id": 5, "type": "private"}
USER = {"id": 5, "is_bot": False, "first_name": "x"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "text": "?"}
SAID = Update.model_validate({"update_id": 1, "message": {**MESSAGE, "from": USER}})


def pressed(message: dict[str, Any]) -> Update:
    press = {"id": "9", "from": USER, "chat_instance": "1", "message": message}
    return Update.model_validate({"update_id": 2, "callback_query": press})


PRESSED = pressed(MESSAGE)
# Bot API, InaccessibleMessage: "date: Always 0".
TOO_OLD = pressed({"chat": CHAT, "message_id": 1, "date": 0})


class Stage:
    """A presenter whose Telegram may be told to fail."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.telegram = Telegram(storage.clock)
        self.bot = Bot("42:TEST", session=self.telegram)
        self.error: Exception | None = None
        self._show = self.telegram.make_request
        self.telegram.make_request = self._perhaps  # type: ignore[method-assign]  # the session is a stand-in already

    async def _perhaps(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        if self.error is not None:
            self.telegram.requests.append(method)
            raise self.error
        return await self._show(bot, method, timeout)

    async def shows(self, views: Views, update: Update = SAID) -> list[str]:
        """The methods that were called."""
        self.telegram.requests.clear()
        await Presenter(self.bot, self.storage, CommandMenu(self.storage)).present(update, views)
        return [type(request).__name__ for request in self.telegram.requests]

    async def deferred(self) -> list[str]:
        async with self.storage.unit() as unit:
            return [row.card["html"] for row in await unit.session.scalars(select(OutboxRow))]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    url = f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3"
    await create_tables(url)
    async with opened(url, make_office(), MovableClock()) as storage:
        yield Stage(storage)


METHOD = SendMessage(chat_id=5, text=SECRET)
RESET = TelegramNetworkError(METHOD, "reset")
RESET.__cause__ = ConnectionRefusedError()
HANG = TelegramNetworkError(METHOD, "time-out")
HANG.__cause__ = TimeoutError()


@pytest.mark.parametrize(
    ("error", "comes_later"),
    [
        (TelegramRetryAfter(METHOD, "flood", 3), True),
        (TelegramServerError(METHOD, "502"), True),
        (RESET, True),
        (HANG, False),
        (TelegramForbiddenError(METHOD, "blocked"), False),
        (TelegramBadRequest(METHOD, "chat not found"), False),
    ],
)
async def test_what_surely_did_not_arrive_is_sent_later_and_what_may_have_arrived_is_not(
    stage: Stage, error: Exception, *, comes_later: bool
) -> None:
    stage.error = error
    with capture_logs() as logs:
        await stage.shows(Answer(Card(SECRET)))
    assert await stage.deferred() == ([SECRET] if comes_later else [])
    assert SECRET not in str(logs)


async def test_what_is_secret_is_not_kept_to_be_sent_later_and_the_person_may_press_again(stage: Stage) -> None:
    stage.error = TelegramRetryAfter(METHOD, "flood", 3)
    await stage.shows(Answer(Card(SECRET), secret=True), PRESSED)
    (kept,) = await stage.deferred()
    assert SECRET not in kept
    assert "再按一次" in kept


async def test_logs_name_the_update_and_not_the_account(stage: Stage) -> None:
    stage.error = TelegramForbiddenError(METHOD, "blocked")
    with capture_logs() as logs:
        await stage.shows(Answer(Card(SECRET)))
    assert [(entry["update_id"], "chat_id" in entry) for entry in logs] == [(1, False)]


async def test_a_press_is_always_answered_also_with_nothing(stage: Stage) -> None:
    assert await stage.shows(None, PRESSED) == ["AnswerCallbackQuery"]
    assert await stage.shows(Answer(Card("x")), PRESSED) == ["AnswerCallbackQuery", "SendMessage"]


async def test_a_toast_is_plain_and_at_most_200_characters(stage: Stage) -> None:
    await stage.shows(Toast("<b>好&lt;" + "长" * 300, alert=True), PRESSED)
    (answer,) = stage.telegram.requests
    assert isinstance(answer, AnswerCallbackQuery)
    assert answer.text == "好<" + "长" * 198
    assert answer.show_alert


async def test_a_toast_in_answer_to_words_is_a_message(stage: Stage) -> None:
    assert await stage.shows(Toast("好")) == ["SendMessage"]


async def test_a_press_that_is_too_late_to_answer_still_shows_the_rest(stage: Stage) -> None:
    stage.error = TelegramBadRequest(METHOD, "Bad Request: query is too old")
    assert await stage.shows(Answer(Card("x")), PRESSED) == ["AnswerCallbackQuery", "SendMessage"]


async def test_a_message_that_can_not_be_changed_is_answered_with_a_new_one(stage: Stage) -> None:
    stage.error = TelegramBadRequest(METHOD, "Bad Request: message can't be edited")
    assert await stage.shows(Replace(Card("x")), PRESSED) == ["AnswerCallbackQuery", "EditMessageText", "SendMessage"]
    stage.error = None
    assert await stage.shows(Replace(Card("x")), TOO_OLD) == ["AnswerCallbackQuery", "SendMessage"]


async def test_a_message_that_is_the_same_already_is_left_alone(stage: Stage) -> None:
    stage.error = TelegramBadRequest(METHOD, "Bad Request: message is not modified: …")
    assert await stage.shows(Replace(Card("x")), PRESSED) == ["AnswerCallbackQuery", "EditMessageText"]


async def test_a_change_keeps_its_buttons(stage: Stage) -> None:
    shown = stage.telegram.show(5, "old", [])
    view = Replace(Card("new", rows=((Button("看", "mine.list"),),)))
    await stage.shows(view, pressed({**MESSAGE, "message_id": shown.message_id}))
    assert isinstance(stage.telegram.requests[-1], EditMessageText)
    assert (shown.html, shown.labels) == ("new", ["看"])

"""Both libraries pass the one gate."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, Response, SendMediaGroup, SendMessage, TelegramMethod
from aiogram.types import InputMediaPhoto
from telegram.error import RetryAfter

from handlers.gate import GateMiddleware
from notices.delivery.bot import build_bot
from notices.delivery.costs import cost
from notices.delivery.gate import RateGate
from notices.delivery.limiter import GateLimiter
from notices.delivery.limits import BURST, Urgency
from tests.unit.delivery.virtual_time import VirtualTime

PERSON = 7
BOT = cast("Bot", None)


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def gate(time: VirtualTime) -> RateGate:
    return RateGate(time.now, time.sleep)


@pytest.mark.parametrize(
    ("method", "listed", "price"),
    [
        ("sendMessage", None, 1),
        ("sendPhoto", None, 1),
        ("editMessageText", None, 1),
        ("sendMediaGroup", [1, 2, 3], 3),
        ("copyMessages", [1, 2], 2),
        ("copyMessage", None, 1),
        ("sendChatAction", None, 0),
        ("answerCallbackQuery", None, 0),
        ("getMe", None, 0),
        ("editForumTopic", None, 0),
        ("deleteMessage", None, 0),
    ],
)
def test_each_method_has_its_price(method: str, listed: object, price: int) -> None:
    assert cost(method, listed) == price


async def answered(_bot: Bot, _method: TelegramMethod[Any]) -> Response[Any]:
    return Response(ok=True, result=True)


def flooded(seconds: int) -> Callable[[Bot, TelegramMethod[Any]], Awaitable[Response[Any]]]:
    async def make_request(_bot: Bot, method: TelegramMethod[Any]) -> Response[Any]:
        raise TelegramRetryAfter(method, "Too Many Requests", seconds)

    return make_request


async def ask(gate: RateGate, method: TelegramMethod[Any], answer: Any = answered) -> None:
    await GateMiddleware(gate)(answer, BOT, method)


async def test_an_immediate_reply_counts_for_what_the_sender_may_send(gate: RateGate) -> None:
    await ask(gate, SendMessage(chat_id=PERSON, text="好"))
    assert PERSON in gate.shut()
    assert gate.take(PERSON) is None


async def test_an_immediate_album_costs_its_items(gate: RateGate) -> None:
    free = gate.free(Urgency.REPLY)
    await ask(gate, SendMediaGroup(chat_id=PERSON, media=[InputMediaPhoto(media=x) for x in "abc"]))
    assert free - gate.free(Urgency.REPLY) == 3


async def test_what_puts_nothing_into_a_chat_passes_a_shut_gate(gate: RateGate) -> None:
    gate.halt(None, 60)
    await ask(gate, AnswerCallbackQuery(callback_query_id="1"))


async def test_a_429_to_a_reply_halts_its_chat_for_the_sender_too(gate: RateGate, time: VirtualTime) -> None:
    with pytest.raises(TelegramRetryAfter):
        await ask(gate, SendMessage(chat_id=PERSON, text="好"), flooded(30))
    assert gate.ready_at(PERSON) == time.now() + 30


async def test_a_reply_waits_for_its_slot_when_that_is_soon(gate: RateGate, time: VirtualTime) -> None:
    start = time.now()
    replies = [ask(gate, SendMessage(chat_id=PERSON, text="好")) for _ in range(BURST + 1)]
    await time.run(*replies)
    assert time.now() - start == 3


async def test_a_reply_into_a_long_halt_is_refused_as_telegram_would(gate: RateGate) -> None:
    gate.halt(PERSON, 29.5)
    with pytest.raises(TelegramRetryAfter) as told:
        await ask(gate, SendMessage(chat_id=PERSON, text="好"))
    assert told.value.retry_after == 30


async def test_a_request_of_the_other_library_waits_for_its_slot(gate: RateGate, time: VirtualTime) -> None:
    limiter = GateLimiter(gate)
    at: list[float] = []

    async def send() -> None:
        async def callback(*_args: object) -> bool:
            at.append(time.now())
            return True

        await limiter.process_request(callback, (), {}, "sendMessage", {"chat_id": PERSON}, None)

    start = time.now()
    await time.run(send(), send())
    assert [moment - start for moment in at] == [0.0, 1.0]


async def test_a_request_with_a_slot_in_hand_goes_at_once(gate: RateGate) -> None:
    slot = gate.take(PERSON)

    async def callback(*_args: object) -> bool:
        return True

    assert await GateLimiter(gate).process_request(callback, (), {}, "sendMessage", {"chat_id": PERSON}, slot)


async def test_a_429_halts_the_gate_and_is_told(gate: RateGate, time: VirtualTime) -> None:
    async def callback(*_args: object) -> bool:
        raise RetryAfter(30)

    with pytest.raises(RetryAfter):
        await GateLimiter(gate).process_request(callback, (), {}, "sendMessage", {"chat_id": PERSON}, None)
    assert gate.ready_at(PERSON) == time.now() + 30


def test_button_data_stays_readable_for_the_other_library(gate: RateGate) -> None:
    assert build_bot("42:TEST", gate).callback_data_cache is None

"""python-telegram-bot's side of the gate: no request of an ExtBot to a chat goes around it."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from notices.delivery.costs import cost, several
from notices.delivery.gate import RateGate, Slot
from notices.delivery.limits import Urgency

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class GateLimiter(BaseRateLimiter[Slot]):
    """A caller that holds a slot already passes it as `rate_limit_args`; for all others one is waited for here.

    A 429 halts the gate and is raised: whether to try again is for the caller to say.
    """

    __slots__ = ("_gate",)

    def __init__(self, gate: RateGate) -> None:
        self._gate = gate

    async def initialize(self) -> None:
        """Nothing to do: the gate belongs to the process."""

    async def shutdown(self) -> None:
        """Nothing to do: the gate belongs to the process."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401 - as in the base class
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Slot | None,
    ) -> Answer:
        chat_id = data.get("chat_id")
        slot = rate_limit_args
        if slot is None and isinstance(chat_id, int):
            price = cost(endpoint, data.get(several(endpoint) or ""))
            slot = await self._gate.acquire(chat_id, price, Urgency.BULK) if price else None
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._gate.halt(chat_id if isinstance(chat_id, int) else None, seconds(error))
            raise
        finally:
            if slot is not None:
                slot.landed()


def seconds(error: RetryAfter) -> float:
    """The wait Telegram asks for. The library says it as a timedelta or, by default still, as a number."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)

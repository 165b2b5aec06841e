"""Presses of inline buttons, and whether the bot answered them."""

from collections import OrderedDict
from dataclasses import dataclass

from sandbox.beacon import Beacon
from sandbox.clock import SandboxClock
from sandbox.errors import bad_request
from sandbox.json_types import Json
from sandbox.limits import CALLBACK_RETENTION, CALLBACKS_KEPT

FIRST_CALLBACK_ID = 5_000_000_000_000_001


@dataclass(slots=True)
class Press:
    id: str
    user_id: int
    chat_id: int
    message_id: int
    pressed_at: float
    answered: bool = False
    text: str | None = None
    show_alert: bool = False
    url: str | None = None

    def as_json(self) -> Json:
        return {
            "callback_query_id": self.id,
            "user_id": self.user_id,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "answered": self.answered,
            "text": self.text,
            "show_alert": self.show_alert,
            "url": self.url,
        }


class CallbackBook:
    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._presses: OrderedDict[str, Press] = OrderedDict()
        self._next_id = FIRST_CALLBACK_ID
        self.answered = Beacon()

    def clear(self) -> None:
        self._presses.clear()

    def find(self, callback_id: str) -> Press | None:
        return self._presses.get(callback_id)

    def open(self, user_id: int, chat_id: int, message_id: int) -> Press:
        press = Press(str(self._next_id), user_id, chat_id, message_id, self._clock.seconds())
        self._next_id += 1
        self._presses[press.id] = press
        if len(self._presses) > CALLBACKS_KEPT:
            self._presses.popitem(last=False)
        return press

    def answer(self, callback_id: str, text: str | None, show_alert: bool, url: str | None) -> Press:
        """Once, and within the time a press is alive: what comes later is refused as Telegram does."""
        press = self._presses.get(callback_id)
        if press is None or press.answered or self._clock.seconds() - press.pressed_at > CALLBACK_RETENTION:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        press.answered, press.text, press.show_alert, press.url = True, text, show_alert, url
        self.answered.ring()
        return press

"""Filters: which button, which open question, who. They read what the unit middleware found out."""

from datetime import timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from storage.actors import Actor
from storage.unit import Unit


class Pressed(Filter):
    """A press of a button made with texts.card.Button(press=…). Its arguments arrive by name, as int or str.

    Data that does not fit the declared types does not match: forged data ends in the fallback's polite refusal.
    """

    def __init__(self, press: str, **args: type[int] | type[str]) -> None:
        self.press = press
        self.args = args

    async def __call__(self, callback: CallbackQuery) -> bool | dict[str, Any]:
        press, *values = (callback.data or "").split(":")
        if press != self.press or len(values) != len(self.args):
            return False
        read: dict[str, Any] = {}
        for (name, kind), value in zip(self.args.items(), values, strict=True):
            if kind is int and not (value.isascii() and value.isdigit() and len(value) <= 18):  # noqa: PLR2004 - int64
                return False
            read[name] = kind(value)
        return read or True  # an empty dict would mean no


class Asked(Filter):
    """The person was asked something in this chat (storage.drafts) and this is the answer. Adds `draft` (its data).

    A command is never an answer; nor is what comes later than `within` after the question: by then it has been
    forgotten, and the words are about something else.
    """

    def __init__(self, asks: str, within: timedelta | None = None) -> None:
        self.asks = asks
        self.within = within

    async def __call__(self, event: TelegramObject, actor: Actor, unit: Unit) -> bool | dict[str, Any]:
        if actor.draft is None or actor.draft.asks != self.asks:
            return False
        if self.within is not None and unit.now - actor.draft.asked_at > self.within:
            return False
        if isinstance(event, Message) and (event.text or "").startswith("/"):
            return False
        return {"draft": actor.draft.data}


class CommandOrAnswer(Filter):
    """A command, or anything said while a question is open."""

    async def __call__(self, message: Message, actor: Actor) -> bool:
        return actor.draft is not None or (message.text or "").startswith("/")


class IsStaff(Filter):
    """Routes only; rights are checked in the use case, where the effect happens."""

    async def __call__(self, _event: TelegramObject, actor: Actor) -> bool:
        return actor.staff is not None

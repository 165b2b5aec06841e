"""Every method the sandbox knows, by its name in lower case as the server compares them."""

from collections.abc import Callable

import aiogram.methods
from aiogram.methods import TelegramMethod

from sandbox.methods.call import Handler, Method, SlowHandler
from sandbox.wire.schema import Schema

METHODS: dict[str, Method] = {}


def _schema(name: str) -> Schema:
    model: type[TelegramMethod[object]] = getattr(aiogram.methods, name[0].upper() + name[1:])
    return Schema(model)


def method(name: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, _schema(name), handler=handler)
        return handler

    return register


def slow_method(name: str) -> Callable[[SlowHandler], SlowHandler]:
    def register(handler: SlowHandler) -> SlowHandler:
        METHODS[name.lower()] = Method(name, _schema(name), slow=handler)
        return handler

    return register

"""JSON in, JSON out: every control call answers {"ok": true, "result": …} or {"ok": false, "error": "…"}."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import web
from pydantic import ValidationError

from sandbox.control.bodies import Body
from sandbox.errors import ApiError, ControlError
from sandbox.json_types import Json, NotUtf8Error, dumps, loads
from sandbox.wire.decode import NOT_UTF8

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SomeBody = TypeVar("SomeBody", bound=Body)


def answer(result: object) -> web.Response:
    return web.Response(body=dumps({"ok": True, "result": result}), content_type="application/json")


def answering(handler: Callable[[web.Request], Awaitable[object]]) -> Handler:
    """Turns what the handler returns or raises into the answer."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            return answer(await handler(request))
        except ControlError as error:
            sentence, status = error.sentence, error.status
        except ApiError as error:
            sentence, status = error.description.removeprefix("Bad Request: "), 400
        except web.HTTPException as error:
            sentence, status = error.reason, error.status
        except Exception as error:
            log.exception("%s %s failed", request.method, request.path)
            sentence, status = f"the sandbox itself failed: {type(error).__name__}", 500
        body = dumps({"ok": False, "error": sentence})
        return web.Response(body=body, status=status, content_type="application/json")

    return answered


async def json_body(request: web.Request) -> Json:
    try:
        text = await request.read()
        value = loads(text) if text else {}
    except web.RequestPayloadError as error:
        raise ControlError("the body can't be read") from error
    except NotUtf8Error as error:
        raise ControlError(NOT_UTF8) from error
    except ValueError as error:
        raise ControlError("the body must be a JSON object") from error
    if not isinstance(value, dict):
        raise ControlError("the body must be a JSON object")
    return value


def parsed(model: type[SomeBody], value: Json) -> SomeBody:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the body"
        raise ControlError(f"{place}: {first['msg']}") from error


async def read(model: type[SomeBody], request: web.Request) -> SomeBody:
    return parsed(model, await json_body(request))


def number(request: web.Request, name: str, default: float) -> float:
    """A number from the address, not below zero."""
    try:
        value = float(request.query.get(name, default))
    except ValueError as error:
        raise ControlError(f"{name} must be a number") from error
    if not 0 <= value < float("inf"):
        raise ControlError(f"{name} must be 0 or more")
    return value

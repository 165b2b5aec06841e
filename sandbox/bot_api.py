"""/bot<token>/<method> and /file/bot<token>/<path>: the side the bot talks to."""

import asyncio
import hmac
import logging
import socket
import struct
import time
from dataclasses import dataclass, field

from aiohttp import web

from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.json_types import Json, dumps
from sandbox.methods import METHODS
from sandbox.methods.call import Call, Method
from sandbox.transcript import Entry, compact
from sandbox.wire.decode import Uploads, decode
from sandbox.world import World

log = logging.getLogger(__name__)
_OK = 200
# A reset instead of an orderly end: SO_LINGER on, no seconds (socket(7)).
_NO_LINGER = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class _Exchange:
    """One request and its outcome, on its way into the transcript."""

    world: World
    name: str
    at: float
    started: float
    params: Json = field(default_factory=dict)
    uploads: Uploads = field(default_factory=dict)
    fault: Fault | None = None
    noted: bool = False

    def note(self, result: object, error: ApiError | None, *, answered: bool = True) -> None:
        """Once: what comes after an effect that is noted already (a hanging answer given up) is no new entry."""
        if self.noted:
            return
        self.noted = True
        shown = dict(self.params)
        for name, upload in self.uploads.items():
            shown[name] = {"filename": upload.filename, "size": len(upload.data)}
        status = (error.code if error else _OK) if answered else 0
        self.world.transcript.add(
            Entry(
                at=self.at,
                monotonic=self.started,
                method=self.name,
                params=dumps(shown),
                chat_id=self.world.directory.ident(shown.get("chat_id")),
                status=status,
                error_code=error.code if error else None,
                description=error.description if error else None,
                result=dumps(compact(result)),
                duration_ms=(time.monotonic() - self.started) * 1000,
                fault=self.fault.kind if self.fault else None,
            )
        )


class BotApi:
    def __init__(self, world: World) -> None:
        self._world = world
        self._token = world.token.encode()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def download(self, request: web.Request) -> web.Response:
        found = self._world.files.at(request.match_info["path"]) if self._knows(request) else None
        if found is None:
            return _refused(ApiError(404, "Not Found") if self._knows(request) else ApiError(401, "Unauthorized"))
        return web.Response(body=found.data, content_type="application/octet-stream")

    async def call(self, request: web.Request) -> web.StreamResponse:
        world = self._world
        # An undecodable byte in the address must not get into the transcript.
        name = request.match_info["method"].encode("utf-8", "replace").decode()
        exchange = _Exchange(world, name, world.clock.seconds(), time.monotonic())
        try:
            return await self._answer(request, exchange)
        except ApiError as error:
            refusal = error
        except asyncio.CancelledError:
            exchange.note(None, None, answered=False)
            raise
        except Exception:
            log.exception("%s failed", exchange.name)
            refusal = ApiError(500, "Internal Server Error")
        exchange.note(None, refusal)
        return _refused(refusal)

    async def _answer(self, request: web.Request, exchange: _Exchange) -> web.StreamResponse:
        method = self._method(request)
        exchange.name = method.name
        params, exchange.uploads = await decode(request)
        exchange.params = method.schema.read(params)
        exchange.fault = exchange.world.faults.take(method.name, self._chat_id(exchange.params))
        if exchange.fault is not None:
            return await self._faulty(request, exchange, exchange.fault, method)
        result = await self._effect(exchange, method)
        body = dumps({"ok": True, "result": result})
        exchange.note(result, None)
        return web.Response(body=body, content_type="application/json")

    def _knows(self, request: web.Request) -> bool:
        return hmac.compare_digest(request.match_info["token"].encode("utf-8", "replace"), self._token)

    def _method(self, request: web.Request) -> Method:
        if not self._knows(request):
            raise ApiError(401, "Unauthorized")
        method = METHODS.get(request.match_info["method"].lower())
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        return method

    def _chat_id(self, params: Json) -> int | None:
        return self._world.directory.ident(params.get("chat_id"))

    async def _effect(self, exchange: _Exchange, method: Method) -> object:
        exchange.params = method.schema.check(exchange.params, exchange.uploads)
        call = Call(exchange.world, method.name, exchange.params, exchange.uploads)
        exchange.at = exchange.world.clock.seconds()
        if method.slow is not None:
            return await method.slow(call)
        return method.handler(call) if method.handler is not None else None

    async def _faulty(
        self, request: web.Request, exchange: _Exchange, fault: Fault, method: Method
    ) -> web.StreamResponse:
        """The connection is cut in the end, save where the fault is an error answer."""
        refusal = fault.refusal()
        if refusal is not None:
            raise refusal
        result: object = None
        error: ApiError | None = None
        if fault.kind.endswith("_after"):
            try:
                result = await self._effect(exchange, method)
            except ApiError as failure:
                error = failure
        exchange.note(result, error, answered=False)
        if fault.kind.startswith("hang"):
            await asyncio.sleep(fault.seconds)
        if request.transport is not None:
            connection = request.transport.get_extra_info("socket")
            if fault.kind.startswith("reset") and connection is not None:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            request.transport.abort()
        return web.Response()


def _refused(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = error.parameters
        if "retry_after" in error.parameters:
            headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.Response(body=dumps(body), status=error.code, content_type="application/json", headers=headers)

"""Answers that wait: events as they happen, the transcript, the clock, an answered press."""

import asyncio
import contextlib
import json
import re

from aiohttp import web

from sandbox.control.answers import number
from sandbox.errors import unknown
from sandbox.json_types import Json
from sandbox.messages import Message
from sandbox.world import World

_KEEP_ALIVE = 15.0
_NUMBER = re.compile(r"[0-9]{1,18}")


async def events(world: World, request: web.Request) -> web.StreamResponse:
    """Server-sent events; without `after` (or Last-Event-ID) from now on."""
    named = request.query.get("after") or request.headers.get("Last-Event-ID") or ""
    seen = int(named) if _NUMBER.fullmatch(named) else world.events.last
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        while True:
            batch = world.events.after(seen)
            if batch:
                seen = int(batch[-1]["n"])
                await response.write(b"".join(map(_event, batch)))
            elif not await world.events.happened.wait(_KEEP_ALIVE):
                await response.write(b": still here\n\n")
    return response


def _event(event: Json) -> bytes:
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"), default=_shown)
    return f"id: {event['n']}\ndata: {body}\n\n".encode()


def _shown(value: object) -> object:
    if isinstance(value, Message):
        return value.view()
    raise TypeError(f"an event can't hold {type(value).__name__}")


async def transcript(world: World, request: web.Request) -> Json:
    """`next` is what to ask `after` with the next time."""
    after, wait = int(number(request, "after", 0)), number(request, "wait", 0)
    if after >= world.transcript.last:
        await world.transcript.grown.wait(wait)
    entries = world.transcript.after(after, int(number(request, "limit", world.transcript.size)))
    return {"entries": entries, "next": entries[-1]["n"] if entries else after}


async def clock(world: World, request: web.Request) -> Json:
    """With `after`: waits until the clock has been moved more often than that."""
    wait = number(request, "wait", 0)
    if "after" in request.query and number(request, "after", 0) >= world.clock.revision:
        await world.clock.moved.wait(wait)
    return world.clock.as_json()


async def callback(world: World, request: web.Request) -> Json:
    found = world.callbacks.find(request.match_info["id"])
    if found is None:
        raise unknown("callback query", request.match_info["id"])
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(number(request, "wait", 0)):
            while not found.answered:
                await world.callbacks.answered.wait()
    return found.as_json()

"""Which address does what."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from sandbox.control import bodies, streaming
from sandbox.control.answers import Handler, answering, number, read
from sandbox.control.chats import put_chat
from sandbox.control.clock_moves import move_clock
from sandbox.control.describing import state
from sandbox.control.membership import change_membership
from sandbox.control.playing import add_scenario, play, stop
from sandbox.control.pressing import press
from sandbox.control.saying import say
from sandbox.control.users import put_user
from sandbox.errors import unknown
from sandbox.faults import Fault
from sandbox.json_types import Json
from sandbox.methods import METHODS
from sandbox.world import World

PAGE = Path(__file__).parent.parent / "page"
_MESSAGES_SHOWN = 200
_Action = Callable[[World, web.Request], Awaitable[object]]


def control_routes(world: World) -> list[web.AbstractRouteDef]:
    def to(action: _Action) -> Handler:
        return answering(lambda request: action(world, request))

    async def stream(request: web.Request) -> web.StreamResponse:
        return await streaming.events(world, request)

    async def file(request: web.Request) -> web.Response:
        return _file(world, request)

    return [
        web.get("/", _page),
        web.static("/page", PAGE),
        web.get("/sandbox/state", to(_state)),
        web.post("/sandbox/users", to(_users)),
        web.post("/sandbox/chats", to(_chats)),
        web.get("/sandbox/chats/{chat}/messages", to(_messages)),
        web.post("/sandbox/say", to(_say)),
        web.post("/sandbox/press", to(_press)),
        web.get("/sandbox/callbacks/{id}", to(streaming.callback)),
        web.post("/sandbox/membership", to(_membership)),
        web.get("/sandbox/faults", to(_faults)),
        web.post("/sandbox/faults", to(_fault)),
        web.delete("/sandbox/faults", to(_no_faults)),
        web.get("/sandbox/clock", to(streaming.clock)),
        web.post("/sandbox/clock", to(_clock)),
        web.get("/sandbox/transcript", to(streaming.transcript)),
        web.get("/sandbox/events", stream),
        web.get("/sandbox/files/{file_id}", file),
        web.get("/sandbox/scenarios", to(_scenarios)),
        web.post("/sandbox/scenarios", to(_scenario)),
        web.post("/sandbox/scenarios/stop", to(_stop)),
        web.post("/sandbox/scenarios/{name}/play", to(_play)),
        web.post("/sandbox/reset", to(_reset)),
    ]


async def _page(_: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _state(world: World, _: web.Request) -> Json:
    return state(world)


async def _users(world: World, request: web.Request) -> Json:
    return put_user(world, await read(bodies.UserBody, request))


async def _chats(world: World, request: web.Request) -> Json:
    return put_chat(world, await read(bodies.ChatBody, request))


async def _say(world: World, request: web.Request) -> Json:
    return say(world, await read(bodies.SayBody, request))


async def _press(world: World, request: web.Request) -> Json:
    return press(world, await read(bodies.PressBody, request))


async def _membership(world: World, request: web.Request) -> Json:
    return change_membership(world, await read(bodies.MembershipBody, request))


async def _clock(world: World, request: web.Request) -> Json:
    return move_clock(world, await read(bodies.ClockBody, request))


async def _messages(world: World, request: web.Request) -> Json:
    """The newest, oldest first; with a viewer each says whether it is that person's own."""
    chat = world.directory.chat(request.match_info["chat"])
    limit = int(number(request, "limit", _MESSAGES_SHOWN))
    views = [message.view() for message in list(chat.messages.values())[-limit:]] if limit else []
    if viewer := request.query.get("viewer"):
        viewer_id = world.directory.person(viewer).id
        for view in views:
            view["_own"] = view.get("from", {}).get("id") == viewer_id
    return {"messages": views}


async def _faults(world: World, _: web.Request) -> Json:
    return {"faults": world.faults.waiting()}


async def _fault(world: World, request: web.Request) -> Json:
    body = await read(bodies.FaultBody, request)
    if body.method != "*" and body.method.lower() not in METHODS:
        raise unknown("method", body.method)
    chat = None if body.chat is None else world.directory.chat(body.chat).id
    return world.faults.add(Fault(id=0, **{**body.model_dump(), "chat": chat})).as_json()


async def _no_faults(world: World, _: web.Request) -> bool:
    world.faults.clear()
    return True


async def _scenarios(world: World, _: web.Request) -> Json:
    return {"scenarios": world.scenarios.as_json()}


async def _scenario(world: World, request: web.Request) -> Json:
    return add_scenario(world, await read(bodies.ScenarioBody, request))


async def _play(world: World, request: web.Request) -> Json:
    return play(world, request.match_info["name"])


async def _stop(world: World, _: web.Request) -> Json:
    return stop(world)


async def _reset(world: World, _: web.Request) -> bool:
    world.clear()
    return True


def _file(world: World, request: web.Request) -> web.Response:
    found = world.files.find(request.match_info["file_id"])
    if found is None:
        raise web.HTTPNotFound(text="there is no such file")
    return web.Response(body=found.data, headers={"Content-Type": found.mime})

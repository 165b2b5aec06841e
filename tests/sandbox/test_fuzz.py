"""Values of every kind where others belong: each is answered, none breaks the server."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.json_types import Json
from sandbox.methods import METHODS
from tests.sandbox.driver import Driver

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**30, 10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.sampled_from(
        ["wang", "@g3", "²", "--5", "0", "1.0", "http://[x", "attach://x", "<b>", "</ b>", "&#xD800;", "HTML"]
    ),
)
# The names inside structures.
_NAMES = st.sampled_from(["type", "media", "offset", "length", "url", "text", "inline_keyboard", "message_id", "user"])
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3), max_leaves=6
)
# Something right for every name, so that one wrong value gets as far as it can.
_RIGHT: dict[str, object] = {
    "text": "<b>x</b> /start@sandbox_bot",
    "parse_mode": "HTML",
    "question": "?",
    "options": ["1", {"text": "2"}],
    "latitude": 1,
    "longitude": 1,
    "commands": [{"command": "a", "description": "b"}],
    "url": "http://127.0.0.1:9/",
    "action": "typing",
    "name": "x",
    "file_id": "x",
}
_CONTROL: dict[str, dict[str, object]] = {
    "users": {"first_name": "x", "username": "somebody"},
    "chats": {"type": "supergroup", "title": "x", "members": ["wang"], "bot": "member", "is_forum": True},
    "say": {"user": "wang", "chat": "g3", "text": "/help"},
    "press": {"user": "wang", "data": "x"},
    "membership": {"chat": "g3", "user": "bot", "status": "administrator"},
    "faults": {"kind": "5xx"},
    "clock": {"advance": 1},
    "scenarios": {"name": "x", "steps": [{"say": {"user": "wang", "text": "x"}}]},
    "scenarios/x/play": {},
    "reset": {},
}
_CALLS = st.one_of(
    [
        st.tuples(st.just(name), st.dictionaries(st.sampled_from(names), _VALUES, max_size=2), st.booleans())
        for name, names in [
            *((each.name, [*sorted(each.schema.names), "x"]) for each in METHODS.values()),
            ("users", ["first_name", "last_name", "username", "id", "note", "blocked", "language_code", "is_bot"]),
            ("chats", ["type", "title", "id", "username", "members", "admins", "bot", "by", "is_forum", "topics"]),
            (
                "say",
                ["user", "chat", "text", "photo", "location", "poll", "album", "caption", "reply_to", "edit", "thread"],
            ),
            ("press", ["user", "chat", "message", "button", "data", "group"]),
            ("membership", ["chat", "user", "status", "by", "blocked", "migrate", "deleted", "rights"]),
            ("faults", ["kind", "method", "chat", "retry_after", "status", "times", "seconds"]),
            ("clock", ["advance", "set", "rate"]),
            ("scenarios", ["name", "title", "steps"]),
            ("scenarios/x/play", ["x"]),
            ("reset", ["x"]),
        ]
    ]
)


def _body(name: str, params: dict[str, object], places: dict[str, object] | None) -> dict[str, object]:
    """With `places` everything but the params is right."""
    if places is None:
        base: dict[str, object] = {}
    elif name in _CONTROL:
        base = _CONTROL[name]
    else:
        known = METHODS[name.lower()].schema.names - {"reply_markup"}
        base = {each: value for each, value in {**_RIGHT, **places}.items() if each in known}
        picture = {"type": "photo", "media": places["photo"]}
        if name.endswith(("Media", "Group")):
            base["media"] = picture if name.endswith("Media") else [picture, picture]
    # A long poll is meant to hold its caller up.
    return {**base, **params, **({"timeout": 0} if name == "getUpdates" else {})}


async def _post(tg: Driver, path: str, body: bytes) -> tuple[int, Json]:
    headers = {"Content-Type": "application/json"}
    async with tg.http.post(f"{tg.base}/{path}", data=body, headers=headers) as response:
        return response.status, await response.json()


async def _places(tg: Driver, chat: int, photo: str, name: str) -> dict[str, object]:
    """A message of the bot's to act on, of the kind the method is for; none where the bot can't send any more."""
    method = "sendMessage" if name.endswith("Text") else "sendPhoto"
    content = {"text": "y"} if name.endswith("Text") else {"photo": photo}
    sent = (await tg.call(method, chat_id=chat, **content)).get("result", {"message_id": 1})["message_id"]
    places: dict[str, object] = {"chat_id": chat, "from_chat_id": chat, "user_id": chat, "photo": photo}
    return {**places, "message_id": sent, "message_ids": [sent]}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=st.lists(_CALLS, min_size=1, max_size=8))
async def test_never_a_500_and_never_a_dead_process(
    tg: Driver, calls: list[tuple[str, dict[str, object], bool]]
) -> None:
    await tg.post("reset")
    wang = await tg.resident()
    await tg.group()
    tg.sandbox.world.flood.enforce = False
    photo = (await tg.post("say", user="wang", photo=True))["message"]["photo"][-1]["file_id"]
    for name, params, right in calls:
        body = _body(name, params, await _places(tg, wang, photo, name) if right else None)
        # A fault that hangs is meant to hold its caller up.
        await tg.http.delete(f"{tg.base}/sandbox/faults")
        path = f"sandbox/{name}" if name in _CONTROL else f"bot{tg.sandbox.token}/{name}"
        status, answer = await _post(tg, path, json.dumps(body).encode())
        assert status < 500, (name, body, answer)
        form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()}
        if name not in _CONTROL and all(map(_is_utf8, form.values())):
            async with tg.http.post(f"{tg.base}/{path}", data=form) as response:
                assert response.status < 500, (name, form, await response.text())
    await tg.http.delete(f"{tg.base}/sandbox/faults")
    await tg.get("transcript")
    for chat in (await tg.get("state"))["chats"]:
        await tg.get(f"chats/{chat['id']}/messages")
    assert (await tg.ok("getMe"))["id"] == 42


def _is_utf8(text: str) -> bool:
    return text.encode("utf-8", "ignore").decode() == text

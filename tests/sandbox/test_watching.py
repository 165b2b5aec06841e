import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp

from sandbox.clock import SandboxClock
from sandbox.json_types import Json
from sandbox.server import Sandbox
from tests.sandbox.driver import START, Driver


async def test_every_request_is_in_the_transcript_with_its_outcome(tg: Driver) -> None:
    wang = await tg.resident()
    seen = (await tg.get("transcript"))["next"]
    sent = await tg.ok("sendMessage", chat_id=str(wang), text="x")
    await tg.refused("sendMessage", chat_id=wang, text="")
    await tg.refused("noSuchMethod")
    answer = await tg.get(f"transcript?after={seen}")
    good, bad, unknown = answer["entries"]
    assert (good["n"], good["method"], good["ok"], good["status"]) == (seen + 1, "sendMessage", True, 200)
    assert (good["chat_id"], good["params"]["text"]) == (wang, "x")
    assert good["result"] == {"message_id": sent["message_id"], "chat_id": wang}
    assert good["at"] == START.isoformat()
    assert (bad["ok"], bad["error_code"], bad["description"]) == (False, 400, "Bad Request: message text is empty")
    assert (unknown["method"], unknown["status"]) == ("noSuchMethod", 404)
    assert answer["next"] == unknown["n"]


async def test_the_transcript_names_files_and_not_their_bytes(tg: Driver) -> None:
    wang = await tg.resident()
    form = aiohttp.FormData({"chat_id": str(wang)}, quote_fields=False)
    form.add_field("document", b"12345", filename="表.txt")
    async with tg.http.post(f"{tg.base}/bot{tg.sandbox.token}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("表.txt", 5)
    entry = (await tg.get("transcript"))["entries"][-1]
    assert entry["params"]["document"] == {"filename": "表.txt", "size": 5}


async def test_the_transcript_is_bounded() -> None:
    sandbox = Sandbox(clock=SandboxClock(START, rate=0), transcript_size=3)
    async with sandbox.serve() as base, aiohttp.ClientSession() as http:
        tg = Driver(sandbox, base, http)
        for _ in range(5):
            await tg.ok("getMe")
        assert [each["n"] for each in (await tg.get("transcript"))["entries"]] == [3, 4, 5]


async def stream(tg: Driver, after: int) -> AsyncIterator[Json]:
    async with tg.http.get(f"{tg.base}/sandbox/events?after={after}") as response:
        assert response.content_type == "text/event-stream"
        async for line in response.content:
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


async def test_events_are_streamed_in_order_from_the_number_asked_for(tg: Driver) -> None:
    wang = await tg.resident()
    seen = (await tg.get("state"))["last_event"]
    sent = await tg.ok("sendMessage", chat_id=wang, text="<b>x</b>", parse_mode="HTML")
    await tg.ok("editMessageText", chat_id=wang, message_id=sent["message_id"], text="y")
    await tg.ok("deleteMessage", chat_id=wang, message_id=sent["message_id"])
    await tg.ok("sendChatAction", chat_id=wang, action="typing")
    await tg.post("clock", advance=1)
    told: list[Json] = []
    async with asyncio.timeout(5):
        async for event in stream(tg, seen):
            told.append(event)
            if event["type"] == "clock":
                break
    assert [each["n"] for each in told] == list(range(seen + 1, seen + 6))
    assert [each["type"] for each in told] == ["message", "edit", "delete", "typing", "clock"]
    assert told[1]["message"]["text"] == "y"
    assert told[2]["message_ids"] == [sent["message_id"]]


async def test_the_page_is_served(tg: Driver) -> None:
    async with tg.http.get(f"{tg.base}/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
    async with tg.http.get(f"{tg.base}/page/index.html") as response:
        assert response.status == 200
    async with tg.http.get(f"{tg.base}/page/../server.py") as response:
        assert response.status == 404


async def test_a_control_call_that_cannot_be_done_says_why(tg: Driver) -> None:
    assert await tg.try_post("say", user="nobody", text="x") == (
        404,
        {"ok": False, "error": "there is no user 'nobody' in the sandbox"},
    )
    status, answer = await tg.try_post("users", first_nam="x")
    assert (status, answer["error"].startswith("first_nam")) == (400, True)
    async with tg.http.post(f"{tg.base}/sandbox/say", data=b"[") as response:
        assert (response.status, (await response.json())["ok"]) == (400, False)


async def test_a_user_is_changed_by_the_username(tg: Driver) -> None:
    first = await tg.post("users", first_name="王", username="wang", note="居民")
    again = await tg.post("users", username="@Wang", last_name="芳")
    assert again == {**first, "username": "Wang", "last_name": "芳"}
    assert (await tg.try_post("users", first_name="x", id=first["id"] + 1, username="wang"))[0] == 400


async def test_a_reset_is_told_as_a_change_of_no_chat_in_particular(tg: Driver) -> None:
    await tg.resident()
    seen = (await tg.get("state"))["last_event"]
    await tg.post("reset")
    async with asyncio.timeout(5):
        async for event in stream(tg, seen):
            assert (event["type"], event["chat_id"]) == ("chat", None)
            break


async def test_what_is_refused_has_changed_nothing(tg: Driver) -> None:
    first = await tg.post("users", first_name="王", username="wang")
    await tg.post("users", first_name="李", username="li")
    assert (await tg.try_post("users", id=first["id"], first_name="张", username="li"))[0] == 400
    assert (await tg.try_post("say", user="wang", text=" "))[0] == 400
    assert (await tg.try_post("say", user="wang", text="x" * 4097, via_bot="gif_bot"))[0] == 400
    users = (await tg.get("state"))["users"]
    assert [(each["first_name"], each["opened"]) for each in users] == [("王", False), ("李", False)]


async def test_a_new_group_never_takes_the_id_of_one_that_was_given_its_own(tg: Driver) -> None:
    ids = [
        (await tg.post("chats", type=kind, title="x", **given))["id"]
        for kind, given in (
            ("group", {"id": -4000001}),
            ("group", {}),
            ("supergroup", {"id": -1002000000001}),
            ("supergroup", {}),
        )
    ]
    assert len(set(ids)) == 4

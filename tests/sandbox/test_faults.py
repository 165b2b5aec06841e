import asyncio

import aiohttp
import pytest

from tests.sandbox.driver import Driver


@pytest.mark.parametrize(
    ("fault", "code", "description"),
    [
        ({"kind": "429", "retry_after": 7}, 429, "Too Many Requests: retry after 7"),
        ({"kind": "5xx"}, 502, "Bad Gateway"),
        ({"kind": "5xx", "status": 503, "description": "busy"}, 503, "busy"),
        ({"kind": "403"}, 403, "Forbidden: bot was blocked by the user"),
        ({"kind": "400", "description": "Bad Request: CHAT_WRITE_FORBIDDEN"}, 400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    ],
)
async def test_an_error_is_answered_once_and_has_no_effect(
    tg: Driver, fault: dict[str, object], code: int, description: str
) -> None:
    wang = await tg.resident()
    await tg.post("faults", method="sendMessage", **fault)
    assert await tg.refused("sendMessage", chat_id=wang, text="x") == (code, description)
    assert [each["text"] for each in (await tg.get("chats/wang/messages"))["messages"]] == ["/start"]
    await tg.ok("sendMessage", chat_id=wang, text="x")
    assert (await tg.get("faults"))["faults"] == []


async def test_a_fault_strikes_its_method_and_chat_only(tg: Driver) -> None:
    wang, group = await tg.resident(), await tg.group()
    await tg.post("faults", method="sendMessage", chat="g3", kind="5xx", times=2)
    await tg.ok("sendMessage", chat_id=wang, text="x")
    await tg.ok("sendChatAction", chat_id=group, action="typing")
    for _ in range(2):
        assert (await tg.refused("sendMessage", chat_id=group, text="x"))[0] == 502
    await tg.ok("sendMessage", chat_id=group, text="x")


async def test_any_method_means_all_but_polling(tg: Driver) -> None:
    await tg.post("faults", kind="5xx")
    await tg.ok("getUpdates")
    assert (await tg.refused("getMe"))[0] == 502
    await tg.post("faults", kind="5xx", method="getUpdates")
    assert (await tg.refused("getUpdates"))[0] == 502


@pytest.mark.parametrize(
    ("kind", "effect"),
    [("reset_before", []), ("reset_after", ["x"]), ("hang_before", []), ("hang_after", ["x"])],
)
async def test_a_lost_connection_has_its_effect_only_after(tg: Driver, kind: str, effect: list[str]) -> None:
    wang = await tg.resident()
    await tg.post("faults", method="sendMessage", kind=kind, seconds=0.01)
    with pytest.raises(aiohttp.ClientConnectionError):
        await tg.call("sendMessage", chat_id=wang, text="x")
    said = [each["text"] for each in (await tg.get("chats/wang/messages"))["messages"]]
    assert said == ["/start", *effect]
    entry = (await tg.get("transcript"))["entries"][-1]
    assert (entry["fault"], entry["status"], entry["ok"]) == (kind, 0, False)


async def test_a_hanging_request_is_in_the_transcript_at_once(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("faults", method="sendMessage", kind="hang_after", seconds=60)
    seen = (await tg.get("transcript"))["next"]
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        hanging = tasks.create_task(tg.call("sendMessage", chat_id=wang, text="x"))
        entries = (await tg.get(f"transcript?after={seen}&wait=5"))["entries"]
        hanging.cancel()
    assert [(each["method"], each["fault"]) for each in entries] == [("sendMessage", "hang_after")]


async def test_faults_can_be_taken_back(tg: Driver) -> None:
    fault = await tg.post("faults", kind="429", times=5)
    assert [each["id"] for each in (await tg.get("faults"))["faults"]] == [fault["id"]]
    async with tg.http.delete(f"{tg.base}/sandbox/faults") as response:
        assert response.status == 200
    await tg.ok("getMe")
    assert (await tg.try_post("faults", kind="earthquake"))[0] == 400


async def test_a_reset_connection_is_reset_and_not_ended_in_order(tg: Driver) -> None:
    await tg.post("faults", method="getMe", kind="reset_before")
    host, port = tg.base.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /bot{tg.sandbox.token}/getMe HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    with pytest.raises(ConnectionResetError):
        await reader.read()
    writer.close()


async def test_a_fault_for_nothing_there_is_404(tg: Driver) -> None:
    assert (await tg.try_post("faults", kind="5xx", method="sendMesage"))[0] == 404
    assert (await tg.try_post("faults", kind="5xx", chat=-5))[0] == 404
    assert (await tg.try_post("faults", kind="5xx", chat="nobody"))[0] == 404
    assert (await tg.get("faults"))["faults"] == []
    assert (await tg.try_post("faults", kind="hang_after", seconds="inf"))[0] == 400

import pytest

from sandbox.chats import Chat
from sandbox.clock import SandboxClock
from sandbox.errors import ApiError
from sandbox.flood import FloodGate
from tests.sandbox.driver import START, Driver


async def test_a_fourth_message_to_one_chat_waits_and_names_how_long(tg: Driver) -> None:
    wang = await tg.resident()
    for _ in range(3):
        await tg.ok("sendMessage", chat_id=wang, text="x")
    async with tg.http.post(
        f"{tg.base}/bot{tg.sandbox.token}/sendMessage", json={"chat_id": wang, "text": "x"}
    ) as response:
        answer = await response.json()
        assert (response.status, response.headers["Retry-After"]) == (429, "3")
    assert answer["parameters"] == {"retry_after": 3}
    assert answer["description"] == "Too Many Requests: retry after 3"
    await tg.post("clock", advance=3)
    await tg.ok("sendMessage", chat_id=wang, text="x")


def passes(gate: FloodGate, chat: Chat, cost: int = 1) -> bool:
    try:
        gate.send(chat, cost)
    except ApiError:
        return False
    return True


def test_thirty_messages_a_second_leave_in_all() -> None:
    clock = SandboxClock(START, rate=0)
    gate = FloodGate(clock, enforce=True)
    chats = [Chat(number, "private") for number in range(1, 41)]
    assert [passes(gate, chat) for chat in chats] == [True] * 30 + [False] * 10
    clock.advance(1)
    assert passes(gate, chats[-1])


def test_twenty_messages_a_minute_go_to_one_group_and_an_edit_counts() -> None:
    clock = SandboxClock(START, rate=0)
    gate, group = FloodGate(clock, enforce=True), Chat(-1, "group")
    sent = 0
    for _ in range(25):
        sent += passes(gate, group)
        clock.advance(2)
    assert sent == 20
    with pytest.raises(ApiError) as refused:
        gate.edit(group)
    assert refused.value.parameters == {"retry_after": 10}
    clock.advance(10)
    gate.edit(group)


def test_an_album_costs_its_items() -> None:
    clock = SandboxClock(START, rate=0)
    gate, group = FloodGate(clock, enforce=True), Chat(-1, "group")
    assert passes(gate, group, 10)
    assert not passes(gate, group)
    clock.advance(3)
    assert passes(gate, group, 10)
    clock.advance(3)
    assert not passes(gate, group)


async def test_without_limits_nothing_waits(tg: Driver) -> None:
    tg.sandbox.world.flood.enforce = False
    wang = await tg.resident()
    for _ in range(40):
        await tg.ok("sendMessage", chat_id=wang, text="x")

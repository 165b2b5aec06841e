"""What the transcript says of requests that came to nothing."""

import asyncio

import pytest

from tests.sandbox.driver import Driver

KEYBOARD = '{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}'


@pytest.mark.parametrize("fault", ["400", "5xx", None])
async def test_a_refused_form_is_shown_with_its_chat_and_its_structures(tg: Driver, fault: str | None) -> None:
    wang = await tg.resident()
    if fault is not None:
        await tg.post("faults", kind=fault, chat=wang)
    form = {"chat_id": str(wang), "text": "x", "reply_markup": KEYBOARD, "typo": "1"}
    async with tg.http.post(f"{tg.base}/bot{tg.sandbox.token}/sendMessage", data=form) as response:
        assert response.status in (400, 502)
    entry = (await tg.get("transcript"))["entries"][-1]
    assert (entry["chat_id"], entry["fault"]) == (wang, fault)
    assert entry["params"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "A"


async def test_a_chat_named_by_its_username_is_shown_by_its_id(tg: Driver) -> None:
    group = await tg.group(kind="supergroup")
    await tg.ok("getChat", chat_id="@g3")
    await tg.refused("getChat", chat_id="@nobody")
    found, unknown = (await tg.get("transcript"))["entries"][-2:]
    assert (found["chat_id"], unknown["chat_id"]) == (group, None)


async def test_a_long_poll_that_was_given_up_is_an_entry_without_an_answer(tg: Driver) -> None:
    seen = (await tg.get("transcript"))["next"]
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(tg.call("getUpdates", timeout=50))
        await tg.sandbox.world.updates.changed.wait()
        poll.cancel()
        entries = (await tg.get(f"transcript?after={seen}&wait=5"))["entries"]
    assert [(each["method"], each["status"], each["ok"]) for each in entries] == [("getUpdates", 0, False)]

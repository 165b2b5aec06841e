import asyncio

from tests.sandbox.driver import Driver


async def test_an_update_comes_again_until_its_offset_is_confirmed(tg: Driver) -> None:
    await tg.resident()
    await tg.post("say", user="wang", text="路灯坏了")
    first = await tg.ok("getUpdates")
    again = await tg.ok("getUpdates")
    assert first == again
    assert first[0]["message"]["text"] == "路灯坏了"
    assert await tg.ok("getUpdates", offset=first[0]["update_id"] + 1) == []


async def test_a_negative_offset_keeps_only_the_newest(tg: Driver) -> None:
    await tg.resident()
    for text in ("一", "二", "三"):
        await tg.post("say", user="wang", text=text)
    assert [each["message"]["text"] for each in await tg.ok("getUpdates", offset=-1)] == ["三"]


async def test_a_long_poll_ends_when_something_is_said(tg: Driver) -> None:
    await tg.resident()
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(tg.ok("getUpdates", timeout=30))
        await until_polled(tg)
        await tg.post("say", user="wang", text="你好")
    assert [each["message"]["text"] for each in poll.result()] == ["你好"]


async def until_polled(tg: Driver) -> None:
    """Until a long poll has reached the server: it rings as it comes in."""
    await tg.sandbox.world.updates.changed.wait()


async def test_a_second_poller_ends_the_first_with_409(tg: Driver) -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        first = tasks.create_task(tg.refused("getUpdates", timeout=30))
        await until_polled(tg)
        assert await tg.ok("getUpdates", timeout=0) == []
    code, description = first.result()
    assert code == 409
    assert description.startswith("Conflict: terminated by other getUpdates request")


async def test_messages_wait_a_day_and_presses_150_seconds(tg: Driver) -> None:
    wang = await tg.resident()
    button = {"inline_keyboard": [[{"text": "接单", "callback_data": "ack"}]]}
    await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup=button)
    await tg.post("say", user="wang", text="在吗")
    await tg.post("press", user="wang", button="接单")
    await tg.post("clock", advance=149)
    assert [set(each) - {"update_id"} for each in await tg.ok("getUpdates")] == [{"message"}, {"callback_query"}]
    await tg.post("clock", advance=2)
    assert [set(each) - {"update_id"} for each in await tg.ok("getUpdates")] == [{"message"}]
    await tg.post("clock", advance=24 * 3600)
    assert await tg.ok("getUpdates") == []


async def test_kinds_that_are_not_allowed_are_never_kept(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup={"inline_keyboard": [[BUTTON]]})
    await tg.ok("getUpdates", allowed_updates=["callback_query"])
    await tg.post("say", user="wang", text="听不见")
    await tg.post("press", user="wang", button="A")
    kinds = [set(each) - {"update_id"} for each in await tg.ok("getUpdates", allowed_updates=[])]
    assert kinds == [{"callback_query"}]


BUTTON = {"text": "A", "callback_data": "a"}


async def test_update_ids_go_on_after_a_reset_so_that_a_poller_misses_nothing(tg: Driver) -> None:
    await tg.resident()
    await tg.post("say", user="wang", text="以前")
    last = (await tg.ok("getUpdates"))[-1]["update_id"]
    await tg.post("reset")
    assert (await tg.get("state"))["users"] == []
    await tg.post("users", first_name="Wang", username="wang")
    await tg.post("say", user="wang", text="以后")
    assert [each["message"]["text"] for each in await tg.ok("getUpdates", offset=last + 1)] == ["以后"]

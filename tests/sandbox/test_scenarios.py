import asyncio

from sandbox.json_types import Json
from tests.sandbox.driver import Driver

BUTTON = {"inline_keyboard": [[{"text": "接单", "callback_data": "ack"}]]}


async def until(tg: Driver, *states: str) -> Json:
    """The scenario event that ends the wait."""
    world = tg.sandbox.world
    async with asyncio.timeout(5):
        while True:
            for event in world.events.after(0):
                if event["type"] == "scenario" and event["state"] in states:
                    return event
            await world.events.happened.wait()


async def answer_with_button(tg: Driver, wang: int) -> None:
    """A bot that answers the first message with a button and the press with a text."""
    first = (await tg.ok("getUpdates", timeout=5))[-1]
    assert first["message"]["text"] == "路灯坏了"
    await tg.ok("sendMessage", chat_id=wang, text="待接单", reply_markup=BUTTON)
    press = (await tg.ok("getUpdates", offset=first["update_id"] + 1, timeout=5))[-1]
    assert press["callback_query"]["data"] == "ack"
    await tg.ok("sendMessage", chat_id=wang, text="已接单，谢谢")


async def test_a_scenario_waits_for_what_the_bot_does(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.ok("sendMessage", chat_id=wang, text="从前的", reply_markup=BUTTON)
    before = (await tg.get("clock"))["now"]
    steps = [
        {"note": "居民说话", "say": {"user": "wang", "text": "路灯坏了"}},
        {"press": {"user": "wang", "button": "接单"}},
        {"expect": {"chat": "wang", "contains": "已接单"}},
        {"clock": {"advance": 3600}},
    ]
    await tg.post("scenarios", name="lamp", title="路灯", steps=steps)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(answer_with_button(tg, wang))
        assert await tg.post("scenarios/lamp/play") == {"name": "lamp", "steps": 4}
        ended = await until(tg, "done", "failed")
    assert (ended["state"], ended["step"], ended["total"]) == ("done", 4, 4)
    assert (await tg.get("clock"))["now"] != before
    assert (await tg.get("scenarios"))["scenarios"][0]["playing"] is False


async def test_a_step_that_times_out_stops_the_play_and_says_which(tg: Driver) -> None:
    await tg.resident()
    steps = [{"press": {"user": "wang", "button": "没有"}, "timeout": 0.01}, {"clock": {"advance": 60}}]
    await tg.post("scenarios", name="x", steps=steps)
    await tg.post("scenarios/x/play")
    failed = await until(tg, "failed", "done")
    assert failed["error"] == "step 1: no button '没有' appeared within 0.01 s"


async def test_what_was_said_before_the_play_is_no_answer_in_it(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.ok("sendMessage", chat_id=wang, text="已登记")
    await tg.post("say", user="wang", text="已登记？")
    expect = {"expect": {"chat": "wang", "contains": "已登记"}, "timeout": 0.01}
    await tg.post("scenarios", name="x", steps=[{"say": {"user": "wang", "text": "已登记？"}}, expect])
    await tg.post("scenarios/x/play")
    assert (await until(tg, "failed", "done"))["error"].startswith("step 2: nothing appeared")


async def test_a_play_can_be_stopped(tg: Driver) -> None:
    await tg.resident()
    await tg.post("scenarios", name="x", steps=[{"expect": {"chat": "wang", "contains": "x"}, "timeout": 60}])
    await tg.post("scenarios/x/play")
    await until(tg, "step")
    assert (await tg.get("state"))["playing"] == "x"
    assert await tg.post("scenarios/stop") == {"stopped": "x"}
    assert (await tg.get("state"))["playing"] is None


async def test_a_wrong_step_is_refused_when_it_is_added(tg: Driver) -> None:
    two = {"say": {"user": "wang", "text": "x"}, "clock": {"advance": 1}}
    wrong: list[Json] = [{"sing": {}}, {}, two]
    for step in wrong:
        assert (await tg.try_post("scenarios", name="x", steps=[step]))[0] == 400
    assert (await tg.try_post("scenarios/nowhere/play"))[0] == 404

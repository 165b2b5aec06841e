import asyncio

from tests.sandbox.driver import Driver

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def markup(*buttons: dict[str, str]) -> dict[str, object]:
    return {"inline_keyboard": [list(buttons)]}


async def test_a_press_reaches_the_bot_and_its_answer_the_person(tg: Driver) -> None:
    wang = await tg.resident()
    sent = await tg.ok(
        "sendMessage", chat_id=wang, text="?", reply_markup=markup({"text": "接单 ✓", "callback_data": "a:1"})
    )
    query = await tg.post("press", user="wang", button="接单")
    update = (await tg.updates())[0]["callback_query"]
    assert update["id"] == query["callback_query_id"]
    assert (update["data"], update["from"]["id"], update["message"]["message_id"]) == ("a:1", wang, sent["message_id"])
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(tg.get(f"callbacks/{query['callback_query_id']}?wait=5"))
        await tg.ok("answerCallbackQuery", callback_query_id=update["id"], text="好的", show_alert=True)
    answered = waiting.result()
    assert (answered["answered"], answered["text"], answered["show_alert"]) == (True, "好的", True)


async def test_an_answer_counts_once_and_within_150_seconds(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup=markup({"text": "A", "callback_data": "a"}))
    first = (await tg.post("press", user="wang", button="A"))["callback_query_id"]
    await tg.ok("answerCallbackQuery", callback_query_id=first)
    assert await tg.refused("answerCallbackQuery", callback_query_id=first) == (400, TOO_OLD)
    second = (await tg.post("press", user="wang", button="A"))["callback_query_id"]
    await tg.post("clock", advance=151)
    assert await tg.refused("answerCallbackQuery", callback_query_id=second) == (400, TOO_OLD)
    assert (await tg.get(f"callbacks/{second}"))["answered"] is False


async def test_the_newest_message_with_such_a_button_is_pressed(tg: Driver) -> None:
    wang = await tg.resident()
    for data in ("old", "new"):
        await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup=markup({"text": "A", "callback_data": data}))
    await tg.ok("sendMessage", chat_id=wang, text="no buttons")
    await tg.post("press", user="wang", button="A")
    assert (await tg.updates())[0]["callback_query"]["data"] == "new"
    status, answer = await tg.try_post("press", user="wang", button="B")
    assert (status, answer["ok"]) == (404, False)


async def test_data_can_be_forged_on_living_and_on_deleted_messages(tg: Driver) -> None:
    wang = await tg.resident()
    sent = await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup=markup({"text": "A", "callback_data": "a"}))
    await tg.post("press", user="wang", data="admin:1")
    assert (await tg.updates())[0]["callback_query"]["data"] == "admin:1"
    await tg.ok("deleteMessage", chat_id=wang, message_id=sent["message_id"])
    await tg.post("press", user="wang", message=sent["message_id"], data="a")
    message = (await tg.updates())[0]["callback_query"]["message"]
    assert (message["date"], message["message_id"]) == (0, sent["message_id"])


async def test_links_are_given_back_and_deep_links_followed(tg: Driver) -> None:
    wang = await tg.resident()
    group = await tg.group(bot=None)
    link = "https://t.me/sandbox_bot?start"
    buttons = markup(
        {"text": "网站", "url": "https://example.org/"},
        {"text": "私聊", "url": f"{link}=b_3"},
        {"text": "进群", "url": f"{link}group=bind_3"},
    )
    await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup=buttons)
    assert await tg.post("press", user="wang", button="网站") == {"url": "https://example.org/"}
    await tg.post("press", user="wang", button="私聊")
    assert (await tg.updates())[0]["message"]["text"] == "/start b_3"
    assert (await tg.try_post("press", user="wang", button="进群"))[0] == 400
    await tg.post("press", user="wang", button="进群", chat="g3")
    change, joined, start = await tg.updates()
    assert change["my_chat_member"]["from"]["id"] == wang
    assert joined["message"]["new_chat_members"][0]["id"] == 42
    assert (start["message"]["text"], start["message"]["chat"]["id"]) == ("/start@sandbox_bot bind_3", group)


async def test_a_key_of_the_reply_keyboard_says_its_text(tg: Driver) -> None:
    wang = await tg.resident()
    keyboard = {"keyboard": [[{"text": "3号楼"}, {"text": "位置", "request_location": True}]]}
    await tg.ok("sendMessage", chat_id=wang, text="哪一栋？", reply_markup=keyboard)
    await tg.post("press", user="wang", button="3号楼")
    await tg.post("press", user="wang", button="位置")
    first, second = [each["message"] for each in await tg.updates()]
    assert first["text"] == "3号楼"
    assert "location" in second
    await tg.ok("sendMessage", chat_id=wang, text="好", reply_markup={"remove_keyboard": True})
    assert (await tg.try_post("press", user="wang", button="3号楼"))[0] == 404


async def test_nobody_presses_in_a_group_that_is_gone_or_after_blocking_the_bot(tg: Driver) -> None:
    wang, group = await tg.resident(), await tg.group()
    for chat in (wang, group):
        await tg.ok("sendMessage", chat_id=chat, text="?", reply_markup=markup({"text": "A", "callback_data": "a"}))
    await tg.post("membership", user="wang", blocked=True)
    assert (await tg.try_post("press", user="wang", button="A"))[0] == 400
    assert (await tg.try_post("press", user="wang", data="a"))[0] == 400
    await tg.post("press", user="wang", chat="g3", button="A")
    await tg.post("membership", chat="g3", deleted=True)
    assert (await tg.try_post("press", user="wang", chat="g3", button="A"))[0] == 400
    assert [each["callback_query"]["message"]["chat"]["id"] for each in (await tg.updates())[1:]] == [group]


async def test_a_press_and_its_answer_are_told_to_the_page_as_events(tg: Driver) -> None:
    """The page holds no request open while a bot is silent: a browser has six connections."""
    wang = await tg.resident()
    await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup=markup({"text": "A", "callback_data": "a"}))
    seen = (await tg.get("state"))["last_event"]
    query = (await tg.post("press", user="wang", button="A"))["callback_query_id"]
    await tg.ok("answerCallbackQuery", callback_query_id=query, text="好的")
    told = [each for each in tg.sandbox.world.events.after(seen) if each["type"] == "callback"]
    assert [(each["callback_query_id"], each["answered"]) for each in told] == [(query, False), (query, True)]
    assert told[1]["text"] == "好的"

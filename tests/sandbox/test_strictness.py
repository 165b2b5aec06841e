import pytest

from tests.sandbox.driver import Driver

TOO_LONG = "Bad Request: message is too long"


async def test_an_unknown_method_and_a_wrong_token_are_refused(tg: Driver) -> None:
    assert (await tg.refused("sendMesage", chat_id=1, text="x"))[0] == 404
    async with tg.http.post(f"{tg.base}/bot42:WRONG/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_method_names_are_compared_without_case(tg: Driver) -> None:
    assert (await tg.ok("GETME"))["username"] == "sandbox_bot"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": "x", "chatid": 1}, 'Bad Request: unknown parameter "chatid"'),
        ({}, "Bad Request: message text is empty"),
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": " \n"}, "Bad Request: text must be non-empty"),
        ({"text": "字" * 4097}, TOO_LONG),
        ({"text": "😀" * 2049}, TOO_LONG),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "Bad Request: message to be replied not found"),
        (
            {"text": "x", "reply_parameters": {"mesage_id": 1, "message_id": 1}},
            'Bad Request: unknown field "mesage_id" in parameter "reply_parameters"',
        ),
        ({"text": "x", "message_thread_id": 1}, "Bad Request: message thread not found"),
        ({"text": "x", "receiver_user_id": 5}, 'Bad Request: the sandbox has no "receiver_user_id"'),
        (
            {"text": "x", "parse_mode": "MarkdownV2"},
            "Bad Request: the sandbox reads parse_mode HTML only, not MarkdownV2",
        ),
        ({"text": "x", "parse_mode": "BB"}, "Bad Request: unsupported parse_mode"),
    ],
)
async def test_a_wrong_text_message_is_refused(tg: Driver, params: dict[str, object], description: str) -> None:
    wang = await tg.resident()
    assert await tg.refused("sendMessage", chat_id=wang, **params) == (400, description)


async def test_lengths_are_counted_after_tags_and_references_are_gone(tg: Driver) -> None:
    wang = await tg.resident()
    longest = "<b>" + "&lt;" * 4096 + "</b>"
    sent = await tg.ok("sendMessage", chat_id=wang, text=longest, parse_mode="HTML")
    assert sent["text"] == "<" * 4096
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert (await tg.refused("sendMessage", chat_id=wang, text=longest + "x", parse_mode="HTML"))[1] == TOO_LONG


async def test_a_caption_has_1024_units(tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("say", user="wang", photo=True)
    photo = (await tg.updates())[0]["message"]["photo"][-1]["file_id"]
    await tg.ok("sendPhoto", chat_id=wang, photo=photo, caption="字" * 1024)
    assert await tg.refused("sendPhoto", chat_id=wang, photo=photo, caption="字" * 1025) == (
        400,
        "Bad Request: message caption is too long",
    )


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "A", "callback_data": "字" * 22}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "A", "callback_data": ""}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"text": "A"},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "A", "callback_data": "a", "url": "https://example.org"},
            "Bad Request: can't parse inline keyboard button: exactly one action is allowed, not url and callback_data",
        ),
        ({"text": "A", "url": "not an address"}, "Bad Request: BUTTON_URL_INVALID"),
        ({"text": "A", "calback_data": "a"}, 'Bad Request: unknown field "calback_data" in parameter "reply_markup"'),
    ],
)
async def test_a_wrong_button_is_refused(tg: Driver, button: dict[str, str], description: str) -> None:
    wang = await tg.resident()
    markup = {"inline_keyboard": [[button]]}
    assert await tg.refused("sendMessage", chat_id=wang, text="?", reply_markup=markup) == (400, description)


async def test_64_bytes_of_callback_data_pass(tg: Driver) -> None:
    wang = await tg.resident()
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "字" * 21 + "x"}]]}
    assert (await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup=markup))["reply_markup"] == markup


async def test_numbers_and_structures_are_read_from_a_form_too(tg: Driver) -> None:
    wang = await tg.resident()
    form = {
        "chat_id": str(wang),
        "text": "?",
        "disable_notification": "true",
        "disable_web_page_preview": "true",
        "reply_markup": '{"inline_keyboard":[[{"text":"A","callback_data":"a"}]]}',
    }
    async with tg.http.post(f"{tg.base}/bot{tg.sandbox.token}/sendMessage", data=form) as response:
        assert (await response.json())["result"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "A"
    entry = (await tg.get("transcript"))["entries"][-1]
    assert entry["params"]["disable_notification"] is True
    assert entry["chat_id"] == wang


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("reply_markup", {"keyboard": "x"}, "reply_markup.keyboard"),
        ("reply_markup", {"inline_keyboard": [[{"callback_data": "a"}]]}, "reply_markup.inline_keyboard.0.0.text"),
        ("reply_parameters", {"message_id": "first"}, "reply_parameters.message_id"),
        ("disable_notification", "perhaps", "disable_notification"),
    ],
)
async def test_a_wrong_type_names_the_place(tg: Driver, name: str, value: object, place: str) -> None:
    wang = await tg.resident()
    code, description = await tg.refused("sendMessage", chat_id=wang, text="x", **{name: value})
    assert code == 400
    assert description.startswith(f'Bad Request: can\'t parse parameter "{name}": {place}: ')


async def test_a_markup_of_no_kind_is_refused(tg: Driver) -> None:
    wang = await tg.resident()
    wrong: list[object] = [{}, {"force_reply": True, "remove_keyboard": True}, []]
    for markup in wrong:
        assert await tg.refused("sendMessage", chat_id=wang, text="x", reply_markup=markup) == (
            400,
            "Bad Request: can't parse reply keyboard markup JSON object",
        )

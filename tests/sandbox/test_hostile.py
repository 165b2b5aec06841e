"""What no library sends: the server answers it, in JSON, and goes on."""

import aiohttp
import pytest

from sandbox.methods.call import Call
from tests.sandbox.driver import Driver

NOT_UTF8 = "strings must be encoded in UTF-8"


async def raw(tg: Driver, path: str, body: bytes, kind: str) -> tuple[int, dict[str, object]]:
    async with tg.http.post(f"{tg.base}/{path}", data=body, headers={"Content-Type": kind}) as response:
        assert response.content_type == "application/json"
        return response.status, await response.json()


@pytest.mark.parametrize("text", [r"\ud83d", r"a\udc00b", r"\ude00\ud83d"])
async def test_a_lone_surrogate_is_refused_before_it_spoils_the_chat(tg: Driver, text: str) -> None:
    wang = await tg.resident()
    path, kind = f"bot{tg.sandbox.token}/sendMessage", "application/json"
    status, answer = await raw(tg, path, f'{{"chat_id": {wang}, "text": "{text}"}}'.encode(), kind)
    assert (status, answer["description"]) == (400, f"Bad Request: {NOT_UTF8}")
    status, answer = await raw(tg, "sandbox/say", f'{{"user": "wang", "text": "{text}"}}'.encode(), kind)
    assert (status, answer["error"]) == (400, NOT_UTF8)
    status, answer = await raw(tg, "sandbox/users", f'{{"first_name": "{text}"}}'.encode(), kind)
    assert (status, answer["error"]) == (400, NOT_UTF8)
    assert [each["text"] for each in (await tg.get("chats/wang/messages"))["messages"]] == ["/start"]
    assert (await tg.get("transcript"))["entries"][-1]["status"] == 400


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"chat_id=1&text=%ff", "application/x-www-form-urlencoded"),
        (b"chat_id=1&text=\xff", "application/x-www-form-urlencoded"),
        (b'{"chat_id": 1, "text": "\xff"}', "application/json"),
        (b'chat_id=1&text=x&entities=[{"type":"\\ud83d"}]', "application/x-www-form-urlencoded"),
        (
            b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
        ),
    ],
)
async def test_bytes_that_are_no_utf8_are_refused_in_every_kind_of_body(tg: Driver, body: bytes, kind: str) -> None:
    status, answer = await raw(tg, f"bot{tg.sandbox.token}/sendMessage", body, kind)
    assert (status, answer["description"]) == (400, f"Bad Request: {NOT_UTF8}")


@pytest.mark.parametrize("chat", ["²", "--5", "-", "9" * 5000, "@" + "x" * 5000, "", "1e5"])
async def test_what_is_no_chat_id_names_no_chat(tg: Driver, chat: str) -> None:
    code, description = await tg.refused("sendMessage", chat_id=chat, text="x")
    assert (code, description) == (400, "Bad Request: chat not found")
    if chat:
        status, answer = await tg.try_post("say", user=chat, text="x")
        assert (status, answer["ok"]) == (404, False)


async def test_a_chat_in_the_address_that_is_no_id_is_404(tg: Driver) -> None:
    for chat in ("²", "--5", "9" * 5000):
        async with tg.http.get(f"{tg.base}/sandbox/chats/{chat}/messages") as response:
            assert (response.status, (await response.json())["ok"]) == (404, False)


@pytest.mark.parametrize(
    "nested", ["[" * 100_000, "[" * 200 + "]" * 200, '{"a":' * 200 + "1" + "}" * 200, "NaN", "1e999"]
)
async def test_json_that_is_nested_too_deeply_or_has_no_number_is_refused(tg: Driver, nested: str) -> None:
    body = f'{{"chat_id": 1, "text": "x", "entities": {nested}}}'.encode()
    status, answer = await raw(tg, f"bot{tg.sandbox.token}/sendMessage", body, "application/json")
    assert (status, answer["description"]) == (400, "Bad Request: can't parse JSON object")
    status, answer = await raw(tg, "sandbox/say", f'{{"user": {nested}}}'.encode(), "application/json")
    assert (status, answer["error"]) == (400, "the body must be a JSON object")
    form = f"chat_id=1&text=x&entities={nested}".encode()
    status, answer = await raw(tg, f"bot{tg.sandbox.token}/sendMessage", form, "application/x-www-form-urlencoded")
    assert (status, answer["description"]) == (400, 'Bad Request: can\'t parse "entities" JSON object')


async def test_a_mistake_of_the_sandbox_itself_is_a_500_in_json_and_in_the_transcript(
    tg: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> dict[str, object]:
        raise LookupError("the test's own")

    monkeypatch.setattr(Call, "chat", broken)
    assert await tg.refused("getChat", chat_id=1) == (500, "Internal Server Error")
    entry = (await tg.get("transcript"))["entries"][-1]
    assert (entry["method"], entry["status"], entry["description"]) == ("getChat", 500, "Internal Server Error")
    monkeypatch.setattr("sandbox.control.routes.state", broken)
    async with tg.http.get(f"{tg.base}/sandbox/state") as response:
        assert response.status == 500
        assert await response.json() == {"ok": False, "error": "the sandbox itself failed: LookupError"}


async def test_numbers_beyond_all_measure_in_an_address_are_taken_or_refused(tg: Driver) -> None:
    for query in ("transcript?limit=1e300", "transcript?after=1e300", "clock?after=1e300", "state?x=%ff"):
        await tg.get(query)
    async with tg.http.get(f"{tg.base}/sandbox/transcript?limit=inf") as response:
        assert response.status == 400
    async with tg.http.get(f"{tg.base}/sandbox/events?after=²") as response:
        assert response.status == 200


async def test_a_file_whose_type_names_a_charset_can_be_sent_and_looked_at(tg: Driver) -> None:
    wang = await tg.resident()
    form = aiohttp.FormData({"chat_id": str(wang)})
    form.add_field("document", b"12345", filename="a.txt", content_type="text/plain; charset=utf-8")
    async with tg.http.post(f"{tg.base}/bot{tg.sandbox.token}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert document["mime_type"] == "text/plain"
    async with tg.http.get(f"{tg.base}/sandbox/files/{document['file_id']}") as response:
        assert (response.status, response.content_type, await response.read()) == (200, "text/plain", b"12345")


@pytest.mark.parametrize(
    "url", ["http://[x", "http://a..b/", "http://x:99999/", "https://", "x y.z", "[x.y", "tg://", "tg://[x"]
)
async def test_a_button_leads_to_an_address_or_is_refused_as_it_is_sent(tg: Driver, url: str) -> None:
    wang = await tg.resident()
    markup = {"inline_keyboard": [[{"text": "A", "url": url}]]}
    assert await tg.refused("sendMessage", chat_id=wang, text="?", reply_markup=markup) == (
        400,
        "Bad Request: BUTTON_URL_INVALID",
    )


async def test_an_edit_without_a_text_is_refused(tg: Driver) -> None:
    wang = await tg.resident()
    place = {"chat_id": wang, "message_id": (await tg.ok("sendMessage", chat_id=wang, text="x"))["message_id"]}
    assert await tg.refused("editMessageText", **place) == (400, "Bad Request: message text is empty")
    assert await tg.refused("editMessageText", **place, rich_message={"html": "x"}) == (
        400,
        'Bad Request: the sandbox has no "rich_message"',
    )


async def test_numbers_written_as_words_or_fractions_count_as_numbers_inside_structures_too(tg: Driver) -> None:
    wang = await tg.resident()
    entities = [{"type": "bold", "offset": "0", "length": 2.0}]
    sent = await tg.ok("sendMessage", chat_id=wang, text="重要", entities=entities)
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    ident = sent["message_id"]
    reply = await tg.ok("sendMessage", chat_id=wang, text="x", reply_parameters={"message_id": str(ident)})
    assert reply["reply_to_message"]["message_id"] == ident
    copies = await tg.ok("copyMessages", chat_id=wang, from_chat_id=wang, message_ids=[str(ident)])
    assert len(copies) == 1
    for wrong in ("x", 0.5, None):
        code, _ = await tg.refused("sendMessage", chat_id=wang, text="x", entities=[{**entities[0], "offset": wrong}])
        assert code == 400


async def test_a_body_that_is_packed_wrongly_is_refused(tg: Driver) -> None:
    # aiohttp ends the connection of such a body: it must not be taken for the next request.
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json", "Connection": "close"}
    for path in ("sandbox/say", f"bot{tg.sandbox.token}/sendMessage"):
        async with tg.http.post(f"{tg.base}/{path}", data=b"no gzip", headers=headers) as response:
            assert (response.status, (await response.json())["ok"]) == (400, False)

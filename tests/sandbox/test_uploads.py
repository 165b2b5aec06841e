"""Files in requests: each has to be where a file belongs."""

import io

import aiohttp
import pytest

from sandbox import samples
from sandbox.json_types import Json
from tests.sandbox.driver import Driver


async def send(tg: Driver, method: str, fields: dict[str, str], **files: bytes) -> Json:
    form = aiohttp.FormData(fields)
    for name, data in files.items():
        form.add_field(name, io.BytesIO(data), filename=f"{name}.png")
    async with tg.http.post(f"{tg.base}/bot{tg.sandbox.token}/{method}", data=form) as response:
        answer: Json = await response.json()
        return answer


async def test_a_file_that_nothing_names_is_refused(tg: Driver) -> None:
    wang = await tg.resident()
    answer = await send(tg, "sendPhoto", {"chat_id": str(wang), "photo": "attach://pic"}, pic=samples.png(1))
    assert answer["ok"], answer
    answer = await send(tg, "sendPhoto", {"chat_id": str(wang), "photo": "attach://pic"}, pic=b"1", picture=b"2")
    assert answer["description"] == 'Bad Request: unknown file "picture"'
    answer = await send(tg, "sendMessage", {"chat_id": str(wang), "text": "x"}, photo=samples.png(1))
    assert answer["description"] == 'Bad Request: unknown file "photo"'


async def test_a_file_in_the_place_of_words_is_refused(tg: Driver) -> None:
    wang = await tg.resident()
    answer = await send(tg, "sendMessage", {"chat_id": str(wang)}, text=b"hello")
    assert answer["description"] == 'Bad Request: parameter "text" can\'t be a file'
    assert len((await tg.get("chats/wang/messages"))["messages"]) == 1


async def test_files_of_an_album_are_named_inside_it(tg: Driver) -> None:
    wang = await tg.resident()
    media = '[{"type":"photo","media":"attach://a"},{"type":"photo","media":"attach://b"}]'
    files = {"a": samples.png(1), "b": samples.png(2)}
    answer = await send(tg, "sendMediaGroup", {"chat_id": str(wang), "media": media}, **files)
    assert len(answer["result"]) == 2


@pytest.mark.parametrize("kind", ["photo", "video", "document", "voice"])
async def test_a_request_without_its_file_says_so(tg: Driver, kind: str) -> None:
    wang = await tg.resident()
    refusal = (400, f"Bad Request: there is no {kind} in the request")
    assert await tg.refused(f"send{kind.capitalize()}", chat_id=wang) == refusal
    assert await tg.refused(f"send{kind.capitalize()}", chat_id=wang, **{kind: ""}) == refusal


async def test_a_photo_has_ten_megabytes_at_most(tg: Driver) -> None:
    wang = await tg.resident()
    picture = samples.png(1).ljust(10 * 1024 * 1024 + 1, b"\0")
    answer = await send(tg, "sendPhoto", {"chat_id": str(wang)}, photo=picture)
    assert (answer["error_code"], answer["description"]) == (
        400,
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
    )
    assert (await send(tg, "sendDocument", {"chat_id": str(wang)}, document=picture))["ok"]

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web

import sandbox.webhook
from sandbox.json_types import Json, dumps
from tests.sandbox.driver import Driver

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Receiver:
    """The bot's side of a webhook: keeps what comes, answers what it is told to."""

    url: str = ""
    got: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    secrets: list[str | None] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get(HEADER))
        self.got.put_nowait(await request.json())
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def texts(self, count: int) -> list[str]:
        async with asyncio.timeout(5):
            return [(await self.got.get())["message"]["text"] for _ in range(count)]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    taker = Receiver()
    app = web.Application()
    app.router.add_post("/hook", taker.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    taker.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield taker
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret_and_in_order(tg: Driver, receiver: Receiver) -> None:
    await tg.resident()
    await tg.post("say", user="wang", text="一")
    await tg.ok("setWebhook", url=receiver.url, secret_token="s3cret")
    await tg.post("say", user="wang", text="二")
    assert await receiver.texts(2) == ["一", "二"]
    assert receiver.secrets == ["s3cret", "s3cret"]
    info = await tg.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)


async def test_polling_and_a_webhook_exclude_each_other(tg: Driver, receiver: Receiver) -> None:
    await tg.ok("setWebhook", url=receiver.url)
    code, description = await tg.refused("getUpdates")
    assert (code, "webhook is active" in description) == (409, True)
    await tg.ok("deleteWebhook")
    assert await tg.ok("getUpdates") == []
    assert (await tg.ok("getWebhookInfo"))["url"] == ""


async def test_a_refused_update_holds_up_its_chat_only_and_comes_again(tg: Driver, receiver: Receiver) -> None:
    await tg.resident("wang")
    await tg.resident("li")
    receiver.statuses = [500]
    await tg.ok("setWebhook", url=receiver.url)
    await tg.post("say", user="wang", text="一")
    assert await receiver.texts(1) == ["一"]
    await tg.post("say", user="wang", text="二")
    await tg.post("say", user="li", text="别人")
    assert await receiver.texts(1) == ["别人"]
    info = await tg.ok("getWebhookInfo")
    assert info["pending_update_count"] == 2
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
    await tg.post("clock", advance=1)
    assert await receiver.texts(2) == ["一", "二"]


async def test_pending_updates_can_be_dropped(tg: Driver, receiver: Receiver) -> None:
    await tg.resident()
    await tg.post("say", user="wang", text="旧")
    await tg.ok("setWebhook", url=receiver.url, drop_pending_updates=True)
    await tg.post("say", user="wang", text="新")
    assert await receiver.texts(1) == ["新"]


async def test_a_bad_address_or_secret_is_refused(tg: Driver) -> None:
    assert (await tg.refused("setWebhook", url="ftp://x"))[0] == 400
    assert (await tg.refused("setWebhook", url="http://127.0.0.1:9/", secret_token="é"))[0] == 400


@pytest.mark.parametrize("url", ["http://a..b/", "http://[", "http://x:99999/", f"http://{'a' * 64}.org/", "http:///x"])
async def test_an_address_that_can_not_be_is_refused_and_nothing_is_set(tg: Driver, url: str) -> None:
    assert await tg.refused("setWebhook", url=url) == (400, "Bad Request: invalid webhook URL specified")
    assert await tg.ok("getUpdates") == []


async def test_a_delivery_that_fails_in_an_unforeseen_way_is_tried_again(
    tg: Driver, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tg.resident()
    encoded = dumps
    failures = iter([UnicodeError("the test's own")])

    def fails_once(value: object) -> bytes:
        for failure in failures:
            raise failure
        return encoded(value)

    monkeypatch.setattr(sandbox.webhook, "dumps", fails_once)
    await tg.ok("setWebhook", url=receiver.url)
    await tg.post("say", user="wang", text="一")
    async with asyncio.timeout(5):
        while "last_error_message" not in (info := await tg.ok("getWebhookInfo")):
            pass
    assert info["last_error_message"] == "UnicodeError: connection failed"
    await tg.post("clock", advance=1)
    assert await receiver.texts(1) == ["一"]


async def test_taking_the_webhook_away_can_drop_what_waits(tg: Driver) -> None:
    await tg.resident()
    await tg.post("say", user="wang", text="旧")
    await tg.ok("setWebhook", url="", drop_pending_updates=True)
    assert await tg.ok("getUpdates") == []

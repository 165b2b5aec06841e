"""What the tests of the sandbox talk through: its control side and the raw Bot API, over HTTP."""

from datetime import UTC, datetime
from typing import Any

import aiohttp

from sandbox.json_types import Json
from sandbox.server import Sandbox

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


class Driver:
    """One sandbox in this process, reached over a real socket."""

    def __init__(self, sandbox: Sandbox, base: str, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.base = base
        self.http = http

    async def post(self, path: str, **body: object) -> Any:
        """The result of a control call that has to succeed."""
        status, answer = await self.try_post(path, **body)
        assert status == 200, answer
        return answer["result"]

    async def try_post(self, path: str, **body: object) -> tuple[int, Json]:
        async with self.http.post(f"{self.base}/sandbox/{path}", json=body) as response:
            return response.status, await response.json()

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.base}/sandbox/{path}") as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer["result"]

    async def call(self, method: str, **params: object) -> Json:
        """A Bot API call with a JSON body; the whole answer, refused or not."""
        async with self.http.post(f"{self.base}/bot{self.sandbox.token}/{method}", json=params) as response:
            answer: Json = await response.json()
            assert answer["ok"] == (response.status == 200)
            return answer

    async def ok(self, method: str, **params: object) -> Any:
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: object) -> tuple[int, str]:
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    async def resident(self, username: str = "wang") -> int:
        """A person who has opened the private chat; what that told the bot is taken away."""
        user = await self.post("users", first_name=username.capitalize(), username=username)
        await self.post("say", user=username, text="/start")
        await self.updates()
        return int(user["id"])

    async def group(self, bot: str | None = "member", kind: str = "group", **more: object) -> int:
        """A group with @wang as a member and @li as its administrator."""
        await self.post("users", first_name="Wang", username="wang")
        await self.post("users", first_name="Li", username="li")
        chat = await self.post(
            "chats", type=kind, title="3号楼", username="g3", members=["wang"], admins=["li"], bot=bot, **more
        )
        await self.updates()
        return int(chat["id"])

    async def updates(self) -> list[Json]:
        """All that wait, confirmed at once."""
        waiting: list[Json] = await self.ok("getUpdates")
        if waiting:
            await self.ok("getUpdates", offset=waiting[-1]["update_id"] + 1, limit=1)
        return waiting

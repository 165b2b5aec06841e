"""The sandbox's control calls, by HTTP as anybody else makes them (docs/sandbox.md)."""

from types import TracebackType
from typing import Any, Self

import aiohttp


class ControlRefusedError(Exception):
    """The sandbox did not do it, and says why."""


class Control:
    def __init__(self, address: str) -> None:
        self._address = address
        self._session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def post(self, call: str, **body: object) -> dict[str, Any]:
        """The call's result. Raises ControlRefusedError with the sandbox's own words."""
        async with self._session.post(f"{self._address}/sandbox/{call}", json=body) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise ControlRefusedError(answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

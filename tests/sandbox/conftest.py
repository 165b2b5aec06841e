from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.clock import SandboxClock
from sandbox.server import Sandbox
from tests.sandbox.driver import START, Driver


@pytest.fixture
async def sandbox() -> Sandbox:
    """Its clock stands still, so that windows and retention are exact. Flood limits are on."""
    return Sandbox(clock=SandboxClock(start=START, rate=0))


@pytest.fixture
async def tg(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with sandbox.serve() as base, aiohttp.ClientSession() as http:
        yield Driver(sandbox, base, http)

"""lianxinqiao demo as a person starts it: every ready scenario plays to its end, and Ctrl-C ends it quietly."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo.control import Control

ROOT = Path(__file__).parents[3]
SCENARIOS = ("night-noise", "nobody-takes-it", "first-contact", "group", "notice")


@asynccontextmanager
async def demo() -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            while "http://" not in (line := (await process.stdout.readline()).decode()):
                assert line, "the demo ended before it said where it is"
        yield line[line.index("http://") :].strip().rstrip("/"), process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def outcome(address: str, name: str) -> dict[str, Any]:
    """The event with which a scenario ended."""
    async with aiohttp.ClientSession() as session, session.get(f"{address}/sandbox/events?after=0") as events:
        async for line in events.content:
            if line.startswith(b"data:"):
                event: dict[str, Any] = json.loads(line.removeprefix(b"data:"))
                if event["type"] == "scenario" and event.get("name") == name and event["state"] in ("done", "failed"):
                    return event
    raise AssertionError("the events ended")


@pytest.mark.xdist_group("demo")
async def test_every_scenario_plays_to_its_end_and_ctrl_c_is_quiet() -> None:
    async with demo() as (address, process), Control(address) as control:
        for name in SCENARIOS:
            await control.post(f"scenarios/{name}/play")
            async with asyncio.timeout(90):
                event = await outcome(address, name)
            assert event["state"] == "done", event
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(30):
            said, complained = await process.communicate()
        assert process.returncode == 0
        assert complained == b""
        assert b"Traceback" not in said

"""Start and end of the whole: it waits for Telegram, serves, and leaves nothing behind."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.application import Application, assemble
from bot.backoff import Backoff
from bot.commands.reading import read
from bot.demo.control import Control
from bot.lifecycle import prepare, run
from bot.settings import Configuration, DatabaseSettings, Settings, TelegramSettings
from sandbox.server import Sandbox
from storage import leases
from storage.clock import SystemClock
from storage.migrations import runner
from storage.tables import Lease, Project
from storage.unit import Unit

EXAMPLE = Path(__file__).parents[3] / "config.toml"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Backoff, "next", lambda _self: 0.01)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def application(tmp_path: Path, port: int) -> Application:
    settings = Settings(
        telegram=TelegramSettings(api_base=f"http://127.0.0.1:{port}"),
        database=DatabaseSettings(url=f"sqlite:///{tmp_path / 'bot.sqlite3'}"),
    )
    return assemble(Configuration(read(EXAMPLE).office, settings), SecretStr("42:SANDBOX"), SystemClock())


@asynccontextmanager
async def serving(app: Application) -> AsyncIterator[asyncio.Event]:
    """Runs inside the block; gives an event that is set when updates are asked for."""
    await prepare(app, migrate=True)
    stop, ready = asyncio.Event(), asyncio.Event()
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        group.create_task(run(app, stop, ready.set))
        yield ready
        stop.set()


async def until_called(address: str, method: str) -> None:
    """Until the sandbox has seen this method succeed."""
    after = 0
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"{address}/sandbox/transcript?after={after}&wait=5") as response:
                page = (await response.json())["result"]
            if any(entry["method"] == method and entry["ok"] for entry in page["entries"]):
                return
            after = page["next"]


async def test_it_starts_without_telegram_and_serves_when_telegram_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = asyncio.Event()

    def noting(_self: Backoff) -> float:
        tried.set()
        return 0.01

    monkeypatch.setattr(Backoff, "next", noting)
    port = free_port()
    with capture_logs() as logs:
        async with serving(application(tmp_path, port)) as ready:
            await tried.wait()
            assert not ready.is_set()
            async with Sandbox().serve(port=port) as address, Control(address) as control:
                await ready.wait()
                await control.post("users", username="wang", first_name="王女士")
                await control.post("say", user="wang", text="你好")
                await until_called(address, "sendMessage")
    assert "telegram.unreachable" in [each["event"] for each in logs]
    assert "42:SANDBOX" not in repr(logs)


async def test_the_end_gives_back_what_only_one_process_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: set[str] = set()
    both = asyncio.Event()
    acquire = leases.acquire

    async def noting(unit: Unit, name: str, holder: str, now: datetime, span: timedelta) -> bool:
        got = await acquire(unit, name, holder, now, span)
        held.add(name)
        if len(held) == 2:
            both.set()
        return got

    monkeypatch.setattr(leases, "acquire", noting)
    async with Sandbox().serve() as address:
        app = application(tmp_path, int(address.rpartition(":")[2]))
        async with serving(app):
            await both.wait()
    async with app.storage.unit() as unit:
        assert (await unit.session.scalars(select(Lease.name))).all() == []
    await app.storage.close()


async def test_projects_of_the_settings_are_written_down_once(tmp_path: Path) -> None:
    app = application(tmp_path, free_port())
    for _ in range(2):
        await prepare(app, migrate=True)
    async with app.storage.unit() as unit:
        codes = (await unit.session.scalars(select(Project.code))).all()
    assert sorted(codes) == sorted(project.code for project in app.storage.office.projects)
    await close(app)


async def test_old_tables_are_refused_when_they_may_not_be_changed(tmp_path: Path) -> None:
    app = application(tmp_path, free_port())
    with pytest.raises(runner.TablesError):
        await prepare(app, migrate=False)
    assert await runner.current(app.storage.engine) is None
    await close(app)


async def close(app: Application) -> None:
    await app.bot.session.close()
    await app.storage.close()

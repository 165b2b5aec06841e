"""A folder with config.toml and a database beside it, filled before a command looks at it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.commands.reading import read
from storage.clock import SystemClock
from storage.database import Storage
from storage.migrations import runner

EXAMPLE = Path(__file__).parents[3] / "config.toml"


class OfficeFolder:
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = folder
        self.config = str(folder / "config.toml")
        Path(self.config).write_bytes(EXAMPLE.read_bytes())
        monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", f"sqlite+aiosqlite:///{folder}/bot.sqlite3")

    def fill(self, *works: Callable[[Storage], Awaitable[None]]) -> None:
        """With its tables made."""
        asyncio.run(self._fill(works))

    async def _fill(self, works: tuple[Callable[[Storage], Awaitable[None]], ...]) -> None:
        read_config = read(Path(self.config))
        storage = Storage.open(read_config.settings.database.url, read_config.office, SystemClock())
        await runner.upgrade(storage.engine)
        for work in works:
            await work(storage)
        await storage.close()

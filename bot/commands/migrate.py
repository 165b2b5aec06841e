"""lianxinqiao migrate."""

import asyncio
from pathlib import Path

from rich.console import Console

from bot.commands.database import database_or_exit
from bot.commands.endings import WELL
from bot.commands.reading import read_or_exit
from storage.database import create_engine
from storage.migrations import runner


def migrate_now(config: Path) -> int:
    url = read_or_exit(config).settings.database.url
    with database_or_exit(url):
        before, after = asyncio.run(_migrate(url))
    done = f"from {before or 'nothing'} to {after}" if before != after else f"is up to date ({after})"
    Console(highlight=False).print(f"[green]✓[/] the database {done}")
    return WELL


async def _migrate(url: str) -> tuple[str | None, str | None]:
    engine = create_engine(url)
    try:
        return await runner.upgrade(engine)
    finally:
        await engine.dispose()

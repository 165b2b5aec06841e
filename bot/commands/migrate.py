"""lianxinqiao migrate."""

import asyncio
import sys
from pathlib import Path

from rich.console import Console

from bot.commands.reading import WELL, WRONG, read_or_exit
from storage.database import create_engine
from storage.migrations import runner


def migrate_now(config: Path) -> int:
    return asyncio.run(_migrate(read_or_exit(config).settings.database.url))


async def _migrate(url: str) -> int:
    engine = create_engine(url)
    try:
        before, after = await runner.upgrade(engine)
    except runner.TablesError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    finally:
        await engine.dispose()
    done = f"from {before or 'nothing'} to {after}" if before != after else f"is up to date ({after})"
    Console(highlight=False).print(f"[green]✓[/] the database {done}")
    return WELL

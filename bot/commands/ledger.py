"""lianxinqiao ledger verify."""

import asyncio
from pathlib import Path

from rich.console import Console

from bot.commands.database import database_or_exit, must_be_there
from bot.commands.endings import WELL, WRONG
from bot.commands.reading import read_or_exit
from storage import ledger
from storage.clock import SystemClock
from storage.database import Storage
from storage.migrations import runner
from storage.office import Office


def verify_chain(config: Path) -> int:
    read = read_or_exit(config)
    url = read.settings.database.url
    with database_or_exit(url):
        must_be_there(url)
        verdict = asyncio.run(_verify(url, read.office))
    console = Console(highlight=False, soft_wrap=True)
    if verdict.broken_at is not None:
        console.print(f"[bold red]✗[/] the chain breaks at place {verdict.broken_at}: {verdict.why}")
        console.print(f"  {verdict.sealed} entries before it hold; the last good hash is {verdict.head}")
        return WRONG
    console.print(f"[green]✓[/] {verdict.sealed} sealed entries, each as it was written")
    console.print(f"  {verdict.unsealed} wait for the next seal")
    console.print(f"  head: {verdict.head}")
    console.print("  [dim]Note this hash down outside: it proves later that the end of the ledger was not cut off.[/]")
    return WELL


async def _verify(url: str, office: Office) -> ledger.Verdict:
    storage = Storage.open(url, office, SystemClock())
    try:
        if await runner.current(storage.engine) is None:
            raise runner.TablesError("the database has no tables yet: run `lianxinqiao migrate`")
        return await ledger.verify(storage)
    finally:
        await storage.close()

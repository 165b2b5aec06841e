"""The stored appeals for commands that judge the rules by them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.commands.database import database_or_exit, must_be_there
from bot.settings import Configuration
from storage.clock import SystemClock
from storage.database import Storage
from storage.migrations import runner

T = TypeVar("T")


def over_stored(config: Configuration, work: Callable[[Storage], Awaitable[T]]) -> T:
    """What `work` finds in the database of a config.toml. Ends the command where that can't be used."""
    url = config.settings.database.url
    with database_or_exit(url):
        must_be_there(url)
        return asyncio.run(_opened(config, work))


def names_of(config: Configuration) -> list[str]:
    """What places and projects of the office are called: no words about what happens there."""
    office = config.office
    compounds = [compound.name for compound in office.compounds]
    buildings = [building.name for compound in office.compounds for building in compound.buildings]
    projects = [project.name for project in office.projects]
    return [office.office.name, office.office.city, *compounds, *buildings, *projects]


async def _opened(config: Configuration, work: Callable[[Storage], Awaitable[T]]) -> T:
    storage = Storage.open(config.settings.database.url, config.office, SystemClock())
    try:
        await runner.require_newest(storage.engine)
        return await work(storage)
    finally:
        await storage.close()

"""What is no longer needed goes (PIPL art. 19). How long things are needed stands in config.toml, [retention]."""

from datetime import timedelta

from sqlalchemy import delete

from storage import anonymising
from storage.database import Storage
from storage.tables import Draft, TakenUpdate


async def purge(storage: Storage) -> None:
    """Delete ids of updates that can't come again and conversations that nobody went on with; forget the words of
    cases that ended long ago."""
    keep = storage.office.retention
    async with storage.unit() as unit:
        await unit.session.execute(
            delete(TakenUpdate).where(TakenUpdate.taken_at < unit.now - timedelta(days=keep.updates_days))
        )
        await unit.session.execute(delete(Draft).where(Draft.updated_at < unit.now - timedelta(days=keep.drafts_days)))
    anonymised = anonymising.BATCH
    while anonymised == anonymising.BATCH:
        async with storage.unit() as unit:
            anonymised = await anonymising.anonymise(unit)

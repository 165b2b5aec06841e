"""Appeals of before 0003 stay as they are: nothing is known of when and where they were told to have happened."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import create_engine
from storage.migrations import runner

MOMENT = "'2026-11-22 08:00:00'"
ROWS = (
    f"INSERT INTO residents (id, telegram_id, first_seen_at) VALUES (7, 70, {MOMENT})",
    "INSERT INTO cases (id, status, kind, category, urgency, owner_post, opened_at, due_at, last_appeal_at) "
    f"VALUES (1, 'new', 'complaint', 'dust', 'normal', 'works', {MOMENT}, {MOMENT}, {MOMENT})",
    "INSERT INTO appeals (id, case_id, resident_id, origin, chat_id, message_id, text, kind, category, noise, night, "
    "urgency, confidence, hits, rules_version, received_at) VALUES (1, 1, 7, 'private', 70, 5, '灰大', 'complaint', "
    f"'dust', false, true, 'urgent', 0.5, '[]', 'abc', {MOMENT})",
    f"INSERT INTO attachments (id, case_id, appeal_id, kind, received_at) VALUES (1, 1, 1, 'photo', {MOMENT})",
)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """With the tables of 0002 and a case in them."""
    engine = create_engine(database_url)
    await runner.upgrade(engine)
    await runner.downgrade(engine, "0002")
    async with engine.begin() as connection:
        for row in ROWS:
            await connection.execute(text(row))
    yield engine
    await engine.dispose()


async def kept(engine: AsyncEngine, columns: str) -> tuple[Any, ...]:
    async with engine.connect() as connection:
        (row,) = await connection.execute(text(f"SELECT {columns} FROM appeals"))
    return tuple(row)


async def test_older_appeals_were_told_once_and_tell_nothing_else(engine: AsyncEngine) -> None:
    await runner.upgrade(engine)
    repeat, circumstances, words = await kept(engine, "repeat, CAST(circumstances AS TEXT), text")
    assert (bool(repeat), circumstances, words) == (False, "{}", "灰大")


async def test_going_back_keeps_the_appeal_and_what_refers_to_it(engine: AsyncEngine) -> None:
    await runner.upgrade(engine)
    await runner.downgrade(engine, "0002")
    assert await kept(engine, "text, urgency") == ("灰大", "urgent")
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT appeal_id FROM attachments"))).scalar() == 1
    await runner.upgrade(engine)
    assert (await kept(engine, "CAST(circumstances AS TEXT)")) == ("{}",)

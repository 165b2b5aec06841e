"""Corrections of before 0002 keep what they have, and get what their appeals still know of the reading."""

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
    "INSERT INTO appeals (id, case_id, resident_id, origin, chat_id, message_id, text, kind, category, second, noise, "
    "night, urgency, confidence, hits, rules_version, received_at) VALUES (1, 1, 7, 'private', 70, 5, '灰大', "
    """'complaint', 'dust', 'access', false, true, 'urgent', 0.5, '[{"word": "灰"}]', 'abc', """
    f"{MOMENT})",
    f"INSERT INTO attachments (id, case_id, appeal_id, kind, received_at) VALUES (1, 1, 1, 'photo', {MOMENT})",
    "INSERT INTO corrections (id, appeal_id, author, read_as, corrected_to, at) VALUES "
    f"(1, 1, 'staff:zhou', NULL, 'parking', {MOMENT}), (2, 1, 'resident:7', 'parking', 'dust', {MOMENT})",
)


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """With the tables of 0001 and a case in them."""
    engine = create_engine(database_url)
    await runner.upgrade(engine)
    await runner.downgrade(engine, "0001")
    async with engine.begin() as connection:
        for row in ROWS:
            await connection.execute(text(row))
    yield engine
    await engine.dispose()


async def kept(engine: AsyncEngine, columns: str) -> list[tuple[Any, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(f"SELECT {columns} FROM corrections ORDER BY id"))]


async def test_older_corrections_get_the_reading_that_their_appeal_still_has(engine: AsyncEngine) -> None:
    await runner.upgrade(engine)
    reading = ("access", "complaint", False, True, "urgent", 0.5, "abc")
    columns = "role, read_as, corrected_to, likeliest, second, kind, noise, night, urgency, confidence, rules_version"
    assert await kept(engine, columns) == [
        ("staff", None, "parking", None, *reading),
        ("resident", "parking", "dust", None, *reading),
    ]
    assert [str(hits) for (hits,) in await kept(engine, "CAST(hits AS TEXT)")] == ['[{"word": "灰"}]'] * 2


async def test_going_back_keeps_the_rows_that_others_refer_to(engine: AsyncEngine) -> None:
    await runner.upgrade(engine)
    await runner.downgrade(engine, "0001")
    assert await kept(engine, "author, read_as, corrected_to") == [
        ("staff:zhou", None, "parking"),
        ("resident:7", "parking", "dust"),
    ]
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT appeal_id FROM attachments"))).scalar() == 1
    await runner.upgrade(engine)
    assert len(await kept(engine, "role")) == 2

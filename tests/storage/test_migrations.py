"""Migrations go up, down and up again on both databases, and end where the tables are."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import create_engine
from storage.migrations import runner, steps
from storage.tables import Base


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(database_url)
    yield engine
    await engine.dispose()


async def tables(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


def revisions() -> list[str]:
    """Revisions from the first to the newest."""
    return [script.revision for script in ScriptDirectory.from_config(steps.config()).walk_revisions()][::-1]


async def test_each_step_goes_up_down_and_up_again(engine: AsyncEngine) -> None:
    for down_to, _revision in zip(["base", *revisions()], revisions(), strict=False):
        await runner.upgrade(engine)
        await runner.downgrade(engine, down_to)
        assert await runner.current(engine) == (None if down_to == "base" else down_to)
    await runner.upgrade(engine)
    assert await runner.current(engine) == runner.newest()


async def test_going_all_the_way_down_leaves_no_table(engine: AsyncEngine) -> None:
    await runner.upgrade(engine)
    assert await tables(engine) >= set(Base.metadata.tables)
    await runner.downgrade(engine, "base")
    assert await tables(engine) == {"alembic_version"}


async def test_migrations_end_where_the_tables_are(engine: AsyncEngine) -> None:
    def difference(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, Base.metadata))

    await runner.upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(difference) == []


async def test_an_upgrade_tells_from_where_to_where_and_is_nothing_the_second_time(engine: AsyncEngine) -> None:
    assert await runner.current(engine) is None
    assert await runner.upgrade(engine) == (None, runner.newest())
    assert await runner.upgrade(engine) == (runner.newest(), runner.newest())


async def test_tables_of_a_newer_version_are_left_alone(engine: AsyncEngine) -> None:
    await runner.upgrade(engine)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(runner.TablesError, match="9999"):
        await runner.upgrade(engine)
    with pytest.raises(runner.TablesError, match="9999"):
        await runner.require_newest(engine)


async def test_old_tables_are_refused_without_touching_them(engine: AsyncEngine) -> None:
    with pytest.raises(runner.TablesError, match="lianxinqiao migrate"):
        await runner.require_newest(engine)
    assert await tables(engine) == set()
    await runner.upgrade(engine)
    await runner.require_newest(engine)


async def test_two_processes_that_start_at_once_do_not_get_in_each_others_way(database_url: str) -> None:
    engines = [create_engine(database_url) for _ in range(3)]
    async with asyncio.TaskGroup() as group:
        upgrades = [group.create_task(runner.upgrade(engine)) for engine in engines]
    assert sorted(str(done.result()[0]) for done in upgrades) == sorted(["None", *[str(runner.newest())] * 2])
    for engine in engines:
        await engine.dispose()


async def test_a_step_that_fails_leaves_the_database_as_it_was(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def halfway(connection: Connection) -> tuple[str | None, str | None]:
        upgraded = upgrade(connection)
        assert upgraded[1] is not None
        raise RuntimeError("power cut")

    upgrade = runner._upgrade
    monkeypatch.setattr(runner, "_upgrade", halfway)
    with pytest.raises(RuntimeError, match="power cut"):
        await runner.upgrade(engine)
    monkeypatch.undo()
    assert await runner.current(engine) is None
    assert await tables(engine) == set()
    await runner.upgrade(engine)


def test_the_newest_revision_is_alembics_head_and_revisions_count_up() -> None:
    assert runner.newest() == ScriptDirectory.from_config(steps.config()).get_current_head()
    assert revisions() == [f"{n:04}" for n in range(1, len(revisions()) + 1)]

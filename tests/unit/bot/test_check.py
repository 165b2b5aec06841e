"""lianxinqiao check: what it says of the texts, and of the cases in the database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import check
from bot.commands.check_database import look_into_database
from bot.commands.finding import Finding
from bot.commands.reading import read
from bot.settings import Configuration, DatabaseSettings, Settings
from storage.clock import SystemClock
from storage.database import Storage
from storage.migrations import runner
from storage.tables import Case

EXAMPLE = Path(__file__).parents[3] / "config.toml"
MOMENT = datetime(2026, 11, 22, 8, tzinfo=UTC)


def case(number: int, owner_post: str, status: str) -> Case:
    return Case(
        id=number,
        status=status,
        kind="complaint",
        urgency="normal",
        owner_post=owner_post,
        opened_at=MOMENT,
        due_at=MOMENT,
        last_appeal_at=MOMENT,
    )


async def found(tmp_path: Path, *cases: Case) -> list[Finding]:
    settings = Settings(database=DatabaseSettings(url=f"sqlite:///{tmp_path}/bot.sqlite3"))
    config = Configuration(read(EXAMPLE).office, settings)
    storage = Storage.open(settings.database.url, config.office, SystemClock())
    try:
        await runner.upgrade(storage.engine)
        async with storage.unit() as unit:
            unit.session.add_all(cases)
    finally:
        await storage.close()
    return await look_into_database(config)


async def test_open_cases_of_a_post_that_is_gone_are_counted(tmp_path: Path) -> None:
    database, cases = await found(
        tmp_path,
        case(1, "works", "new"),
        case(2, "moon", "new"),
        case(3, "moon", "reopened"),
        case(4, "garden", "unsorted"),
        case(5, "sun", "answered"),
        case(6, "sun", "closed"),
    )
    assert database.well is True
    assert cases.well is False
    assert 'no longer in [[posts]]: 3 ("garden" 1, "moon" 2);' in cases.detail


async def test_cases_whose_posts_are_there_are_well(tmp_path: Path) -> None:
    _, cases = await found(tmp_path, case(1, "works", "in_progress"), case(2, "moon", "void"))
    assert cases == Finding("cases", well=True, detail="1 open, each with a post of [[posts]]")


async def test_a_database_of_older_tables_is_not_asked_for_cases(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").touch()
    settings = Settings(database=DatabaseSettings(url=f"sqlite:///{tmp_path}/bot.sqlite3"))
    (only,) = await look_into_database(Configuration(read(EXAMPLE).office, settings))
    assert only.well is False
    assert "its tables are at nothing" in only.detail


def test_texts_with_a_fault_are_not_well_beside_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "faults", lambda _rooms: ["help/start: nobody uses it"])
    assert check.check_all(EXAMPLE, offline=True) == 1
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[0] for line in lines if line[1:2] == ["texts"]] == ["✗"]

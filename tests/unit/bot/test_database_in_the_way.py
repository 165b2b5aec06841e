"""A database that can't be used: each command says so in one line that names the setting, and ends with code 1."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.types import User
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs
from typer.testing import CliRunner

from bot import logs
from bot.cli import app
from bot.commands.database import trouble
from bot.commands.run import serve

EXAMPLE = Path(__file__).parents[3] / "config.toml"
COMMANDS = {"migrate": ["migrate"], "verify": ["ledger", "verify"], "invite": ["invite", "--post", "works"]}


def below_a_file(folder: Path) -> str:
    (folder / "file").write_text("x", encoding="utf-8")
    return f"sqlite:///{folder}/file/bot.sqlite3"


def a_folder(folder: Path) -> str:
    return f"sqlite:///{folder}"


def another_file(folder: Path) -> str:
    (folder / "letter.sqlite3").write_text("Dear office, this is no database at all.", encoding="utf-8")
    return f"sqlite:///{folder}/letter.sqlite3"


def out_of_reach(_folder: Path) -> str:
    return "postgresql://lxq:hunter2@127.0.0.1:9/lxq"


PLACES = {
    "can't be made": below_a_file,
    "is no file": a_folder,
    "is no SQLite database": another_file,
    "can't be reached": out_of_reach,
}


@pytest.fixture(autouse=True)
def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram says at once what the bot is called."""

    async def get_me(_bot: Bot) -> User:
        return User(id=42, is_bot=True, first_name="bot", username="lxq_bot")

    monkeypatch.setattr(Bot, "get_me", get_me)
    monkeypatch.setenv("BOT_TOKEN", "42:SANDBOX")


@pytest.mark.parametrize("args", COMMANDS.values(), ids=COMMANDS.keys())
@pytest.mark.parametrize(("said", "place"), PLACES.items(), ids=PLACES.keys())
def test_a_command_says_what_is_wrong_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str, place: Callable[[Path], str]
) -> None:
    monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", place(tmp_path))
    result = CliRunner().invoke(app, [*args, "--config", str(EXAMPLE)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("database.url: ")
    assert said in result.stderr
    assert "hunter2" not in result.stderr


@pytest.mark.parametrize(("said", "place"), PLACES.items(), ids=PLACES.keys())
def test_run_names_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, place: Callable[[Path], str]
) -> None:
    monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", place(tmp_path))
    monkeypatch.setattr(logs, "configure", lambda *_args, **_options: None)
    with capture_logs() as lines:
        assert serve(EXAMPLE, migrate=True, follow_clock="") == 1
    assert [line["event"] for line in lines] == ["database.unusable"]
    assert lines[0]["hint"].startswith("database.url: ")
    assert said in lines[0]["hint"]


def test_verify_of_no_database_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", f"sqlite:///{tmp_path}/data/bot.sqlite3")
    result = CliRunner().invoke(app, ["ledger", "verify", "--config", str(EXAMPLE)])
    assert result.exit_code == 1
    assert result.stderr == (
        f"there is no database at {tmp_path}/data/bot.sqlite3 yet: `lianxinqiao migrate` (or `run`) makes it\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_verify_of_a_database_without_tables_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bot.sqlite3").touch()
    monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", f"sqlite:///{tmp_path}/bot.sqlite3")
    result = CliRunner().invoke(app, ["ledger", "verify", "--config", str(EXAMPLE)])
    assert result.exit_code == 1
    assert result.stderr == "the database has no tables yet: run `lianxinqiao migrate`\n"


def test_what_migrate_has_made_can_be_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", f"sqlite:///{tmp_path}/data/bot.sqlite3")
    assert CliRunner().invoke(app, ["migrate", "--config", str(EXAMPLE)]).exit_code == 0
    result = CliRunner().invoke(app, ["ledger", "verify", "--config", str(EXAMPLE)])
    assert result.exit_code == 0
    assert "0 sealed entries" in result.stdout


def test_an_invitation_through_a_proxy_that_is_away_is_one_line_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def get_me(_bot: Bot) -> User:
        raise OSError("the proxy's own error")

    monkeypatch.setattr(Bot, "get_me", get_me)
    monkeypatch.setenv("LIANXINQIAO_DATABASE_URL", f"sqlite:///{tmp_path}/bot.sqlite3")
    result = CliRunner().invoke(app, ["invite", "--post", "works", "--config", str(EXAMPLE)])
    assert result.exit_code == 1
    assert result.stderr == "Telegram did not say what the bot is called (OSError); try `check`\n"
    assert list(tmp_path.iterdir()) == []


def refused(**attributes: object) -> DBAPIError:
    """A driver's error with its code, as SQLAlchemy passes it on; its words must not be shown."""
    original = sqlite3.DatabaseError("words of the driver")
    for name, value in attributes.items():
        setattr(original, name, value)
    return DBAPIError("SELECT 1", None, original)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (refused(sqlstate="28P01"), "can't be used: the server refuses this user or password"),
        (refused(sqlstate="3D000"), "can't be used: there is no such database on the server"),
        (refused(sqlite_errorcode=sqlite3.SQLITE_CORRUPT_INDEX), "is damaged: put a backup in its place"),
        (refused(sqlite_errorcode=sqlite3.SQLITE_BUSY), "is locked by another program"),
        (refused(), "can't be used (DBAPIError at ?)"),
    ],
    ids=["password", "no such database", "damaged", "locked", "anything else"],
)
def test_what_the_driver_says_is_told_by_its_code(error: DBAPIError, said: str) -> None:
    assert trouble(error, "postgresql+asyncpg://u:hunter2@h/x") == f"database.url: postgresql://u:***@h/x {said}"

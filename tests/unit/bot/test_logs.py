"""No log ever holds a token, whichever library writes it and wherever it stands."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"
SHORT = "42:SANDBOX"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    logs.REDACTION.secrets.clear()
    structlog.reset_defaults()


def test_a_token_is_taken_out_of_every_value(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(secret=SHORT)
    structlog.get_logger("x").info(
        "sent", url=f"https://api.telegram.org/bot{TOKEN}/getMe", known=SHORT, deep={"a": [f"x {TOKEN} y", 5]}
    )
    written = capsys.readouterr().err
    line = json.loads(written)
    assert TOKEN not in written
    assert SHORT not in written
    assert line["url"] == "https://api.telegram.org/bot[token]/getMe"
    assert line["deep"] == {"a": ["x [token] y", 5]}


@pytest.mark.parametrize("name", ["httpx", "aiogram.event", "telegram.ext", "apscheduler.scheduler", "somebody.else"])
def test_other_libraries_come_through_the_same_door(capsys: pytest.CaptureFixture[str], name: str) -> None:
    logs.configure()
    logging.getLogger(name).warning("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    written = capsys.readouterr().err
    line = json.loads(written)
    assert line["level"] == "warning"
    assert TOKEN not in written


def test_an_error_with_a_token_in_it_is_written_without(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger("x").error("failed", exc_info=ConnectionError(f"cannot connect to /bot{TOKEN}/getMe"))
    written = capsys.readouterr().err
    assert "ConnectionError" in written
    assert TOKEN not in written


@pytest.mark.parametrize("name", ["httpx", "sqlalchemy.engine", "aiogram.dispatcher", "telegram.Bot"])
def test_libraries_are_quiet_below_warning(capsys: pytest.CaptureFixture[str], name: str) -> None:
    logs.configure("debug")
    logging.getLogger(name).info("every request and its address")
    assert capsys.readouterr().err == ""


def test_the_level_of_the_settings_holds(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("warning")
    structlog.get_logger("bot").info("quiet")
    structlog.get_logger("bot").warning("loud")
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["loud"]

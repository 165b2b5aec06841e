"""lianxinqiao run."""

import asyncio
import sys
from pathlib import Path

import structlog
from pydantic import SecretStr

from bot import logs, tokens
from bot.application import assemble
from bot.clocks import FollowedClock
from bot.commands.database import must_be_usable, trouble
from bot.commands.endings import WELL, WRONG, refuse, refuse_rules
from bot.commands.reading import read
from bot.lifecycle import prepare, run, stop_on_signals
from bot.mistakes import SettingsError
from bot.settings import Configuration
from complaints.triage import RulesError
from handlers.origin import origins
from storage.clock import Clock, SystemClock
from storage.migrations.runner import TablesError

log = structlog.get_logger(__name__)


def serve(path: Path, *, migrate: bool, follow_clock: str) -> int:
    """`follow_clock` is a sandbox's address: time is then as it is there."""
    try:
        config = read(path)
        token = tokens.must_read(config.settings.telegram.token_file)
    except SettingsError as error:
        return refuse(error, path)
    logs.configure(config.settings.log.level, secret=token.get_secret_value())
    try:
        return asyncio.run(_serve(config, token, migrate=migrate, follow_clock=follow_clock))
    except Exception as error:  # noqa: BLE001 - said without its message and trace, which may quote a person
        log.critical("bot.crashed", errors=origins(error))
        return WRONG


async def _serve(config: Configuration, token: SecretStr, *, migrate: bool, follow_clock: str) -> int:
    stop = asyncio.Event()
    stop_on_signals(stop)
    if not follow_clock:
        return await _until(stop, config, token, SystemClock(), migrate=migrate)
    clock = FollowedClock(follow_clock)
    async with clock.followed():
        return await _until(stop, config, token, clock, migrate=migrate)


async def _until(stop: asyncio.Event, config: Configuration, token: SecretStr, clock: Clock, *, migrate: bool) -> int:
    url = config.settings.database.url
    try:
        must_be_usable(url)
        app = assemble(config, token, clock)
        if isinstance(clock, FollowedClock):
            clock.on_move = app.ticks.all_now
        await prepare(app, migrate=migrate)
    except RulesError as error:
        return refuse_rules(error)
    except TablesError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    except Exception as error:  # noqa: BLE001 - said in one line; a traceback would show the address of the database
        log.error("database.unusable", errors=origins(error), hint=trouble(error, url))  # noqa: TRY400 - as above
        return WRONG
    await run(app, stop)
    return WELL

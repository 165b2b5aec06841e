"""The part of lianxinqiao check that looks beyond the files: the database and Telegram."""

from pathlib import Path

from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError

from bot import tokens
from bot.commands.finding import Finding
from bot.mistakes import SettingsError
from bot.settings import Configuration
from bot.telegram import make_bot
from storage.database import create_engine
from storage.migrations import runner


async def look(config: Configuration) -> list[Finding]:
    return [await _database(config), await _telegram(config)]


async def _database(config: Configuration) -> Finding:
    url = config.settings.database.url
    if not _is_there(url):
        return Finding("database", well=None, detail="not there yet: the first `run` makes it")
    try:
        engine = create_engine(url)
        try:
            current, newest = await runner.current(engine), runner.newest()
        finally:
            await engine.dispose()
    except ModuleNotFoundError as error:
        return Finding("database", well=False, detail=f'{error.name} is missing: pip install "lianxinqiao[postgres]"')
    except Exception as error:  # noqa: BLE001 - whatever stands in the way is the finding
        return Finding("database", well=False, detail=f"can't be reached ({type(error).__name__}): see database.url")
    if current != newest:
        detail = f"its tables are at {current or 'nothing'}, {newest} is needed: `lianxinqiao migrate` (or `run`)"
        return Finding("database", well=False, detail=detail)
    return Finding("database", well=True, detail=f"tables at {current}")


def _is_there(url: str) -> bool:
    """False for an SQLite file that no run has made yet; to look must not make it."""
    driver, _, place = url.partition(":///")
    return not driver.startswith("sqlite") or Path(place).exists()


async def _telegram(config: Configuration) -> Finding:
    settings = config.settings.telegram
    try:
        token = tokens.read(settings.token_file)
    except SettingsError as error:
        return Finding("telegram", well=False, detail=error.mistakes[0])
    if token is None:
        return Finding("telegram", well=None, detail="no token: set BOT_TOKEN to look at Telegram, too")
    bot = make_bot(settings, token)
    try:
        me = await bot.get_me()
    except (TelegramUnauthorizedError, TelegramNotFound):
        return Finding("telegram", well=False, detail=f"{settings.api_base} does not know this token: ask @BotFather")
    except Exception as error:  # noqa: BLE001 - whatever stands in the way is the finding
        detail = f"{settings.api_base} can't be reached ({type(error).__name__}): see telegram.proxy and api_base"
        return Finding("telegram", well=False, detail=detail)
    finally:
        await bot.session.close()
    return Finding("telegram", well=True, detail=f"@{me.username}")

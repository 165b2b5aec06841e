"""The part of lianxinqiao check that looks beyond the files: the database and Telegram."""

from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError

from bot import tokens
from bot.commands.check_database import look_into_database
from bot.commands.finding import Finding
from bot.mistakes import SettingsError
from bot.settings import Configuration
from bot.telegram import make_bot


async def look(config: Configuration) -> list[Finding]:
    return [*await look_into_database(config), await _telegram(config)]


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

"""The bot's token: where it may come from, and how it is recognised where it must not be."""

import os
import re
from pathlib import Path

from pydantic import SecretStr

from bot.mistakes import SettingsError

VARIABLE = "BOT_TOKEN"
# The bot's id, a colon, and what @BotFather made up: 35 characters at present, which Telegram does not promise.
SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
IN_ADDRESS = re.compile(r"/bot[0-9]+:[^/\s'\"]+")
BY_ITSELF = re.compile(r"\b[0-9]{6,}:[A-Za-z0-9_-]{30,}")
KEYS = {"token", "bot_token", "api_token"}


def read(file: Path | None) -> SecretStr | None:
    """From BOT_TOKEN, else from the file. None when neither is given; SettingsError when what is given is no token."""
    source, text = VARIABLE, os.environ.get(VARIABLE, "").strip()
    if not text and file is not None:
        source = "telegram.token_file"
        try:
            text = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError([f"{source}: {file} can't be read ({type(error).__name__})"]) from error
        if not text:
            raise SettingsError([f"{source}: {file} is empty"])
    if not text:
        return None
    if not SHAPE.fullmatch(text):
        raise SettingsError([f"{source}: this is not a bot token; @BotFather gives one like 123456789:AbCd…"])
    return SecretStr(text)


def must_read(file: Path | None) -> SecretStr:
    """As `read`; raises SettingsError where there is none."""
    token = read(file)
    if token is None:
        raise SettingsError([f"{VARIABLE}: there is no token; set it, or name a file with it in telegram.token_file"])
    return token


def stands_in(path: str, value: str) -> bool:
    """Whether a key of a configuration file (its path) holds a token, by its name or by the look of the value."""
    return bool(BY_ITSELF.search(value)) or path.rpartition(".")[2].lower() in KEYS


def redacted(text: str) -> str:
    return BY_ITSELF.sub("[token]", IN_ADDRESS.sub("/bot[token]", text))

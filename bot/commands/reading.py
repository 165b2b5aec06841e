"""Read config.toml for a command; its mistakes are shown and end it with code 2."""

import sys
from pathlib import Path

from bot.commands.endings import refuse
from bot.mistakes import SettingsError
from bot.settings import Configuration
from complaints.triage.codes import Category


def read(path: Path) -> Configuration:
    """Raises SettingsError."""
    return Configuration.read(path, [category.value for category in Category])


def read_or_exit(path: Path) -> Configuration:
    try:
        return read(path)
    except SettingsError as error:
        sys.exit(refuse(error, path))

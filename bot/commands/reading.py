"""Read config.toml for a command; its mistakes are shown and end it with code 2."""

import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bot.mistakes import SettingsError
from bot.settings import Configuration
from complaints.triage import RulesError
from complaints.triage.codes import Category

WELL, WRONG, UNUSABLE = 0, 1, 2


def read(path: Path) -> Configuration:
    """Raises SettingsError."""
    return Configuration.read(path, [category.value for category in Category])


def read_or_exit(path: Path) -> Configuration:
    try:
        return read(path)
    except SettingsError as error:
        sys.exit(refuse(error, path))


def refuse(error: SettingsError, path: Path) -> int:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"[bold red]✗[/] {escape(str(path))} can't be used; nothing was started:")
    for mistake in error.mistakes:
        where, _, what = mistake.partition(": ")
        console.print(f"  [bold]{escape(where)}[/]: {escape(what)}")
    return UNUSABLE


def refuse_rules(error: RulesError) -> int:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print("[bold red]✗[/] the rules of triage can't be used; nothing was started:")
    for mistake in error.mistakes:
        where, _, what = str(mistake).partition(": ")
        console.print(f"  [bold]{escape(where)}[/]: {escape(what)}")
    return UNUSABLE

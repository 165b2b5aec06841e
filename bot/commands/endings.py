"""How commands end: their exit codes, and what is said where they can't begin."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bot.mistakes import SettingsError
from complaints.triage import RulesError

WELL, WRONG, UNUSABLE = 0, 1, 2


def refuse(error: SettingsError, path: Path) -> int:
    return _refuse(f"{path} can't be used", error.mistakes)


def refuse_rules(error: RulesError) -> int:
    return _refuse("the rules of triage can't be used", [str(mistake) for mistake in error.mistakes])


def _refuse(what: str, mistakes: list[str]) -> int:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"[bold red]✗[/] {escape(what)}; nothing was started:")
    for mistake in mistakes:
        where, _, said = mistake.partition(": ")
        console.print(f"  [bold]{escape(where)}[/]: {escape(said)}")
    return UNUSABLE

"""lianxinqiao rules check: what is wrong in the rule files, and what in them does nothing."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bot.commands.endings import UNUSABLE, WELL, WRONG
from bot.commands.rules_at_hand import office_rules
from complaints.triage import Mistake, RulesError, load, packaged_files
from complaints.triage.rulebook.soundness import findings


def check_rules(config: Path) -> int:
    """2 where the rules can't be used, 1 where the office's own files hold something idle, 0 otherwise."""
    console = Console(highlight=False, soft_wrap=True)
    rules = office_rules(config)
    packaged = packaged_files()
    try:
        office = rules.files()
        version = load(packaged, office).version
    except RulesError as error:
        for mistake in error.mistakes:
            console.print(_line("[bold red]✗[/]", mistake))
        console.print("[bold red]These rules can't be used.[/] Idle words are looked for when the mistakes are mended.")
        return UNUSABLE
    found = findings(packaged, office)
    for finding in found:
        console.print(_line("[bold yellow]![/]", finding))
    own = f", {len(office)} of the office's own" if office else ""
    console.print(f"[green]✓[/] {len(packaged)} files{own}: version {version}, {len(found)} warnings")
    return WRONG if any(finding.file in office for finding in found) else WELL


def _line(mark: str, told: Mistake) -> str:
    where, _, what = str(told).partition(": ")
    return f"{mark} [bold]{escape(where)}[/]: {escape(what)}"

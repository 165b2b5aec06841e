"""lianxinqiao check: what is in order, what is not, and what to do about it, as a table."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.commands.endings import UNUSABLE, WELL, WRONG
from bot.commands.finding import Finding
from bot.commands.reading import read
from bot.mistakes import SettingsError
from bot.office_rules import OfficeRules
from bot.settings import Configuration
from complaints.triage import Category, Kind, RulesError, Urgency, load, packaged_files
from texts.labels import group
from texts.render import environment
from texts.soundness import faults

ROOMS = Path(__file__).parents[2]


def check_all(config: Path, *, offline: bool) -> int:
    """0 when all is well, 1 otherwise; 2 when the settings themselves can't be used."""
    findings: list[Finding] = []
    read_config: Configuration | None = None
    try:
        read_config = read(config)
    except SettingsError as error:
        findings += [Finding("settings", well=False, detail=mistake) for mistake in error.mistakes]
    else:
        findings.append(_settings(config, read_config))
    findings += [*_texts(), *_rules(read_config)]
    if read_config is not None and not offline:
        # aiogram takes longer to import than all the rest of the check.
        from bot.commands.check_online import look  # noqa: PLC0415 - see above

        findings += asyncio.run(look(read_config))
    _show(findings)
    if read_config is None:
        return UNUSABLE
    return WRONG if any(f.well is False for f in findings) else WELL


def _settings(path: Path, config: Configuration) -> Finding:
    office = config.office
    buildings = sum(len(c.buildings) for c in office.compounds)
    counted = f"{buildings} buildings, {len(office.posts)} posts, {len(office.staff)} staff"
    return Finding("settings", well=True, detail=f"{path}: {office.office.name}, {counted}")


def _texts() -> list[Finding]:
    wrong = [Finding("texts", well=False, detail=fault) for fault in _faults_of_texts()]
    return wrong or [Finding("texts", well=True, detail=f"{len(_templates())} templates")]


def _templates() -> list[str]:
    return environment().list_templates(extensions=["j2"])


def _faults_of_texts() -> Iterator[str]:
    """Every template compiles and is used, with the values it asks for; every code has its word."""
    env = environment()
    for name in _templates():
        try:
            env.get_template(name)
        except Exception as error:  # noqa: BLE001 - whatever Jinja finds wrong is the finding
            yield f"{name}: {error}"
    for name, codes in {"kind": Kind, "category": Category, "urgency": Urgency}.items():
        for code in codes:
            if code.value not in group(name):
                yield f'labels: [{name}] has no word for "{code.value}"'
    yield from faults([ROOMS / room for room in ("bot", "complaints", "handlers", "notices", "storage")])


def _rules(config: Configuration | None) -> list[Finding]:
    """Without settings the packaged rules alone."""
    try:
        office = (config.rules if config is not None else OfficeRules()).files()
        rules = load(packaged_files(), office)
    except RulesError as error:
        return [Finding("rules", well=False, detail=str(mistake)) for mistake in error.mistakes]
    own = f", {len(office)} files of the office's own" if office else ""
    return [Finding("rules", well=True, detail=f"version {rules.version}{own}")]


def _show(findings: list[Finding]) -> None:
    marks = {True: "[green]✓[/]", False: "[bold red]✗[/]", None: "[dim]–[/]"}
    table = Table(show_header=False, box=None, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        table.add_row(marks[finding.well], finding.name, escape(finding.detail))
    Console(highlight=False).print(table)

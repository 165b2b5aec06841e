"""The rules a command works with: those of the office where there is a config.toml, else the packaged ones."""

import sys
from datetime import datetime
from pathlib import Path

from bot.commands.endings import UNUSABLE, refuse, refuse_rules
from bot.mistakes import SettingsError
from bot.office_rules import OfficeRules
from complaints.triage import RulesError, Triage
from complaints.triage.judging.measure import moment
from storage.clock import SystemClock

USUAL = Path("config.toml")
"""Need not be there; another one that is named has to."""


def office_rules(config: Path) -> OfficeRules:
    """Ends the command where config.toml can't be used."""
    if config == USUAL and not config.exists():
        return OfficeRules()
    try:
        return OfficeRules.read(config)
    except SettingsError as error:
        sys.exit(refuse(error, config))


def moment_or_exit(rules: OfficeRules, at: str) -> datetime:
    """When it was said, on the office's clock: as `at` has it (ISO 8601), or now where it is empty."""
    try:
        return rules.local(moment(at) if at else SystemClock().now())
    except ValueError as error:
        sys.stderr.write(f"--{error}\n")
        sys.exit(UNUSABLE)


def triage_or_exit(rules: OfficeRules) -> Triage:
    try:
        return rules.triage()
    except RulesError as error:
        sys.exit(refuse_rules(error))

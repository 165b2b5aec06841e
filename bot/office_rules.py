"""The packaged rules with the office's own laid over them, and the city's hours."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.settings import Configuration
from complaints.triage import Hours, Mistake, Rules, RulesError, Triage, load, office_files, packaged_files
from storage.office import Office


def triage_of(config: Configuration) -> Triage:
    """Raises RulesError with every mistake of the rule files."""
    return Triage(load_rules(config.rules_folder), hours_of(config.office))


def load_rules(folder: Path) -> Rules:
    """Raises RulesError, also where a file can't be read."""
    return load(packaged_files(), read_office_files(folder))


def read_office_files(folder: Path) -> Mapping[str, str]:
    """Empty where there is no folder. Raises RulesError for what can't be read."""
    if folder.exists() and not folder.is_dir():
        raise RulesError([Mistake(folder.name, 0, "triage.rules_folder", "is no folder")])
    try:
        return office_files(folder)
    except (OSError, UnicodeError):
        raise RulesError(_unreadable(folder)) from None


def _unreadable(folder: Path) -> list[Mistake]:
    """Which files it is: all of them are tried."""
    mistakes = []
    for file in sorted(folder.glob("*.toml")):
        name = f"{folder.name}/{file.name}"
        try:
            file.read_text(encoding="utf-8-sig")
        except UnicodeError:
            mistakes.append(Mistake(name, 0, "file", "is not in UTF-8 (in GBK, perhaps); save it as UTF-8"))
        except OSError as error:
            mistakes.append(Mistake(name, 0, "file", f"can't be read ({type(error).__name__})"))
    return mistakes or [Mistake(folder.name, 0, "folder", "can't be read")]


def hours_of(office: Office) -> Hours:
    """Rest days are those of [hours]."""
    city = office.triage

    def rest_day(day: date) -> bool:
        return not office.hours.is_working_day(day)

    return Hours(
        night_begins=city.night[0],
        night_ends=city.night[1],
        quiet=city.quiet,
        quiet_rest_days=city.quiet_rest_days,
        exams=city.exam_days,
        rest_day=rest_day,
    )

"""The packaged rules with the office's own laid over them, and the city's hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.config_file import parse
from bot.mistakes import SettingsError, in_plain_words
from complaints.triage import (
    Hours,
    Mistake,
    Rules,
    RulesError,
    Triage,
    load,
    office_files,
    office_paths,
    packaged_files,
)
from storage.office.city import City
from storage.office.hours import WorkingHours
from storage.office.section import ZoneName


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Zone(_Lenient):
    time_zone: ZoneName = "Asia/Shanghai"


class _Part(_Lenient):
    """What triage needs of config.toml."""

    office: _Zone = _Zone()
    triage: City = City()
    hours: WorkingHours = WorkingHours()


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """Where they are; nothing is read yet. Without a `folder` it is the packaged rules alone."""

    folder: Path | None = None
    hours: Hours = field(default_factory=Hours)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(_Zone().time_zone))

    @classmethod
    def of(cls, folder: Path, city: City, calendar: WorkingHours, time_zone: str) -> Self:
        """`folder` is that of config.toml."""
        return cls(folder / city.rules_folder, _hours(city, calendar), ZoneInfo(time_zone))

    @classmethod
    def read(cls, config: Path) -> Self:
        """For commands that need nothing else of config.toml. Raises SettingsError."""
        raw: dict[str, Any] = parse(config)
        try:
            part = _Part.model_validate(raw)
        except ValidationError as error:
            raise SettingsError(in_plain_words(error, raw)) from error
        return cls.of(config.parent, part.triage, part.hours, part.office.time_zone)

    def local(self, moment: datetime) -> datetime:
        """On the office's clock; one without a zone is meant so."""
        return moment.astimezone(self.zone) if moment.tzinfo else moment.replace(tzinfo=self.zone)

    def files(self) -> Mapping[str, str]:
        """The office's files; empty where there is no folder. Raises RulesError for what can't be read."""
        if self.folder is None:
            return {}
        if self.folder.exists() and not self.folder.is_dir():
            raise RulesError([Mistake(self.folder.name, 0, "triage.rules_folder", "is no folder")])
        try:
            return office_files(self.folder)
        except (OSError, UnicodeError):
            raise RulesError(_unreadable(self.folder)) from None

    def paths(self) -> list[Path]:
        """The files as they are now, in order."""
        return office_paths(self.folder) if self.folder is not None else []

    def rules(self) -> Rules:
        """Reads all files anew. Raises RulesError with every mistake."""
        return load(packaged_files(), self.files())

    def triage(self) -> Triage:
        """As `rules`, with the city's hours."""
        return Triage(self.rules(), self.hours)


def _unreadable(folder: Path) -> list[Mistake]:
    """Which files it is: all of them are tried."""
    mistakes = []
    for file in office_paths(folder):
        name = f"{folder.name}/{file.name}"
        try:
            file.read_text(encoding="utf-8-sig")
        except UnicodeError:
            mistakes.append(Mistake(name, 0, "file", "is not in UTF-8 (in GBK, perhaps); save it as UTF-8"))
        except OSError as error:
            mistakes.append(Mistake(name, 0, "file", f"can't be read ({type(error).__name__})"))
    return mistakes or [Mistake(folder.name, 0, "folder", "can't be read")]


def _hours(city: City, calendar: WorkingHours) -> Hours:
    """Rest days are those of [hours]."""

    def rest_day(day: date) -> bool:
        return not calendar.is_working_day(day)

    return Hours(
        night_begins=city.night[0],
        night_ends=city.night[1],
        quiet=city.quiet,
        quiet_rest_days=city.quiet_rest_days,
        exams=city.exam_days,
        rest_day=rest_day,
    )

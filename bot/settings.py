"""config.toml: the office, and what this machine needs to serve it. Each mistake is named by its key's path."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

import pydantic_settings
from pydantic import AnyHttpUrl, Field, TypeAdapter, ValidationError, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy.engine import make_url

from bot import tokens
from bot.config_file import parse
from bot.mistakes import SettingsError, in_plain_words, leaves
from bot.office_rules import OfficeRules
from storage.office import Office
from storage.office.consistency import faults
from storage.office.section import Section, Whole

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
# Telegram Bot API server, Client.cpp: the server caps getUpdates' timeout at 50 s.
LONGEST_POLL_S = 50

KINDS = "must be sqlite:///file or postgresql://user@host/database"
NOT_HERE = "a token must not stand in this file; give it in BOT_TOKEN or in the file telegram.token_file names"


class TelegramSettings(Section):
    api_base: str = "https://api.telegram.org"
    proxy: str = ""
    token_file: Path | None = None
    poll_timeout: Whole = Field(default=30, ge=1, le=LONGEST_POLL_S)

    @field_validator("api_base")
    @classmethod
    def _address(cls, value: str) -> str:
        try:
            TypeAdapter(AnyHttpUrl).validate_python(value)
        except ValidationError as error:
            raise ValueError("must be an address such as https://api.telegram.org") from error
        return value.rstrip("/")

    @field_validator("proxy")
    @classmethod
    def _proxy_of_a_known_kind(cls, value: str) -> str:
        if value and not re.fullmatch(r"(http|socks5)://[^\s/]+:[0-9]{1,5}/?", value):
            raise ValueError("must be empty, http://host:port or socks5://host:port")
        return value


class DatabaseSettings(Section):
    url: str = "sqlite+aiosqlite:///data/lianxinqiao.sqlite3"

    @field_validator("url")
    @classmethod
    def _driver(cls, value: str) -> str:
        scheme, _, place = value.partition("://")
        driver = DRIVERS.get(scheme.partition("+")[0])
        if driver is None:
            raise ValueError(KINDS)
        if driver.startswith("sqlite") and place in ("", "/", "/:memory:"):
            raise ValueError("an SQLite database must be a file: what is kept in memory is lost")
        if driver.startswith("sqlite") and not place.startswith("/"):
            raise ValueError(KINDS)
        url = f"{driver}://{place}"
        try:
            make_url(url)
        except ValueError as error:  # a port that is no number
            raise ValueError(KINDS) from error
        return url


class LogSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"


class Environment(EnvSettingsSource):
    """A variable is always text. Its numbers are read here, so that a number in quotes stays a mistake in the file."""

    def __call__(self) -> dict[str, Any]:
        """Raises SettingsError where a variable names a section only: there is nothing that it could hold."""
        try:
            given = super().__call__()
        except pydantic_settings.SettingsError as error:
            raise SettingsError([f"{self.env_prefix}…: name a key, too, as in LIANXINQIAO_LOG_LEVEL"]) from error
        return {name: self._read(name, values) for name, values in given.items()}

    def _read(self, name: str, values: object) -> object:
        section = self.settings_cls.model_fields[name].annotation
        if not (isinstance(values, dict) and isinstance(section, type) and issubclass(section, Section)):
            return values
        numbers = {key for key, field in section.model_fields.items() if field.annotation is int}
        return {key: _number(value) if key in numbers else value for key, value in values.items()}


def _number(value: object) -> object:
    """Text that is no number stays as it is: who checks the section says so."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,9}", value.strip()) else value


class Settings(BaseSettings):
    """What differs from machine to machine. LIANXINQIAO_DATABASE_URL and the like go before the file."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="LIANXINQIAO_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
    )

    telegram: TelegramSettings = TelegramSettings()
    database: DatabaseSettings = DatabaseSettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del env_settings, dotenv_settings, file_secret_settings
        return Environment(settings_cls), init_settings


@dataclass(frozen=True, slots=True)
class Configuration:
    """One config.toml, read and found sound in itself."""

    office: Office
    settings: Settings
    folder: Path = field(default=Path(), compare=False)

    @property
    def rules(self) -> OfficeRules:
        """Where the office's own rules are: beside config.toml."""
        return OfficeRules.of(self.folder, self.office.triage, self.office.hours, self.office.office.time_zone)

    @classmethod
    def read(cls, path: Path, categories: list[str]) -> Self:
        """Raises SettingsError with every mistake of the file. `categories` are the codes that routing may name."""
        raw = parse(path)
        mistakes = [f"{path}: {NOT_HERE}" for path, value in leaves(raw) if tokens.stands_in(path, value)]
        if mistakes:
            raise SettingsError(mistakes)
        office: Office | None = None
        settings: Settings | None = None
        try:
            office = Office.model_validate({key: value for key, value in raw.items() if key in Office.model_fields})
        except ValidationError as error:
            mistakes += in_plain_words(error, raw)
        try:
            settings = Settings(**{key: value for key, value in raw.items() if key not in Office.model_fields})
        except ValidationError as error:
            mistakes += in_plain_words(error, raw)
        except SettingsError as error:
            mistakes += error.mistakes
        if office is not None:
            mistakes += faults(office, categories)
        if office is None or settings is None or mistakes:
            raise SettingsError(mistakes)
        return cls(office, settings, path.parent)

"""What all sections of config.toml have in common: unknown keys are refused, values never change."""

from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Strict, StringConstraints

# Codes travel in callback data (64 bytes) and start parameters ([A-Za-z0-9_-], 64 characters): keep them short.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,15}$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


def _without_zone(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("must be a time without a zone; office.time_zone says which one is meant")
    return value


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"no such time zone: {value}") from error
    return value


# TOML has numbers, dates and times of its own: "3", true and 3.0 are mistakes where 3 is meant, never another way to
# say it. The plain types of Python would be read from text and from each other.
Whole = Annotated[int, Strict()]
Day = Annotated[date, Strict()]
TimeOfDay = Annotated[time, Strict(), AfterValidator(_without_zone)]

ZoneName = Annotated[str, AfterValidator(_known_zone)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

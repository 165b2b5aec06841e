"""What triage needs to know of the city: where the office's own rules are, night, quiet hours, exams."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, GetPydanticSchema, StrictBool, field_validator, model_validator
from pydantic_core import core_schema

from storage.office.section import Day, Section

NIGHT_MINUTES = 8 * 60
DAY_MINUTES = 24 * 60


def _minute(value: object) -> int:
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", value) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write a time as "22:00"')
    return int(found[1]) * 60 + int(found[2])


def _minute_schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401 - pydantic's own signature
    return core_schema.no_info_plain_validator_function(_minute)


# "22:00" in the file, minutes after midnight here.
ClockText = Annotated[int, GetPydanticSchema(_minute_schema)]
Window = tuple[ClockText, ClockText]


class Exam(Section):
    """First and last day, both included."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Exam":
        if self.last < self.first:
            raise ValueError("to lies before from")
        return self


class City(Section):
    """The section [triage]. `rules_folder` is relative to the folder of config.toml, and need not be there."""

    rules_folder: Path = Path("rules")
    night: Window = (22 * 60, 6 * 60)
    quiet: tuple[Window, ...] = ((12 * 60, 14 * 60), (18 * 60, 8 * 60))
    quiet_rest_days: StrictBool = True
    exams: tuple[Exam, ...] = ()

    @field_validator("night")
    @classmethod
    def _eight_hours(cls, value: Window) -> Window:
        """噪声污染防治法 Art. 88."""
        begins, ends = value
        if (ends - begins) % DAY_MINUTES != NIGHT_MINUTES:
            raise ValueError('must be 8 hours long, such as ["22:00", "06:00"] (噪声污染防治法第八十八条)')
        return value

    @field_validator("quiet")
    @classmethod
    def _some_time(cls, value: tuple[Window, ...]) -> tuple[Window, ...]:
        if any(begins == ends for begins, ends in value):
            raise ValueError("a window must not end when it begins")
        return value

    @property
    def exam_days(self) -> tuple[tuple[date, date], ...]:
        return tuple((exam.first, exam.last) for exam in self.exams)

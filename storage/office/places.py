"""小区 and 楼栋: where residents live."""

from pydantic import Field

from storage.office.section import Code, Name, Section, Whole


class Building(Section):
    code: Code
    name: Name
    units: Whole = Field(default=1, ge=1, le=50)


class Compound(Section):
    code: Code
    name: Name
    buildings: tuple[Building, ...] = Field(min_length=1)

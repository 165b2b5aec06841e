"""One line of lianxinqiao check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`well` is None for what was not looked at. `detail` says what was found, or what to do."""

    name: str
    well: bool | None
    detail: str

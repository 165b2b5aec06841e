"""Time as a value that is passed in: everything below asks a Clock, never the machine."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock. The only place in the project that reads it."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one home of it

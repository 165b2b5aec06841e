"""A message that was stored: how the rules read it, and what people made of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Judged:
    """`text` is empty, and so are `hits`, once they are forgotten. Codes are as they were stored.

    `read` is None where the rules were not sure. `said` is what a person said it is about; None where nobody did.
    `stood`: staff answered it for what it was read as, and nobody said otherwise. `at` is local.
    """

    text: str
    at: datetime
    kind: str
    read: str | None
    second: str | None
    noise: bool
    night: bool
    urgency: str
    hits: Sequence[Mapping[str, Any]]
    said: str | None
    stood: bool

    @property
    def meant(self) -> str | None:
        """What it is about by the word of a person; None where none has judged it."""
        return self.said or (self.read if self.stood else None)

    @property
    def corrected(self) -> bool:
        """The rules were sure, and wrong."""
        return self.read is not None and self.said is not None and self.said != self.read

    @property
    def confirmed(self) -> bool:
        """The rules were sure, and right."""
        return self.read is not None and self.meant == self.read

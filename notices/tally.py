"""How far the copies of notices have come, counted from the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.outbox import PICTURES
from storage.tables import OutboxRow
from storage.unit import Unit

# The role of a notice's row in the outbox, one for each group. Rows with PICTURES come from the sender: what had no
# room beside the words.
COPY = "copy"

_ENDED = {"sent": "sent", "failed": "failed", "dropped": "failed", "uncertain": "uncertain"}


@dataclass(frozen=True, slots=True)
class Tally:
    """Groups by what became of their copy. `pictures_waiting` counts messages with pictures that go beside one."""

    sent: int = 0
    failed: int = 0
    uncertain: int = 0
    waiting: int = 0
    pictures_waiting: int = 0

    @property
    def total(self) -> int:
        return self.sent + self.failed + self.uncertain + self.waiting

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def over(self) -> bool:
        return not self.waiting and not self.pictures_waiting


def subject_of(notice_id: int) -> str:
    return f"notice:{notice_id}"


def notice_of(subject: str) -> int | None:
    """The notice that a message is about; None for any other message."""
    area, _, number = subject.partition(":")
    return int(number) if area == "notice" and number.isdigit() else None


async def count(unit: Unit, notices: Iterable[int]) -> dict[int, Tally]:
    """The tally of each notice, in one statement. Copies that were sent anew count once, as their last attempt."""
    wanted = tuple(notices)
    counted: dict[int, dict[str, int]] = {notice: {} for notice in wanted}
    rows = await unit.session.execute(
        select(OutboxRow.subject, OutboxRow.role, OutboxRow.state, func.count())
        .where(OutboxRow.subject.in_([subject_of(n) for n in wanted]), OutboxRow.role.in_((COPY, PICTURES)))
        .group_by(OutboxRow.subject, OutboxRow.role, OutboxRow.state)
    )
    for subject, role, state, number in rows:
        column = _ENDED.get(state, "waiting") if role == COPY else "pictures_waiting"
        notice = notice_of(subject)
        if notice is not None and (role == COPY or state not in _ENDED):
            counted[notice][column] = counted[notice].get(column, 0) + number
    return {notice: Tally(**columns) for notice, columns in counted.items()}

"""The stored appeals, each with how the rules read it and what people said of that: what rules are judged by."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import select

from complaints.triage.judging.judged import Judged
from storage.database import Storage
from storage.tables import Appeal, Case, Correction
from storage.unit import Unit

PAGE = 500
"""Appeals of one unit: a few milliseconds, so that nobody who writes is held up."""


async def judgements(storage: Storage) -> AsyncIterator[Judged]:
    """In order of their numbers, withdrawn ones too; a page at a time is in memory."""
    after = 0
    while True:
        async with storage.unit() as unit:
            page = (await unit.session.execute(_APPEALS.where(Appeal.id > after).limit(PAGE))).all()
            corrections = await _newest_corrections(unit, page[0].id, page[-1].id) if page else {}
        for row in page:
            yield _judged(row, corrections.get(row.id), storage)
        if len(page) < PAGE:
            return
        after = page[-1].id


async def _newest_corrections(unit: Unit, first: int, last: int) -> dict[int, Any]:
    found = await unit.session.execute(_CORRECTIONS.where(Correction.appeal_id.between(first, last)))
    return {row.appeal_id: row for row in found}


def _judged(row: Any, correction: Any, storage: Storage) -> Judged:  # noqa: ANN401 - rows
    """A correction that the appeal no longer shows was made before its words were changed: it says nothing of these."""
    valid = correction is not None and correction.corrected_to == row.category
    read = correction if valid else row
    return Judged(
        text=row.text,
        at=row.received_at.astimezone(storage.office.zone),
        kind=read.kind,
        read=correction.read_as if valid else row.category,
        second=read.second,
        noise=read.noise,
        night=read.night,
        urgency=read.urgency,
        hits=read.hits,
        said=correction.corrected_to if valid else None,
        stood=row.answered_at is not None and row.withdrawn_at is None and row.category == row.case_category,
    )


_READ = ("kind", "second", "noise", "night", "urgency", "hits")
_APPEALS = (
    select(
        *(getattr(Appeal, name) for name in ("id", "text", "received_at", "withdrawn_at", "category", *_READ)),
        Case.answered_at,
        Case.category.label("case_category"),
    )
    .join(Case, Case.id == Appeal.case_id)
    .order_by(Appeal.id)
)
_CORRECTIONS = select(
    Correction.appeal_id, Correction.read_as, Correction.corrected_to, *(getattr(Correction, name) for name in _READ)
).order_by(Correction.id)

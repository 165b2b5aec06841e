"""An appeal that was registered by itself turns out to be about a case that is there already: it moves to that one."""

from sqlalchemy import update

from complaints import alerts, deadline_rows, intake, regrading
from complaints.facts import CaseFacts, Told
from complaints.triage import Reading
from complaints.workflow import after
from storage.tables import Addition, Appeal, Attachment, Case
from storage.unit import Unit


async def into(
    unit: Unit, appeal: Appeal, case: Case, other: Case, text: str, reading: Reading, rules_version: str
) -> CaseFacts:
    """`case`, the appeal's alone, is void; `other` counts up. Both are locked. The appeal keeps its number."""
    regrading.keep_reading(appeal, text, reading, rules_version)
    files = await alerts.files_of(unit, case.id)
    appeal.case_id = other.id
    for table in (Attachment, Addition):
        await unit.session.execute(update(table).where(table.case_id == case.id).values(case_id=other.id))
    case.status = after("void", case.status)
    case.closed_at = unit.now
    case.persons = case.occurrences = 0
    await unit.session.flush()
    await deadline_rows.meet(unit, case.id, deadline_rows.ACKNOWLEDGE, deadline_rows.HANDLE, deadline_rows.REDO)
    unit.record("bot", "case.void", f"case:{case.id}", reason="joined", into=other.id)
    return await intake.join(unit, other, reading.urgency, Told.of(appeal), files)

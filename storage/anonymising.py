"""去个人信息: what people wrote is forgotten some time after their case has ended; numbers, codes and dates stay.

PIPL art. 19 and 47: kept no longer than needed for the purpose, then deleted. The ledger never held any of it.
"""

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from storage.tables import Addition, Appeal, Attachment, Case, Correction, OutboxRow
from storage.unit import Unit

BATCH = 50
# Role of a reply that could not be shown at once (handlers.presenter): it may quote anything a person may see.
DEFERRED = "deferred"
# Closed, withdrawn, or answered and never heard of again (complaints.workflow).
ENDED = ("closed", "void", "answered")


async def anonymise(unit: Unit) -> int:
    """Forget what was said in at most BATCH ended cases. Returns how many; call again while it is BATCH."""
    before = unit.now - timedelta(days=unit.office.retention.closed_cases_days)
    await unit.session.execute(
        update(OutboxRow).where(OutboxRow.role == DEFERRED, OutboxRow.done_at < before).values(card={"html": ""})
    )
    found = await unit.session.scalars(
        select(Case.id)
        .where(
            func.coalesce(Case.closed_at, Case.answered_at) < before,
            Case.status.in_(ENDED),
            Case.anonymised_at.is_(None),
        )
        .order_by(Case.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    cases = list(found)
    if not cases:
        return 0
    appeals = list(await unit.session.scalars(select(Appeal.id).where(Appeal.case_id.in_(cases))))
    subjects = [f"case:{n}" for n in cases] + [f"appeal:{n}" for n in appeals]
    await unit.session.execute(delete(Addition).where(Addition.case_id.in_(cases)))
    await unit.session.execute(delete(Attachment).where(Attachment.case_id.in_(cases)))
    await unit.session.execute(
        update(Appeal).where(Appeal.id.in_(appeals)).values(text="", room=None, hits=[], circumstances={}, album=None)
    )
    await unit.session.execute(update(Correction).where(Correction.appeal_id.in_(appeals)).values(hits=[]))
    await unit.session.execute(
        update(OutboxRow)
        .where(OutboxRow.subject.in_(subjects), OutboxRow.done_at.is_not(None))
        .values(card={"html": ""})
    )
    await unit.session.execute(update(Case).where(Case.id.in_(cases)).values(answer=None, anonymised_at=unit.now))
    for case_id in cases:
        unit.record("bot", "case.anonymised", f"case:{case_id}")
    return len(cases)

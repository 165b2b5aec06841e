"""First words that wait for their author's building are registered by themselves when it does not come."""

from datetime import timedelta

from sqlalchemy import select

from complaints import reception
from complaints.incoming import Incoming
from complaints.triage import Triage
from storage import actors
from storage.actors import RefusedError
from storage.tables import Draft
from storage.unit import Unit

PATIENCE = timedelta(minutes=10)
BATCH = 20


async def register_waiting(unit: Unit, triage: Triage) -> int:
    """Register what has waited for longer than PATIENCE, without a building. Returns how many.

    Whoever told too much within the hour waits on.
    """
    rows = await unit.session.scalars(
        select(Draft)
        .where(Draft.asks == reception.BUILDING, Draft.updated_at <= unit.now - PATIENCE)
        .order_by(Draft.updated_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    registered = 0
    for draft in list(rows):
        actor = await actors.load(unit, draft.telegram_id, draft.chat_id)
        try:
            await reception.register_kept(unit, actor, triage, Incoming.from_json(draft.data["incoming"]))
        except RefusedError:
            draft.updated_at = unit.now
        else:
            registered += 1
    return registered

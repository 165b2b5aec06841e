"""升级: a deadline that passed is told to the next post up, once for each level."""

from sqlalchemy import insert, select, update

from complaints import alerts, deadline_rows
from complaints.deadlines import due
from complaints.facts import CaseFacts, lock_case
from complaints.workflow import OPEN
from storage.tables import Case, Deadline
from storage.unit import Unit

BATCH = 50


async def fire_due(unit: Unit) -> int:
    """Fire the deadlines that have passed, at most BATCH of them. Returns how many; call again while it is BATCH.

    The rows are claimed in one statement, so that two processes ticking at once never tell a level twice. After
    downtime each level is told once, however late.
    """
    claimed = await unit.session.execute(
        update(Deadline)
        .where(
            Deadline.id.in_(
                select(Deadline.id)
                .where(Deadline.due_at <= unit.now, Deadline.met_at.is_(None), Deadline.fired_at.is_(None))
                .order_by(Deadline.due_at)
                .limit(BATCH)
                .with_for_update(skip_locked=True)
            )
        )
        .values(fired_at=unit.now)
        .returning(Deadline.case_id, Deadline.kind, Deadline.level)
    )
    fired = claimed.all()
    for case_id, kind, level in fired:
        await _tell(unit, case_id, kind, level)
    return len(fired)


async def _tell(unit: Unit, case_id: int, kind: str, level: int) -> None:
    case = await lock_case(unit, case_id)
    if case.status not in OPEN:
        return
    facts = CaseFacts.of(case)
    chain = unit.office.chain(case.owner_post)
    post = chain[min(level, len(chain) - 1)]
    headline = "not_acknowledged" if kind == deadline_rows.ACKNOWLEDGE else "overdue"
    reached = await alerts.alert_posts(unit, facts, (post,), key=f"{kind}:{level}", headline=headline)
    unit.record("bot", "case.escalated", facts.subject, kind=kind, level=level, post=post.code, reached=reached)
    if kind == deadline_rows.ACKNOWLEDGE and level + 1 < len(chain):
        await _next_level(unit, case, level + 1)
    if kind != deadline_rows.ACKNOWLEDGE:
        await alerts.refresh(unit, facts)  # the light on the cards that were sent before has turned


async def _next_level(unit: Unit, case: Case, level: int) -> None:
    """Still nobody took it: the post after that is told when the time to acknowledge has passed once more.

    It is reckoned as at intake: what counts working days does not climb over a weekend.
    """
    once_more = due(unit.office, case.urgency, unit.now)
    await unit.session.execute(
        insert(Deadline).values(
            case_id=case.id,
            kind=deadline_rows.ACKNOWLEDGE,
            level=level,
            due_at=once_more.acknowledge,
            policy=once_more.policy,
        )
    )

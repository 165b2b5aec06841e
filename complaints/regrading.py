"""改判: a case turns out to be about something else than the rules read, or more urgent."""

from sqlalchemy import func, select

from complaints import alerts, deadline_rows
from complaints.deadlines import due
from complaints.facts import CaseFacts, Told, first_appeal
from complaints.triage import Category, Kind, Reading
from complaints.workflow import OPEN, Status
from storage.actors import Actor, RefusedError
from storage.tables import Appeal, Case, Correction
from storage.unit import Unit


async def correct(unit: Unit, actor: Actor, appeal: Appeal, case: Case, category: str) -> CaseFacts:
    """A person says what an appeal is about. Both readings are kept, so that the rules can be judged by them."""
    if category not in set(Category):
        raise RefusedError("no_such_category")
    unit.session.add(
        Correction(
            appeal_id=appeal.id,
            author=actor.signature,
            read_as=appeal.category,
            corrected_to=category,
            at=unit.now,
        )
    )
    unit.record(
        actor.signature, "appeal.corrected", f"appeal:{appeal.id}", read_as=appeal.category, corrected_to=category
    )
    appeal.category = category
    return await _apply(unit, case, appeal.kind, category, appeal.urgency)


async def reread(unit: Unit, appeal: Appeal, case: Case, text: str, reading: Reading, rules_version: str) -> CaseFacts:
    """The words of an appeal changed or came late: it is read again, and its case follows while it is its only one."""
    read = reading.as_json()
    appeal.text = text
    appeal.kind, appeal.category, appeal.second = reading.kind, reading.category, reading.second
    appeal.noise, appeal.night, appeal.urgency = reading.noise, reading.night, reading.urgency
    appeal.confidence, appeal.hits, appeal.rules_version = reading.confidence, read["hits"], rules_version
    return await _apply(unit, case, reading.kind, reading.category, reading.urgency)


async def _apply(unit: Unit, case: Case, kind: Kind | str, category: str | None, urgency: str) -> CaseFacts:
    """A case that others hang on, or that is being worked on, keeps its owner; an untouched one is routed anew."""
    others = await unit.session.scalar(select(func.count()).where(Appeal.case_id == case.id))
    if (others or 0) > 1 or case.status not in OPEN:
        return CaseFacts.of(case)
    case.kind, case.category, case.urgency = str(kind), category, urgency
    await deadline_rows.redate(unit, case, due(unit.office, urgency, case.opened_at))
    owner_before = case.owner_post
    if case.status in (Status.UNSORTED, Status.NEW):
        case.status = Status.NEW if category else Status.UNSORTED
        case.owner_post = unit.office.route(category, case.building).code
    await unit.session.flush()
    facts = CaseFacts.of(case)
    copies = await alerts.refresh(unit, facts)
    if case.owner_post != owner_before:
        unit.record("bot", "case.routed", facts.subject, before=owner_before, now=case.owner_post)
    if case.owner_post != owner_before or not copies:
        told = Told.of(await first_appeal(unit, case.id))
        files = await alerts.files_of(unit, case.id)
        await alerts.announce(unit, facts, told, files, key=f"reread:{unit.now.timestamp():.0f}")
    return facts
